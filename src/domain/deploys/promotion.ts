import type { PromotionRule } from './deploy-policy.ts'
import { commitOf, digestOf, type Version } from './version.ts'
import type { Denial } from '../denial.ts'

/** A deploy of the service that succeeded everywhere in its environment. */
export interface PastSuccess {
  environment: string
  digest: string
  commit: string | null
  at: number
}

/** null: may go on to this environment. */
export function judgePromotion(
  rule: PromotionRule | null,
  version: Version,
  past: { successes: readonly PastSuccess[]; now: number },
): Denial | null {
  if (!rule) return null
  const details = { environment: rule.from, days: Math.round(rule.withinMs / 86_400_000) }
  const wanted = rule.same === 'digest' ? digestOf(version) : commitOf(version)
  if (wanted === null) return { reason: `promotion-${rule.same}-unknown`, details, next: 'ask-admin' }
  const before = past.successes.filter(
    (one) => one.environment === rule.from && (rule.same === 'digest' ? one.digest : one.commit) === wanted,
  )
  if (before.length === 0) return { reason: 'never-succeeded-before', details, next: 'none' }
  return before.some(({ at }) => past.now - at <= rule.withinMs)
    ? null
    : { reason: 'succeeded-too-long-ago', details, next: 'none' }
}
