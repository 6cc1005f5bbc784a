import type { PartSpec, PartType } from '../part.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND

type Times = Record<'make' | 'unmake', number>

/** Calls that answer when it is done, or nearly. */
const QUICK: Times = { make: 2 * SECOND, unmake: 2 * SECOND }

const TYPICAL: Record<Exclude<PartType, 'elasticache-replication-group'>, Times> = {
  'ssm-parameter': QUICK,
  'elasticache-user': { make: 20 * SECOND, unmake: 20 * SECOND },
  'elasticache-user-group': { make: 30 * SECOND, unmake: 30 * SECOND },
  'elasticache-subnet-group': QUICK,
  'elasticache-parameter-group': { make: 5 * SECOND, unmake: 5 * SECOND },
  'elasticache-snapshot': { make: 5 * MINUTE, unmake: MINUTE },
}

/**
 * Replication groups by what the acceptance tests of terraform-provider-aws take to create and delete one: 790–950 s
 * with one node, 2100–2600 s with several and TLS (pull requests 34460, 39745, 45564).
 */
const ONE_NODE: Times = { make: 9 * MINUTE, unmake: 5 * MINUTE }
const SEVERAL_NODES: Times = { make: 15 * MINUTE, unmake: 10 * MINUTE }

export function typicalMs({ type, values }: PartSpec, doing: 'make' | 'unmake'): number {
  if (type !== 'elasticache-replication-group') return TYPICAL[type][doing]
  return (values['replicas'] === 0 ? ONE_NODE : SEVERAL_NODES)[doing]
}
