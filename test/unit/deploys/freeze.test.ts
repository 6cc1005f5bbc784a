import { expect, test } from 'vitest'
import type { FreezeWindow } from '../../../src/domain/deploys/deploy-policy.ts'
import { frozenAt } from '../../../src/domain/deploys/freeze.ts'

const weekend: FreezeWindow = {
  kind: 'weekly',
  from: { weekday: 5, time: '18:00' },
  to: { weekday: 1, time: '08:00' },
  timeZone: 'Europe/Berlin',
  reason: 'weekend',
}
const night: FreezeWindow = {
  kind: 'weekly',
  from: { weekday: 7, time: '01:00' },
  to: { weekday: 7, time: '05:00' },
  timeZone: 'Europe/Berlin',
  reason: 'night',
}
const holidays: FreezeWindow = {
  kind: 'dated',
  from: '2026-12-24T00:00',
  to: '2026-12-27T00:00',
  timeZone: 'Asia/Seoul',
  reason: 'holidays',
}

test.each([
  ['a minute before Friday evening', weekend, '2026-11-20T16:59:00Z', null],
  ['Friday evening', weekend, '2026-11-20T17:00:00Z', '2026-11-23T07:00:00Z'],
  ['Sunday', weekend, '2026-11-22T12:00:00Z', '2026-11-23T07:00:00Z'],
  ['Monday before eight', weekend, '2026-11-23T06:59:00Z', '2026-11-23T07:00:00Z'],
  ['Monday at eight', weekend, '2026-11-23T07:00:00Z', null],
  ['a weekend that is an hour longer', weekend, '2026-10-24T12:00:00Z', '2026-10-26T07:00:00Z'],
  ['a weekend that is an hour shorter', weekend, '2026-03-28T12:00:00Z', '2026-03-30T06:00:00Z'],
  ['five hours when clocks go back', night, '2026-10-24T23:00:00Z', '2026-10-25T04:00:00Z'],
  ['three hours when clocks go forward', night, '2026-03-29T00:00:00Z', '2026-03-29T03:00:00Z'],
  ['a date begins by the clock of its zone', holidays, '2026-12-23T15:00:00Z', '2026-12-26T15:00:00Z'],
  ['and ends by it', holidays, '2026-12-26T15:00:00Z', null],
])('%s', (_case, window, at, until) => {
  expect(frozenAt([window], Date.parse(at))).toEqual(
    until === null ? null : { reason: window.reason, until: Date.parse(until) },
  )
})

test('of two windows the one that lasts longer is told', () => {
  const short: FreezeWindow = { ...weekend, to: { weekday: 5, time: '20:00' }, reason: 'release' }
  expect(frozenAt([short, weekend], Date.parse('2026-11-20T18:00:00Z'))?.reason).toBe('weekend')
})

test('an unknown time zone is never taken for open', () => {
  expect(() => frozenAt([{ ...weekend, timeZone: 'Nowhere/At_All' }], 0)).toThrow('unknown time zone')
})
