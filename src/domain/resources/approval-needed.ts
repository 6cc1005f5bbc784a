import type { ApprovalRule } from '../approval-rule.ts'
import type { ChangeVerb } from './change.ts'
import type { Price } from './price.ts'
import type { ResourceEnvironment } from './resource-policy.ts'

/** Whose yes is needed; null: nobody's. An unknown price may be any price. */
export function approvalNeeded({
  environment,
  verb,
  price,
}: {
  environment: Pick<ResourceEnvironment, 'approval' | 'deletion'>
  verb: ChangeVerb
  price: Price | null
}): ApprovalRule | null {
  if (verb === 'delete') return environment.deletion.approval
  if (environment.approval === null) return null
  const { monthlyOverMicros, ...rule } = environment.approval
  const isCheap = monthlyOverMicros !== null && price !== null && price.micros <= monthlyOverMicros
  return isCheap ? null : rule
}
