import { identityText } from './alert-formats/fields.ts'
import type { Place, ReceivedAlert } from './alert.ts'
import type { AlertPolicy, AlertSource } from './policy.ts'

/** Where earlier alerts of each rule belonged. */
export type RuleMemory = ReadonlyMap<string, readonly Place[]>

export interface Attribution {
  place: Place
  how: `label:${string}` | `rule:${number}` | 'memory' | 'unattributed'
  /** The namespaces that rule memory could not choose between. */
  candidates: Place[]
}

/**
 * The (cluster, namespace) of one alert: a namespace label, then the configured rules, then the one namespace that the
 * alert's rule is known for (NoData and Error alerts carry only the rule's labels), else unattributed.
 * Reads the alert's own labels only, never those of its group.
 */
export function place(
  alert: Pick<ReceivedAlert, 'labels' | 'ruleKey'>,
  source: Pick<AlertSource, 'cluster' | 'clusterLabel'>,
  rules: { policy: Pick<AlertPolicy, 'namespaceLabels' | 'namespaceRules'>; memory: RuleMemory },
): Attribution {
  const cluster = source.cluster ?? label(alert.labels, source.clusterLabel)
  const { policy } = rules
  for (const name of policy.namespaceLabels) {
    const namespace = label(alert.labels, name)
    if (namespace) return { place: { cluster, namespace }, how: `label:${name}`, candidates: [] }
  }
  for (const [index, rule] of policy.namespaceRules.entries()) {
    const namespace = byRule(label(alert.labels, rule.label), rule)
    if (namespace) return { place: { cluster, namespace }, how: `rule:${index}`, candidates: [] }
  }
  return fromMemory(cluster, alert.ruleKey === null ? [] : (rules.memory.get(alert.ruleKey) ?? []))
}

function fromMemory(cluster: string, remembered: readonly Place[]): Attribution {
  // A cluster that the alert names rules out what its rule is known for elsewhere.
  const candidates = remembered.filter((known) => cluster === '' || known.cluster === cluster)
  const [only, ...others] = candidates
  if (only && others.length === 0) return { place: { ...only }, how: 'memory', candidates: [] }
  return { place: { cluster, namespace: '' }, how: 'unattributed', candidates: [...candidates] }
}

function byRule(value: string, rule: AlertPolicy['namespaceRules'][number]): string {
  if (!value) return ''
  const match = value.match(rule.pattern)
  if (!match) return ''
  return rule.namespace.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '').trim()
}

function label(labels: Record<string, string>, name: string): string {
  return Object.hasOwn(labels, name) ? identityText(labels[name]).trim() : ''
}
