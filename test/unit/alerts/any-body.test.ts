import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readAlerts } from '../../../src/domain/alert-formats/alert-body.ts'
import { openBody } from '../../../src/domain/alert-formats/open-body.ts'

const texts = fc.dictionary(
  fc.string({ unit: 'binary' }),
  fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
  { maxKeys: 4 },
)
const time = fc.oneof(
  fc.constantFrom('2026-11-20T03:00:00Z', '0001-01-01T00:00:00Z', ''),
  fc.string(),
  fc.jsonValue(),
)
const alert = fc.record(
  {
    status: fc.oneof(fc.constantFrom('firing', 'resolved'), fc.jsonValue()),
    labels: fc.oneof(texts, fc.jsonValue()),
    annotations: fc.oneof(texts, fc.jsonValue()),
    startsAt: time,
    endsAt: time,
    fingerprint: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
    values: fc.jsonValue(),
    generatorURL: fc.oneof(fc.webUrl(), fc.jsonValue()),
    silenceURL: fc.jsonValue(),
  },
  { requiredKeys: [] },
)
const body = fc.oneof(
  fc.jsonValue(),
  fc.record({
    alerts: fc.array(fc.oneof(alert, fc.jsonValue())),
    groupKey: fc.jsonValue(),
    truncatedAlerts: fc.jsonValue(),
  }),
  fc.record(
    {
      ruleName: fc.string(),
      ruleId: fc.jsonValue(),
      state: fc.string(),
      evalMatches: fc.jsonValue(),
      tags: fc.jsonValue(),
    },
    { requiredKeys: ['ruleName', 'state'] },
  ),
)

test('any JSON is refused in words, or each of its alerts is read or kept aside', () => {
  fc.assert(
    fc.property(body, fc.constantFrom('grafana' as const, 'alertmanager' as const), (json, kind) => {
      const opened = openBody(kind, Buffer.from(JSON.stringify(json)))
      const outcome = opened.ok
        ? readAlerts(opened.body)
        : { problem: opened.problem, alerts: [], quarantined: [] }
      const seen = outcome.alerts.length + outcome.quarantined.length
      expect(seen).toBe(opened.ok ? opened.body.elements.length : 0)
      for (const { fingerprint, startsAt, endsAt } of outcome.alerts) {
        expect(fingerprint).toBe(fingerprint.toWellFormed())
        expect(Number.isFinite(startsAt) && (endsAt === null || Number.isFinite(endsAt))).toBe(true)
      }
    }),
    { numRuns: 3000 },
  )
})

test('nesting too deep to be written is kept aside', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  const opened = openBody('grafana', Buffer.from(`{"alerts":[{"labels":${deep}},{"labels":{"a":"b"}}]}`))
  expect(opened.ok && readAlerts(opened.body).quarantined.map(({ excerpt }) => excerpt)).toHaveLength(2)
})

test('any bytes are refused in words', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const opened = openBody('grafana', Buffer.from(bytes))
      expect(opened.ok ? '' : opened.problem).not.toBe('')
    }),
  )
})
