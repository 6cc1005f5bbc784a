import type { Deploy } from '../domain/deploys/deploy.ts'
import type { Store } from '../domain/store.ts'
import type { ScrapedNumbers } from '../lib/metrics.ts'

export interface WorkNumbersDeps {
  store: Pick<Store, 'read' | 'work'>
  now(): number
}

// Work whose outcome is a Slack message.
const OUTBOX = new Set(['show-card', 'send-notice'])
const MOST_COUNTED = 1_000

/** How much work waits and for how long, and how many messages wait for somebody to act. */
export function createWorkNumbers(deps: WorkNumbersDeps): () => Promise<ScrapedNumbers> {
  return async () => {
    const now = deps.now()
    const stats = await deps.store.work.stats(now)
    const queue = stats.map(({ kind, waiting, due, running, dead, oldestDueAt }) => {
      const ageMs = oldestDueAt === null ? 0 : Math.max(0, now - oldestDueAt)
      return { kind, waiting, due, running, dead, oldestAgeSeconds: ageMs / 1000 }
    })
    const outgoing = queue.filter(({ kind }) => OUTBOX.has(kind))
    const { troubled, open } = await deps.store.read(async (q) => ({
      troubled: [
        ...(await q.cards.withProblem(MOST_COUNTED)),
        ...(await q.notices.withProblem(MOST_COUNTED)),
      ],
      open: await q.deploys.open({}),
    }))
    return {
      queue,
      outbox: {
        waiting: outgoing.reduce((sum, { waiting, running }) => sum + waiting + running, 0),
        oldestAgeSeconds: Math.max(0, ...outgoing.map(({ oldestAgeSeconds }) => oldestAgeSeconds)),
        parked: troubled.filter(({ state }) => state === 'parked').length,
      },
      rolloutsRunning: open.reduce((sum, deploy) => sum + runningIn(deploy), 0),
    }
  }
}

function runningIn({ waves }: Deploy): number {
  return waves.flatMap(({ rollouts }) => rollouts).filter(({ state }) => state === 'running').length
}
