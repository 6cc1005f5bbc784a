import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { Operation } from '../operations/define-operation.ts'
import type { CostEditionsDue } from '../queries/cost-editions-due.ts'
import type { Job } from './job.ts'

export interface PostCostEditionsJobDeps {
  costEditionsDue(now: number): Promise<CostEditionsDue>
  postCostEditions: Operation<{ outcome: 'posted' | 'nothing-due'; notices: number }>
  clock: Pick<Clock, 'now'>
  logger: Pick<Logger, 'info'>
}

const LOOK_AGAIN_MS = 5_000

/** Comes back for each daily and weekly edition. */
export function createPostCostEditionsJob(deps: PostCostEditionsJobDeps): Job {
  const { costEditionsDue, postCostEditions, clock, logger } = deps
  return {
    kind: 'post-cost-editions',
    concurrency: 1,
    async run() {
      const now = clock.now()
      const { editions, nextAt, wait } = await costEditionsDue(now)
      if (wait) return { again: now + LOOK_AGAIN_MS }
      for (const input of editions) {
        const actor = { kind: 'system' as const, job: 'post-cost-editions' }
        const decided = await postCostEditions({ actor, input })
        if (!decided.ok) throw new Error(`posting cost editions: refused: ${decided.refusal.reason}`)
        const { edition, day } = input
        logger.info({ edition, day, ...decided.value }, 'cost edition decided')
      }
      return nextAt === null ? { done: true } : { again: nextAt }
    },
  }
}
