import { retryAt } from './collect-backoff.ts'
import { dueDays } from './collect-days.ts'
import { dueHours } from './collect-hours.ts'
import type { Collected, CollectPlan } from './collected.ts'
import type { CostPolicy } from './policy.ts'
import type { CostSourceInfo } from './source.ts'

/** What to read of a source now. A source that failed is left alone until it is time to try again. */
export function dueWindows(
  source: Pick<CostSourceInfo, 'unit'>,
  known: Collected,
  at: { now: number; policy: Pick<CostPolicy, 'restateDays' | 'digest'> },
): CollectPlan {
  const failure = known.state?.failure
  if (failure) {
    const nextAt = retryAt(failure, { unit: source.unit, now: at.now })
    if (nextAt > at.now) return { windows: [], nextAt }
  }
  return source.unit === 'hour' ? dueHours(known, at) : dueDays(known, at)
}
