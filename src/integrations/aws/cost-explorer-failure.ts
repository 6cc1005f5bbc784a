import type { CostFailure, CostFailureCode } from '../../domain/cost/source.ts'
import { CloudError } from '../../domain/resources/cloud.ts'
import type { CloudFailure } from '../../domain/resources/failure.ts'
import { canonicalCode } from './canonical-code.ts'
import { isNetworkError, wasNeverSent } from './network-error.ts'

/** LimitExceeded is "too many calls in a short time" here: a class of its own in other services. */
const THROTTLED =
  /^(Throttl.*|.*LimitExceeded|TooManyRequests|RequestThrottled|APICallRateForCustomerExceeded|SlowDown)$/

/** https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetCostAndUsage.html#API_GetCostAndUsage_Errors */
export function costFailureOf(failure: CloudFailure): CostFailure {
  const { message, code, requestId, retryAfterMs } = failure
  return { code: codeOf(failure), message: message || code, requestId, retryAfterMs }
}

function codeOf({ class: kind, code, message }: CloudFailure): CostFailureCode {
  const canonical = canonicalCode(code)
  if (kind === 'credentials') return 'credentials'
  if (kind === 'permission') return 'forbidden'
  if (canonical === 'DataUnavailable') return 'no-data'
  if (THROTTLED.test(canonical)) return 'throttled'
  const thrown = { name: code, code, message }
  return isNetworkError(thrown) || wasNeverSent(thrown) ? 'unreachable' : 'broken'
}

/** An answer that is none. */
export function brokenAnswer(
  message: string,
  { $metadata }: { $metadata?: { requestId?: string | undefined } },
): CloudError {
  return new CloudError({
    class: 'other',
    code: 'answer-broken',
    message: message.replaceAll(/\s+/g, ' ').slice(0, 300),
    action: 'ce:GetCostAndUsage',
    requestId: $metadata?.requestId ?? null,
    retryAfterMs: null,
  })
}
