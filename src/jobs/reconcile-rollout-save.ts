import { isDeepStrictEqual } from 'node:util'
import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import type { TargetRollout } from '../domain/deploys/target-rollout.ts'
import { stuckBy } from '../domain/rollout/stuck.ts'
import { PRIORITY } from '../domain/message.ts'
import type { Records, Store } from '../domain/store.ts'
import { tellOfDeploy, wantDeployCard } from '../operations/deploy-effects.ts'
import { visibleKey } from './reconcile-rollout-look.ts'

interface Saving {
  /** As it was read when the look began. */
  stored: TargetRollout
  next: TargetRollout
  record: DeployRecord
  now: number
}

/** What heals within this was not worth a word. */
const STUCK_MS = 20_000

/** Stores what was seen and shows it where a person would see a difference. False when somebody else was first. */
export async function saveRollout(
  store: Store,
  { stored, next: seen, record, now }: Saving,
): Promise<boolean> {
  const next = withStuckSince(seen, now)
  if (isDeepStrictEqual(next, stored)) return true
  return store.transaction(async (tx) => {
    const saved = await tx.rollouts.update({ ...next, version: next.version + 1 })
    if (!saved) return false
    const change = { stored, next, record, now }
    if (visibleKey(stored) !== visibleKey(next)) await show(tx, change)
    if (isPaused(next) && !isPaused(stored))
      await tell(tx, change, { news: 'needs-person', reason: 'paused' })
    const reason = stuckReason(next)
    const isLong = next.stuckSince !== undefined && now - next.stuckSince >= STUCK_MS
    // Its key keeps it from being told twice.
    if (reason !== null && isLong) await tell(tx, change, { news: 'stuck', reason })
    return true
  })
}

function withStuckSince({ stuckSince, ...rollout }: TargetRollout, now: number): TargetRollout {
  return stuckReason(rollout) === null ? rollout : { ...rollout, stuckSince: stuckSince ?? now }
}

function stuckReason({ workloads }: TargetRollout): string | null {
  return workloads.map(({ seen }) => seen && stuckBy(seen)).find((why) => why !== null) ?? null
}

async function show(tx: Records, { stored, next, record, now }: Saving): Promise<void> {
  const hasNews = reasonsOf(stored) !== reasonsOf(next)
  const priority = hasNews ? PRIORITY.outcome : PRIORITY.normal
  await wantDeployCard(tx, record, { now, priority })
}

/** Once per rollout. */
async function tell(
  tx: Records,
  { next, record, now }: Saving,
  { news, reason }: { news: 'needs-person' | 'stuck'; reason: string },
): Promise<void> {
  await tellOfDeploy(tx, record, {
    key: `${news}:${next.id}`,
    news,
    values: { rolloutId: next.id, region: next.region, reason },
    mentions: [record.requesterId],
    now,
  })
}

function reasonsOf({ workloads, trouble }: TargetRollout): string {
  // That nothing is wrong at first sight is no news.
  const codes = workloads.map(({ seen }) => (seen?.reasons ?? []).map(({ code }) => code))
  return JSON.stringify([codes, trouble?.code])
}

function isPaused({ workloads }: TargetRollout): boolean {
  return workloads.some(({ seen }) => seen?.phase === 'paused')
}
