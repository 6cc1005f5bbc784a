import type { FaultName } from './fault-scripts.ts'
import type { FaultBook } from './faults.ts'

/** IAM actions that a fault takes away. */
export const DENIED_ACTIONS: Partial<Record<FaultName, readonly string[]>> = {
  'denied-create-replication-group': ['elasticache:CreateReplicationGroup'],
  'denied-delete-replication-group': ['elasticache:DeleteReplicationGroup'],
  'denied-create-snapshot': ['elasticache:CreateSnapshot'],
  'denied-tags': ['elasticache:AddTagsToResource'],
  'denied-cost-explorer': ['ce:GetCostAndUsage', 'ce:ListCostAllocationTags'],
}

/** What the policy simulator says of it, without using a fault up. */
export function isDenied(faults: Pick<FaultBook, 'active'>, action: string): boolean {
  return faults.active().some(({ name }) => DENIED_ACTIONS[name]?.includes(action))
}
