/** Maps an alert to a namespace when no namespace label is present: `label` matches `pattern` → `namespace` ($1 allowed). */
export interface NamespaceRule {
  label: string
  pattern: RegExp
  namespace: string
}

export interface AlertPolicy {
  /** Labels that may carry the namespace, best first. */
  namespaceLabels: string[]
  namespaceRules: NamespaceRule[]
  /** A thread whose alerts have all been resolved this long takes no new alert. */
  threadQuietMs: number
  /** A thread older than this takes no new alert. */
  threadMaxAgeMs: number
  /** After a mention, alerts that join or fire again do not mention again for this long. */
  mentionQuietMs: number
  /** Re-fires and joins within this time are told in one reply. */
  coalesceMs: number
  /** Stored webhook bodies are deleted after this time. */
  deliveryRetentionMs: number
}

export interface DigestPolicy {
  enabled: boolean
  /** IANA zone whose hours the digest follows. */
  timeZone: string
  /** No post when there is nothing to tell. */
  quietWhenEmpty: boolean
}

/** A configured sender of alerts. */
export interface AlertSource {
  kind: 'grafana' | 'alertmanager'
  name: string
  /** Cluster of every alert of this source; null: read it from `clusterLabel`. */
  cluster: string | null
  clusterLabel: string
}

/** How a sender proves itself. The values are secrets: never log, store or show them. */
export type SourceCredential =
  | { type: 'bearer'; token: string }
  | { type: 'basic'; username: string; password: string }
  /** The signature in `header` is HMAC-SHA256 in hex; with `timestampHeader` the header's value is signed too. */
  | { type: 'hmac'; secret: string; header: string; timestampHeader: string | null }
