import { createHash } from 'node:crypto'
import { canonicalJson } from '../canonical-json.ts'
import type { ChangePlan, ChangeVerb } from './change.ts'

/** What approvals are bound to: what would be made, removed and set. Prices are told beside it. */
export function changePlanHash(resourceId: string, verb: ChangeVerb, plan: ChangePlan): string {
  const { make, unmake, wish, wishBefore } = plan
  const bound = { resourceId, verb, make, unmake, wish, wishBefore }
  return createHash('sha256').update(canonicalJson(bound)).digest('hex')
}
