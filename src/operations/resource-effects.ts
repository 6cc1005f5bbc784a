import { PRIORITY, type Priority } from '../domain/message.ts'
import { changeCardId } from '../domain/resources/change.ts'
import type { ChangeNotice } from '../domain/resources/change-view.ts'
import type { Records } from '../domain/store.ts'

/** A change, and the channel of its resource. */
export interface ShownChange {
  id: string
  channel: string
}

/** The card shows what is true now. */
export async function wantChangeCard(
  tx: Records,
  { id, channel }: ShownChange,
  { now, priority = PRIORITY.outcome }: { now: number; priority?: Priority },
): Promise<void> {
  const kind = 'resource-change'
  await tx.cards.want({ id: changeCardId(id), kind, subject: id, channel, priority, dueAt: now })
}

/** A reply in the change's thread, once per `key`. */
export async function tellOfChange(
  tx: Records,
  { id, channel }: ShownChange,
  notice: Omit<ChangeNotice, 'changeId'> & { key: string; now: number },
): Promise<void> {
  const { key, now, ...told } = notice
  await tx.notices.add({
    key: `resource-change:${id}:${key}`,
    kind: 'resource-change',
    payload: { changeId: id, ...told },
    channel,
    threadCardId: changeCardId(id),
    priority: PRIORITY.outcome,
    createdAt: now,
    dueAt: now,
  })
}

/** The change's next step is taken at `dueAt`. */
export async function wakeChange(tx: Records, changeId: string, dueAt: number): Promise<void> {
  await tx.queue.enqueue('reconcile-resource', changeId, { dueAt, priority: PRIORITY.outcome })
}
