import { refusalKind } from '../domain/sending-refusals.ts'
import { decide, type Sight } from '../domain/sending-sight.ts'
import type { Outgoing } from '../domain/sending.ts'
import type { JobResult } from './job.ts'
import { conclude } from './sending-commit.ts'
import type { SendingKit } from './sending-kit.ts'
import type { Answer } from './sending-pause.ts'
import { inTurn } from './sending-turn.ts'

/** Looks where the attempt of an ambiguous post went, and decides as far as what is seen allows. */
export function look<R extends Outgoing>(
  kit: SendingKit<R>,
  { id, record }: { id: string; record: R },
  signal: AbortSignal,
): Promise<JobResult> {
  const { messages, clock, parcel } = kit
  const { channel, priority, attempt } = record
  // Its thread of that time: what mirrors the subject now may be another message.
  const threadTs = attempt?.threadTs ?? null
  const method = threadTs === null ? 'conversations.history' : 'conversations.replies'
  return inTurn(kit, { call: { method, channel, priority, key: id }, signal }, async (turn) => {
    const held = turn.enter()
    if (held !== null) return { again: held }
    const lookedAt = clock.now()
    const { key, startedAt } = attempt ?? { key: '', startedAt: lookedAt }
    const sight = await turn.call(
      () => messages.find({ channel, threadTs, key, since: startedAt }),
      answerOfSight,
    )
    return conclude(kit, {
      id,
      was: record,
      method,
      next: (fresh) => decide(fresh, sight, { lookedAt, whenUnreadable: parcel.whenUnreadable(fresh) }),
    })
  })
}

function answerOfSight(sight: Sight): Answer {
  if ('found' in sight) return 'taken'
  // Reading may need a scope that writing does not.
  if ('unreadable' in sight) return refusalKind(sight.unreadable) === 'everything' ? 'unclear' : 'taken'
  return refusalKind(sight.failed) === 'everything' ? { refused: sight.failed } : 'unclear'
}
