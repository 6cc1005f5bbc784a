import { expect, test } from 'vitest'
import { reportWindow } from '../../../../src/queries/cost-report-window.ts'

const windowAt = (time: string, timeZone: string) =>
  reportWindow('today', { now: Date.parse(time), timeZone }).hours?.now
const times = (from: string, to: string) => ({ from: Date.parse(from), to: Date.parse(to) })

// Midnight in Kolkata is 18:30 in UTC, and sources tell full hours of UTC.
test.each(['2026-11-20T18:45:00Z', '2026-11-20T19:10:00Z', '2026-11-20T19:59:59Z'])(
  'where the zone is off by half an hour, today is never the whole of yesterday: %s',
  (time) => {
    expect(windowAt(time, 'Asia/Kolkata')).toEqual(times('2026-11-20T18:30:00Z', '2026-11-20T18:30:00Z'))
  },
)

test('today begins with the first full hour that begins in it', () => {
  expect(windowAt('2026-11-20T20:00:00Z', 'Asia/Kolkata')).toEqual(
    times('2026-11-20T18:30:00Z', '2026-11-20T20:00:00Z'),
  )
  const none = times('2026-11-20T15:00:00Z', '2026-11-20T15:00:00Z')
  expect(windowAt('2026-11-20T15:59:00Z', 'Asia/Seoul')).toEqual(none)
  expect(windowAt('2026-11-20T16:00:00Z', 'Asia/Seoul')).toEqual(
    times('2026-11-20T15:00:00Z', '2026-11-20T16:00:00Z'),
  )
})
