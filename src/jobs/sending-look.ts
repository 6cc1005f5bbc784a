import { refusalKind } from '../domain/sending-refusals.ts'
import { decide } from '../domain/sending-sight.ts'
import type { Outgoing } from '../domain/sending.ts'
import type { JobResult } from './job.ts'
import { conclude } from './sending-commit.ts'
import type { SendingKit } from './sending-kit.ts'

/** Looks into history for the attempt of an ambiguous post, and decides as far as what is seen allows. */
export async function look<R extends Outgoing>(
  kit: SendingKit<R>,
  { id, record }: { id: string; record: R },
  signal: AbortSignal,
): Promise<JobResult> {
  const { store, messages, budget, clock, pause, parcel } = kit
  const attempt = record.attempt
  const place = await store.read((reads) => parcel.place(reads, record, clock.now()))
  if ('again' in place) return place
  const threadTs = place.threadTs
  const method = threadTs === null ? 'conversations.history' : 'conversations.replies'
  await budget.acquire({ method, channel: record.channel, priority: record.priority, key: id }, signal)
  const held = pause.enter(clock.now())
  if (held !== null) {
    budget.giveBack({ method, channel: record.channel })
    return { again: held }
  }
  const lookedAt = clock.now()
  const { key, startedAt } = attempt ?? { key: '', startedAt: lookedAt }
  const sight = await messages.find({ channel: record.channel, threadTs, key, since: startedAt })
  if ('failed' in sight && refusalKind(sight.failed) === 'everything') pause.close(sight.failed, clock.now())
  return conclude(kit, {
    id,
    was: record,
    method,
    next: (fresh) => decide(fresh, sight, { lookedAt, whenUnreadable: parcel.whenUnreadable(fresh) }),
  })
}
