import { isDeepStrictEqual } from 'node:util'
import { deployCardId, type DeployRecord } from '../domain/deploys/deploy-record.ts'
import type { TargetRollout } from '../domain/deploys/target-rollout.ts'
import { PRIORITY } from '../domain/message.ts'
import type { Records, Store } from '../domain/store.ts'
import { visibleKey } from './reconcile-rollout-look.ts'

interface Saving {
  /** As it was read when the look began. */
  stored: TargetRollout
  next: TargetRollout
  record: DeployRecord
  now: number
}

/** Stores what was seen and shows it where a person would see a difference. False when somebody else was first. */
export async function saveRollout(store: Store, { stored, next, record, now }: Saving): Promise<boolean> {
  if (isDeepStrictEqual(next, stored)) return true
  return store.transaction(async (tx) => {
    const saved = await tx.rollouts.update({ ...next, version: next.version + 1 })
    if (!saved) return false
    if (visibleKey(stored) !== visibleKey(next)) await show(tx, { stored, next, record, now })
    return true
  })
}

async function show(tx: Records, { stored, next, record, now }: Saving): Promise<void> {
  const hasNews = reasonsOf(stored) !== reasonsOf(next)
  const priority = hasNews ? PRIORITY.outcome : PRIORITY.normal
  const card = { id: deployCardId(record.id), kind: 'deploy' as const, subject: record.id }
  await tx.cards.want({ ...card, channel: record.channel, priority, dueAt: now })
  if (!isPaused(next) || isPaused(stored)) return
  const values = { rolloutId: next.id, region: next.region, reason: 'paused' }
  await tx.notices.add({
    key: `deploy:${record.id}:needs-person:${next.id}`,
    kind: 'deploy',
    payload: { deployId: record.id, news: 'needs-person', values, mentions: [record.requesterId] },
    channel: record.channel,
    threadCardId: card.id,
    priority: PRIORITY.outcome,
    createdAt: now,
    dueAt: now,
  })
}

function reasonsOf({ workloads, trouble }: TargetRollout): string {
  return JSON.stringify([workloads.map(({ seen }) => seen?.reasons.map(({ code }) => code)), trouble?.code])
}

function isPaused({ workloads }: TargetRollout): boolean {
  return workloads.some(({ seen }) => seen?.phase === 'paused')
}
