import { ListCostAllocationTagsCommand } from '@aws-sdk/client-cost-explorer'
import { CloudError } from '../../domain/resources/cloud.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Calls } from './calls.ts'
import { GivenUp, type PaidCall } from './cost-explorer-paid-call.ts'

/** It takes a day until a tag that was activated is seen in figures. */
const FRESH_MS = 24 * 3_600_000

export interface TagQuestion {
  /** Whether the tag is known not to be activated; false when that cannot be known. Asked at most once a day. */
  isInactive(paid: PaidCall, signal: AbortSignal): Promise<boolean>
}

/** Asks why nothing carries the tag. https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html */
export function createTagQuestion(deps: {
  calls: Calls
  clock: Pick<Clock, 'now'>
  tag: string
}): TagQuestion {
  const { calls, clock, tag } = deps
  let known = { isInactive: false, askAgainAt: Number.NEGATIVE_INFINITY }
  return {
    async isInactive(paid, signal) {
      if (clock.now() < known.askAgainAt) return known.isInactive
      try {
        const { CostAllocationTags = [] } = await paid(() =>
          calls.ce('ListCostAllocationTags', (client) =>
            client.send(new ListCostAllocationTagsCommand({ TagKeys: [tag] }), { abortSignal: signal }),
          ),
        )
        const isActive = CostAllocationTags.some(
          ({ TagKey, Status }) => TagKey === tag && Status === 'Active',
        )
        known = { isInactive: !isActive, askAgainAt: clock.now() + FRESH_MS }
      } catch (error) {
        // The figures were read all the same. Only the payer of an organization may ask this.
        if (!(error instanceof CloudError || error instanceof GivenUp)) throw error
      }
      return known.isInactive
    },
  }
}
