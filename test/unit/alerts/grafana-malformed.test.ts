import { describe, expect, test } from 'vitest'
import { readAlerts } from '../../../src/domain/alert-formats/alert-body.ts'
import { openGrafanaBody } from '../../../src/domain/alert-formats/grafana.ts'

function read(json: unknown) {
  const opened = openGrafanaBody(json)
  if (!opened.ok) throw new Error(opened.problem)
  return readAlerts(opened.body)
}

describe('malformed alerts are kept aside with their reason', () => {
  test.each([
    ['firing!', 'the alert is no object'],
    [null, 'the alert is no object'],
    [{ status: 'ok' }, 'status is neither "firing" nor "resolved"'],
    [{ labels: { a: 1 } }, 'labels is no object of texts'],
    [{ labels: ['a'] }, 'labels is no object of texts'],
    [{ startsAt: 'today' }, 'startsAt is no RFC 3339 time'],
    [{ startsAt: 1795143600 }, 'startsAt is no RFC 3339 time'],
    [{ startsAt: '2026-13-40T00:00:00Z' }, 'startsAt is no RFC 3339 time'],
    [{ startsAt: '0001-01-01T00:00:00Z' }, 'startsAt is missing'],
    [{ status: 'resolved', endsAt: 'now' }, 'endsAt is no RFC 3339 time'],
    [{ labels: {} }, 'there is neither a fingerprint nor a label'],
  ])('%o', (alert, reason) => {
    const whole = { status: 'firing', labels: { alertname: 'X' }, startsAt: '2026-11-20T03:00:00Z' }
    const malformed = typeof alert === 'object' && alert !== null ? { ...whole, ...alert } : alert
    const { alerts, quarantined } = read({ alerts: [whole, malformed] })
    expect(alerts).toHaveLength(1)
    expect(quarantined).toMatchObject([{ index: 1, reason }])
    expect(quarantined[0]?.excerpt.length).toBeLessThanOrEqual(500)
  })
})

test.each([
  [{ groupKey: 'test-57c6d9296de2ad39-1795143600' }, true],
  [{ groupKey: 'my contact point-57c6d9296de2ad39-1795143600' }, true],
  [{ groupKey: '{}/{team="a"}:{alertname="test-57c6d9296de2ad39-1"}' }, false],
  [{ receiver: 'test' }, false],
  [{}, false],
])('the Test button: %o', (fields, isTest) => {
  const alert = { status: 'firing', labels: { alertname: 'Y' }, startsAt: '2026-11-20T03:00:00Z' }
  const [got] = read({ alerts: [alert], ...fields }).alerts
  expect([got?.status, got?.resolvedReason]).toEqual(isTest ? ['resolved', 'Test'] : ['firing', null])
})

test('custom payloads are refused with the remedy', () => {
  for (const json of [
    null,
    'text',
    [],
    { text: 'x' },
    { alerts: {} },
    { alerts: [{ name: 'x' }] },
    { state: 'ok' },
  ]) {
    const opened = openGrafanaBody(json)
    expect(opened).toMatchObject({
      ok: false,
      problem: expect.stringContaining('custom payload template') as string,
    })
  }
})
