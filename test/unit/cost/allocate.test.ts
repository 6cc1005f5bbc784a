import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocate } from '../../../src/domain/cost/allocate.ts'
import { COST_KINDS, type ByKind } from '../../../src/domain/cost/money.ts'
import { createOwnership } from '../../../src/domain/cost/ownership.ts'
import { sumLines } from '../../../src/domain/cost/sum-lines.ts'
import { aRow, at, HOUR, ownerships, rows } from './a-cost.ts'

const ownership = createOwnership([{ cluster: '', namespace: 'checkout', teamId: 'pay', from: 0 }])
const rules = { ownership, sharedProjects: ['kube-*', 'ingress'], sharedServices: ['Tax'] }
const place = { cluster: 'kr', at: 10 }
const bucketOf = (row: Parameters<typeof aRow>[0]) => {
  const [one] = allocate([aRow(row)], place, rules)
  return [one?.bucket, one?.teamId]
}

describe('whose a row is', () => {
  test.each([
    ['the owner’s', {}, 'team', 'pay'],
    ['nobody’s', { project: 'unknown' }, 'unowned', null],
    ['nobody’s without a project', { project: '' }, 'unowned', null],
    ['idle', { role: 'idle' as const }, 'idle', null],
    ['shared as the source says', { role: 'shared' as const }, 'shared', null],
    ['shared by the beginning of its name', { project: 'kube-system' }, 'shared', null],
    ['shared by its name', { project: 'ingress' }, 'shared', null],
    ['not shared by a longer name', { project: 'ingress-two' }, 'unowned', null],
    ['a shared service without a project', { project: '', service: 'Tax' }, 'shared', null],
    ['a shared service with a project', { service: 'Tax' }, 'team', 'pay'],
  ])('%s', (_, row, bucket, teamId) => {
    expect(bucketOf(row)).toEqual([bucket, teamId])
  })

  test('shared, though a team owns the namespace', () => {
    const [one] = allocate([aRow()], place, { ...rules, sharedProjects: ['checkout'] })
    expect(one?.bucket).toBe('shared')
  })
})

test('rows that agree in everything but the figures are one line', () => {
  const given = [
    aRow(),
    aRow({ micros: { cpu: -400_000, memory: 3 }, podMinutes: 5 }),
    aRow({ currency: 'KRW' }),
  ]
  expect(allocate(given, place, rules)).toEqual([
    {
      bucket: 'team',
      teamId: 'pay',
      project: 'checkout',
      service: 'api',
      currency: 'USD',
      micros: { cpu: 600_000, memory: 3 },
      podMinutes: 65,
    },
    expect.objectContaining({ currency: 'KRW', micros: { cpu: 1_000_000 } }),
  ])
})

test('a namespace that moved team in the middle of a month is split between both, exactly', () => {
  const start = at('2026-11-01T00:00Z')
  const moved = createOwnership([
    { cluster: '', namespace: 'checkout', teamId: 'pay', from: start },
    { cluster: '', namespace: 'checkout', teamId: 'find', from: start + 300 * HOUR + 1 },
  ])
  const hours = Array.from({ length: 720 }, (_, hour) =>
    allocate(
      [aRow({ micros: { cpu: hour } })],
      { cluster: 'kr', at: start + hour * HOUR },
      { ...rules, ownership: moved },
    ),
  )
  // The hour in which it moved is that of the team that had it when the hour began.
  const sum = (from: number, to: number) => ((to - from) * (from + to - 1)) / 2
  expect(sumLines(hours.flat()).map(({ teamId, micros }) => [teamId, micros.cpu])).toEqual([
    ['pay', sum(0, 301)],
    ['find', sum(301, 720)],
  ])
})

test('nothing is lost and nothing is added, by currency and kind, whatever the rows, owners and rules', () => {
  const names = fc.array(fc.constantFrom('checkout', 'kube-*', 'search', '*', ''), { maxLength: 3 })
  const services = fc.array(fc.constantFrom('Tax', '', 'api'), { maxLength: 2 })
  const cluster = fc.constantFrom('kr', 'us', null)
  fc.assert(
    fc.property(
      rows,
      ownerships,
      cluster,
      names,
      services,
      (given, changes, where, sharedProjects, sharedServices) => {
        const lines = allocate(
          given,
          { cluster: where, at: 50 },
          { ownership: createOwnership(changes), sharedProjects, sharedServices },
        )
        expect(sums(lines)).toEqual(sums(given))
        expect(sumLines(lines)).toEqual(lines)
        for (const { bucket, teamId } of lines) expect(teamId !== null).toBe(bucket === 'team')
      },
    ),
  )
})

function sums(of: readonly { currency: string; micros: ByKind; podMinutes: number }[]) {
  return ['USD', 'KRW'].map((currency) => {
    const own = of.filter((one) => one.currency === currency)
    const kinds = COST_KINDS.map((kind) => own.reduce((sum, { micros }) => sum + (micros[kind] ?? 0), 0))
    return { currency, kinds, podMinutes: own.reduce((sum, { podMinutes }) => sum + podMinutes, 0) }
  })
}
