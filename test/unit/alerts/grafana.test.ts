import { describe, expect, test } from 'vitest'
import { readAlerts } from '../../../src/domain/alert-formats/alert-body.ts'
import { openGrafanaBody } from '../../../src/domain/alert-formats/grafana.ts'
import { payload } from '../../harness/intake.ts'

function read(json: unknown) {
  const opened = openGrafanaBody(json)
  if (!opened.ok) throw new Error(opened.problem)
  return { ...readAlerts(opened.body), body: opened.body }
}
const recorded = (name: string) => read(JSON.parse(payload(`grafana/${name}.json`).toString()))
const one = (fields: object) =>
  read({
    alerts: [{ status: 'firing', labels: { alertname: 'X' }, startsAt: '2026-11-20T03:00:00Z', ...fields }],
  })

test('a current body: values, links, rule uid, times', () => {
  const [alert] = recorded('01-firing-multi-namespace').alerts
  expect(alert).toMatchObject({
    fingerprint: 'c0781b5bb64f4069',
    status: 'firing',
    startsAt: Date.UTC(2026, 10, 20, 3, 14, 40),
    endsAt: null,
    values: { A: 3, B: 3, C: 1 },
    ruleKey: 'aebx1crashloop',
    resolvedReason: null,
  })
  expect(Object.keys(alert?.links ?? {}).toSorted()).toEqual([
    'dashboard',
    'generator',
    'image',
    'panel',
    'runbook',
    'silence',
  ])
})

test('MissingSeries is told as the reason of the resolve', () => {
  const reasons = recorded('03-resolved-all-missingseries').alerts.map((alert) => alert.resolvedReason)
  expect(reasons).toContain('MissingSeries')
  expect(reasons).toContain(null)
})

test('the shape of 8 and 9: rule uid from the link, no values, a time with an offset', () => {
  const [alert] = recorded('08-older-shape').alerts
  expect(alert).toMatchObject({
    ruleKey: 'aebx1crashloop',
    values: {},
    startsAt: Date.UTC(2026, 10, 20, 3, 14, 40, 157),
  })
})

test.each([
  [{ generatorURL: '' }, 'rulename:X'],
  [{ labels: { alertname: 'DatasourceNoData', rulename: 'Disk' } }, 'rulename:Disk'],
  [{ silenceURL: 'http://g/silence/new?matcher=__alert_rule_uid__%3Dabc&orgId=1' }, 'abc'],
  [{ generatorURL: 'http://g/alerting/grafana/uid-9/view?orgId=1' }, 'uid-9'],
  [{ ruleUID: 'own', generatorURL: 'http://g/alerting/grafana/uid-9/view' }, 'own'],
  [{ labels: {}, fingerprint: 'f' }, null],
])('rule key of %o', (fields, ruleKey) => {
  expect(one(fields).alerts[0]?.ruleKey).toBe(ruleKey)
})

describe('what a sender may leave out', () => {
  test.each([
    ['nanoseconds', { startsAt: '2026-11-20T03:00:00.123456789Z' }],
    ['no endsAt', { endsAt: undefined }],
    ['values null', { values: null }],
    ['values of another kind', { values: { A: 'NaN', B: [] } }],
    ['annotations null', { annotations: null }],
    ['an annotation that is no text', { annotations: { replicas: 3 } }],
    ['empty links', { silenceURL: '', dashboardURL: '', panelURL: '', generatorURL: '' }],
    ['a link that is none', { generatorURL: 'javascript:alert(1)' }],
    ['labels with odd names', { labels: { '': 'x', __proto__: 'y', constructor: 'z', 'a b': '' } }],
    ['a lone surrogate and a NUL', { fingerprint: 'a\ud800b\0c' }],
  ])('%s', (_, fields) => {
    const { alerts, quarantined } = one(fields)
    expect(quarantined).toEqual([])
    expect(alerts[0]?.fingerprint.isWellFormed()).toBe(true)
    expect(alerts[0]?.links).toEqual({})
  })

  test('a fingerprint is made from the labels, whatever their order', () => {
    const [a] = one({ labels: { a: '1', b: '2' } }).alerts
    const [b] = one({ labels: { b: '2', a: '1' } }).alerts
    expect(a?.fingerprint).toMatch(/^[0-9a-f]{16}$/)
    expect(a?.fingerprint).toBe(b?.fingerprint)
  })
})
