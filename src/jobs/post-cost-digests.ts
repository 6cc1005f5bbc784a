import type { CostPolicy } from '../domain/cost/policy.ts'
import { HOUR_MS } from '../domain/cost/hours-kept.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { Operation } from '../operations/define-operation.ts'
import type { PostCostDigestsOutcome } from '../operations/post-cost-digests.ts'
import { costHourDue, type CostDigestDue } from '../queries/cost-digest-due.ts'
import type { Job } from './job.ts'

export interface PostCostDigestsJobDeps {
  costDigestDue(now: number): Promise<CostDigestDue>
  postCostDigests: Operation<{ outcome: PostCostDigestsOutcome; notices: number }>
  costPolicy: CostPolicy
  clock: Pick<Clock, 'now'>
  logger: Pick<Logger, 'info'>
}

const LOOK_AGAIN_MS = 5_000

/** Comes back for each hour. */
export function createPostCostDigestsJob(deps: PostCostDigestsJobDeps): Job {
  const { clock, costPolicy: policy, logger } = deps
  return {
    kind: 'post-cost-digests',
    concurrency: 1,
    async run() {
      const now = clock.now()
      const { wait, due, ...coming } = await deps.costDigestDue(now)
      if (wait) return { again: now + LOOK_AGAIN_MS }
      const next = costHourDue(now, policy) + HOUR_MS + policy.digest.afterMs
      if (!due) return { again: next }
      const input = { ...coming }
      const actor = { kind: 'system' as const, job: 'post-cost-digests' }
      const decided = await deps.postCostDigests({ actor, input })
      if (!decided.ok) throw new Error(`posting cost digests: refused: ${decided.refusal.reason}`)
      logger.info({ hour: new Date(coming.hour).toISOString(), ...decided.value }, 'cost digests decided')
      return { again: next }
    },
  }
}
