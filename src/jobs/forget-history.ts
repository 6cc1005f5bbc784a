import { dayOf } from '../domain/cost/day.ts'
import { HOURS_KEPT_MS } from '../domain/cost/hours-kept.ts'
import type { Records, Store } from '../domain/store.ts'
import { deleteInTurns } from './delete-in-turns.ts'
import type { Job } from './job.ts'

export interface ForgetHistoryDeps {
  store: Pick<Store, 'transaction'>
  now(): number
  /** What has been over and told for this long is deleted. */
  historyMs: number
  /** How long figures of days are kept. */
  costs: { timeZone: string; retentionDays: number }
}

const DAY_MS = 86_400_000
const ROWS_PER_TURN = 500
const THREADS_PER_TURN = 100
const COST_PERIODS_PER_TURN = 24

/** Once a day deletes what is long over, a little at a time. Nothing of an open thread or of an alert that fires goes. */
export function createForgetHistory({ store, now, historyMs, costs }: ForgetHistoryDeps): Job {
  return {
    kind: 'forget-history',
    concurrency: 1,
    async run(_item, signal) {
      const startedAt = now()
      const before = startedAt - historyMs
      const inTurns = (atMost: number, step: (tx: Records, atMost: number) => Promise<number>) =>
        deleteInTurns(store, signal, { atMost, step })
      await inTurns(ROWS_PER_TURN, (tx, atMost) => tx.notices.deleteBefore(before, atMost))
      await inTurns(ROWS_PER_TURN, (tx, atMost) => tx.episodes.deleteOver(before, atMost))
      await inTurns(THREADS_PER_TURN, (tx, atMost) => forgetThreads(tx, before, atMost))
      await inTurns(ROWS_PER_TURN, (tx, atMost) => tx.audit.deleteBefore(before, atMost))
      // A namespace that is no more would keep its rules ambiguous for ever.
      await store.transaction((tx) => tx.ruleMemory.deleteBefore(before))
      await store.transaction((tx) => tx.drafts.deleteBefore(startedAt - DAY_MS))
      const hoursBefore = startedAt - HOURS_KEPT_MS
      const daysBefore = dayOf(startedAt - costs.retentionDays * DAY_MS, costs.timeZone)
      await inTurns(COST_PERIODS_PER_TURN, (tx, atMost) =>
        tx.costs.deleteBefore({ hoursBefore, daysBefore }, atMost),
      )
      return { again: startedAt + DAY_MS }
    },
  }
}

/** Threads without episodes go with their card and the count of their replies. */
async function forgetThreads(tx: Records, before: number, atMost: number): Promise<number> {
  const ids = await tx.threads.deleteEmpty(before, atMost)
  await tx.cards.deleteMany(ids.map((id) => `alert-thread:${id}`))
  await tx.facts.deleteMany(ids.map((id) => `joined:${id}`))
  return ids.length
}
