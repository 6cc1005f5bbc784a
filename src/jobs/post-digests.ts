import { nextDigestAt } from '../domain/digest-hours.ts'
import type { Directory } from '../domain/messages.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { Operation } from '../operations/define-operation.ts'
import type { PostDigestsOutcome } from '../operations/post-digests.ts'
import type { DigestDue } from '../queries/digest-due.ts'
import type { Job } from './job.ts'

export interface PostDigestsJobDeps {
  postDigests: Operation<{ outcome: PostDigestsOutcome; notices: number }>
  digestDue(now: number): Promise<DigestDue>
  directory: Pick<Directory, 'person'>
  /** Addresses of threads in Slack; those that have none yet are left out. */
  threadLinks(threadIds: string[]): Promise<Map<string, string>>
  timeZone: string
  clock: Pick<Clock, 'now'>
  logger: Pick<Logger, 'info'>
}

/** Enqueued under this key at each start; from then on it comes back for each hour. */
export const POST_DIGESTS_KEY = 'tick'

const LOOK_AGAIN_MS = 1_000
const LOOK_UP_WITHIN_MS = 10_000
const MOST_NAMES = 50
const MOST_LINKS = 60

export function createPostDigestsJob(deps: PostDigestsJobDeps): Job {
  return {
    kind: 'post-digests',
    concurrency: 1,
    async run() {
      const now = deps.clock.now()
      const coming = await deps.digestDue(now)
      if (coming.wait) return { again: now + LOOK_AGAIN_MS }
      const decided = await deps.postDigests({
        actor: { kind: 'system', job: 'post-digests' },
        input: {
          names: await namesOf(deps, coming.userIds),
          links: Object.fromEntries(await deps.threadLinks(coming.threadIds.slice(0, MOST_LINKS))),
          incomplete: coming.incomplete,
        },
      })
      if (!decided.ok) throw new Error(`posting digests: refused: ${decided.refusal.reason}`)
      deps.logger.info({ hour: new Date(coming.hour).toISOString(), ...decided.value }, 'digests decided')
      return { again: nextDigestAt(deps.clock.now(), deps.timeZone) }
    },
  }
}

/** Names instead of mentions: a digest pings nobody. Whoever cannot be looked up in time stays without a name. */
async function namesOf(
  { directory, clock }: Pick<PostDigestsJobDeps, 'directory' | 'clock'>,
  userIds: string[],
): Promise<Record<string, string>> {
  const names: Record<string, string> = {}
  const until = clock.now() + LOOK_UP_WITHIN_MS
  for (const userId of userIds.slice(0, MOST_NAMES)) {
    if (clock.now() >= until) break
    const { name } = await directory.person(userId)
    if (name !== '' && name !== userId) names[userId] = name
  }
  return names
}
