/** The words for kinds of things in an account. */
export const AWS_KINDS = [
  'ssm-parameter',
  'elasticache-user',
  'elasticache-user-group',
  'elasticache-subnet-group',
  'elasticache-parameter-group',
  'elasticache-replication-group',
  'elasticache-cache-cluster',
  'elasticache-snapshot',
] as const
export type AwsKind = (typeof AWS_KINDS)[number]

/** One thing that exists, but what AWS itself put there (`default…`). */
export interface InventoryItem {
  kind: AwsKind
  name: string
  region: string
  arn: string
  /** Truth, whatever a fault shows; `available` where AWS has no status. */
  status: string
  /** null: things of this kind have none. */
  description: string | null
  /** What stands between `[coxswain:` and `]` in its description, or in the tag `coxswain:resource`; null: neither. */
  marker: string | null
  tags: Record<string, string>
  createdAt: number
  /** What else is worth showing, in words: `cache.t4g.small × 2`. */
  summary: string
}
