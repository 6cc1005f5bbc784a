import { describe, expect, test } from 'vitest'
import { place, type RuleMemory } from '../../../src/domain/attribution.ts'
import { severityOf } from '../../../src/domain/severity.ts'
import { POLICY } from '../../harness/intake.ts'

const SOURCE = { cluster: null, clusterLabel: 'cluster' }
const kr = (namespace: string) => ({ cluster: 'prod-kr', namespace })
const NOTHING: RuleMemory = new Map()

function attribute(
  labels: Record<string, string>,
  memory = NOTHING,
  source: { cluster: string | null; clusterLabel: string } = SOURCE,
) {
  return place({ labels, ruleKey: 'rule' }, source, { policy: POLICY, memory })
}

describe('a label of its own', () => {
  test.each([
    [{ namespace: 'payments' }, 'payments', 'label:namespace'],
    [{ namespace: 'monitoring', exported_namespace: 'feed' }, 'feed', 'label:exported_namespace'],
    [{ exported_namespace: '', namespace: 'feed' }, 'feed', 'label:namespace'],
    [{ exported_namespace: '  ', namespace: ' feed ' }, 'feed', 'label:namespace'],
    [{ kubernetes_namespace: 'feed' }, 'feed', 'label:kubernetes_namespace'],
    [{ dbinstance_identifier: 'orders-prod' }, 'orders', 'rule:0'],
    [{ dbinstance_identifier: 'orders-prod', namespace: 'monitoring' }, 'monitoring', 'label:namespace'],
    [{ dbinstance_identifier: 'orders-dev' }, '', 'unattributed'],
    [{}, '', 'unattributed'],
  ])('%o', (labels, namespace, how) => {
    expect(attribute({ cluster: 'prod-kr', ...labels })).toEqual({
      place: kr(namespace),
      how,
      candidates: [],
    })
  })

  test('a cluster of the source beats the label; none is the empty one', () => {
    const fixed = { cluster: 'prod-eu', clusterLabel: 'cluster' }
    expect(attribute({ namespace: 'a', cluster: 'b' }, NOTHING, fixed).place.cluster).toBe('prod-eu')
    expect(
      attribute({ namespace: 'a', region: 'b' }, NOTHING, { cluster: null, clusterLabel: 'region' }).place
        .cluster,
    ).toBe('b')
    expect(attribute({ namespace: 'a' }).place.cluster).toBe('')
  })
})

describe('what the rule is known for', () => {
  const memory = (...places: { cluster: string; namespace: string }[]): RuleMemory =>
    new Map([['rule', places]])
  test('exactly one namespace is taken, with its cluster', () => {
    expect(attribute({}, memory(kr('payments')))).toEqual({
      place: kr('payments'),
      how: 'memory',
      candidates: [],
    })
  })
  test('of several it says which', () => {
    const known = memory(kr('payments'), kr('search'))
    expect(attribute({}, known)).toEqual({
      place: { cluster: '', namespace: '' },
      how: 'unattributed',
      candidates: [kr('payments'), kr('search')],
    })
  })
  test('a cluster that the alert names rules out the others', () => {
    const known = memory(kr('payments'), { cluster: 'prod-eu', namespace: 'payments' })
    expect(attribute({ cluster: 'prod-eu' }, known).place).toEqual({
      cluster: 'prod-eu',
      namespace: 'payments',
    })
    expect(attribute({ cluster: 'dev' }, known)).toMatchObject({ how: 'unattributed', candidates: [] })
  })
  test('an alert without rule remembers nothing', () => {
    const alert = { labels: {}, ruleKey: null }
    expect(place(alert, SOURCE, { policy: POLICY, memory: memory(kr('a')) }).how).toBe('unattributed')
  })
})

test.each([
  ['critical', 'critical'],
  ['PAGE', 'critical'],
  ['crit', 'critical'],
  ['high', 'error'],
  ['Error', 'error'],
  ['warn', 'warning'],
  [' warning ', 'warning'],
  ['info', 'info'],
  ['none', 'none'],
  ['', 'unknown'],
  ['constructor', 'unknown'],
])('severity %o is %s', (word, severity) => {
  expect(severityOf({ severity: word })).toBe(severity)
  expect(severityOf({})).toBe('unknown')
})
