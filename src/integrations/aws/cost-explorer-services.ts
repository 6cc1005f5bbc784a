import type { CostKind } from '../../domain/cost/money.ts'

/** By what stands in the names of the dimension SERVICE, which differ between editions of AWS. The first one counts. */
const KINDS: readonly [CostKind, RegExp][] = [
  ['load-balancer', /Elastic Load Balancing/],
  [
    'database',
    /ElastiCache|MemoryDB|Relational Database|DynamoDB|DocumentDB|Neptune|Keyspaces|Redshift|Timestream/,
  ],
  [
    'storage',
    /Simple Storage|Elastic Block Store|Elastic File System|FSx|Glacier|AWS Backup|\bEBS\b|\bEFS\b/,
  ],
  [
    'network',
    /CloudFront|Virtual Private Cloud|Data ?Transfer|Route 53|Transit Gateway|Direct Connect|Global Accelerator/,
  ],
]

export function kindOfService(service: string): CostKind {
  return KINDS.find(([, pattern]) => pattern.test(service))?.[0] ?? 'other'
}
