import { afterEach, describe, expect, test } from 'vitest'
import type { SourceFault } from '../../playground/cost/cost-book.ts'
import {
  beginSpike,
  endSpike,
  restartOpenCost,
  restateDay,
  setSourceFault,
} from '../../playground/cost/make-trouble.ts'
import { HOUR_MS, hoursUntil, NOW, openCosts, total, type CostStage } from './cost-simulator-kit.ts'

const THIS_HOUR_END = Date.UTC(2026, 10, 21, 10, 0, 0)
const POD = 'namespace,controllerKind,controller,pod'

let stage: CostStage
afterEach(() => stage.stop())

describe('what goes wrong', () => {
  test('a spike multiplies what a namespace uses until it is ended, and leaves nothing idle below zero', async () => {
    stage = await openCosts()
    const costs = async (end: number) => {
      const [set = {}] = await stage.sets({
        window: hoursUntil(end, 1),
        aggregate: 'namespace',
        includeIdle: 'true',
      })
      return set
    }
    await stage.clock.advance(THIS_HOUR_END - NOW)
    beginSpike(stage.book, 'payments', { now: stage.clock.now(), factor: 60 })
    await stage.clock.advance(HOUR_MS)
    endSpike(stage.book, 'payments', stage.clock.now())
    await stage.clock.advance(HOUR_MS)
    const [before, during, after] = [
      await costs(THIS_HOUR_END),
      await costs(THIS_HOUR_END + HOUR_MS),
      await costs(THIS_HOUR_END + 2 * HOUR_MS),
    ]
    const ratio = (during['payments']?.cpuCost ?? 0) / (before['payments']?.cpuCost ?? 1)
    expect(ratio).toBeGreaterThan(50)
    expect(ratio).toBeLessThan(70)
    expect((after['payments']?.cpuCost ?? 0) / (before['payments']?.cpuCost ?? 1)).toBeLessThan(1.2)
    expect(during['__idle__']?.cpuCost).toBeGreaterThanOrEqual(0)
    expect(during['__idle__']?.ramCost).toBeGreaterThanOrEqual(0)
  })

  test('a restated day has other figures, with the difference as adjustments; the days around it have not', async () => {
    stage = await openCosts()
    const query = { window: '3d', step: '1d', aggregate: 'cluster', includeIdle: 'true' }
    const before = await stage.sets(query)
    restateDay(stage.book, '2026-11-20', 4)
    const after = await stage.sets(query)
    expect(after[0]).toEqual(before[0])
    expect(after[2]).toEqual(before[2])
    expect(total(after[1]) / total(before[1])).toBeCloseTo(1.04, 4)
    expect(after[1]?.['prod-kr']?.cpuCost).toBe(before[1]?.['prod-kr']?.cpuCost)
    expect(after[1]?.['prod-kr']?.cpuCostAdjustment).toBeGreaterThan(0)
    restateDay(stage.book, '2026-11-20', 0)
    expect(await stage.sets(query)).toEqual(before)
  })

  test.each<[SourceFault, string]>([
    ['server-errors', '503 no healthy upstream\n'],
    ['empty', '200 no allocation'],
    ['unreachable', 'fetch failed'],
  ])('a source that is %s', async (fault, words) => {
    stage = await openCosts()
    setSourceFault(stage.book, 'prod-kr', fault)
    const answer = await stage.ask({ window: '1h' }).then(
      async (response) => {
        const text = await response.text()
        const isEmpty = response.ok && JSON.stringify((JSON.parse(text) as { data: unknown }).data) === '[{}]'
        return `${response.status} ${isEmpty ? 'no allocation' : text}`
      },
      (error: Error) => error.message,
    )
    expect(answer).toBe(words)
    setSourceFault(stage.book, 'prod-kr', null)
    expect((await stage.ask({ window: '1h' })).status).toBe(200)
  })

  test('an OpenCost that was restarted has not seen the beginning of the hour', async () => {
    stage = await openCosts()
    restartOpenCost(stage.book, 'prod-kr', stage.clock.now())
    await stage.clock.advance(HOUR_MS)
    const [before, restarted] = await stage.sets({
      window: hoursUntil(THIS_HOUR_END, 2),
      step: '1h',
      aggregate: POD,
      includeIdle: 'true',
    })
    expect(new Set(Object.values(before ?? {}).map(({ minutes }) => minutes))).toEqual(new Set([60]))
    for (const { start, minutes } of Object.values(restarted ?? {}))
      expect([start, minutes]).toEqual(['2026-11-21T09:30:00Z', 30])
  })
})
