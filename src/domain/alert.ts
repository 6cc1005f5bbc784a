/** How bad an alert is, from its `severity` label. `none` is a declared "none"; `unknown` an absent or foreign word. */
export const SEVERITIES = ['critical', 'error', 'warning', 'info', 'none', 'unknown'] as const
export type Severity = (typeof SEVERITIES)[number]

export interface AlertLinks {
  generator?: string
  silence?: string
  dashboard?: string
  panel?: string
  runbook?: string
  image?: string
}

/**
 * One alert as a sender delivered it, before it is given a namespace.
 * `startsAt` and `endsAt` are the sender's times in ms; `endsAt` is null while firing.
 */
export interface ReceivedAlert {
  /** The sender's identity of the alert instance; unique within one source. */
  fingerprint: string
  status: 'firing' | 'resolved'
  startsAt: number
  endsAt: number | null
  labels: Record<string, string>
  annotations: Record<string, string>
  /** refID → measured value; null where the sender had none. Empty when the sender sends no values. */
  values: Record<string, number | null>
  links: AlertLinks
  /** What rule memory is keyed by: Grafana's rule UID, else `rulename:<name>`; null when the sender names no rule. */
  ruleKey: string | null
  /** Why it is resolved when it is not "fixed": MissingSeries, Paused, RuleDeleted, Updated, Test, … */
  resolvedReason: string | null
}

/** (cluster, namespace): the unit of a thread. Empty strings mean unknown cluster, unattributed namespace. */
export interface Place {
  cluster: string
  namespace: string
}
