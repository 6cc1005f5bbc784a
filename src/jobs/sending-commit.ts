import type { BudgetMethod } from '../domain/budget-limits.ts'
import type { Outgoing, Step } from '../domain/sending.ts'
import type { JobResult } from './job.ts'
import { tellAdmins } from './sending-admins.ts'
import type { SendingKit } from './sending-kit.ts'

export interface Transition<R extends Outgoing> {
  id: string
  /** As last read: somebody else's change since then makes this a no-op. */
  was: R
  /** False when the record changed in what `was` does not show: then this is a no-op, too. */
  still?(record: R): boolean
  /** The call that was made, for the rest that Slack asks for. */
  method?: BudgetMethod
  next(record: R): Step<R>
}

/** Stores a transition of the record as it is now, with what follows from it. null when somebody else was first. */
export async function commit<R extends Outgoing>(
  kit: SendingKit<R>,
  { id, was, still, next }: Transition<R>,
): Promise<(Step<R> & { isLighter: boolean }) | null> {
  const { store, parcel, clock, adminChannel, fallbackChannel } = kit
  const expected = { state: was.state, attemptKey: was.attempt?.key ?? null }
  return store.transaction(async (tx) => {
    const record = await parcel.get(tx, id)
    if (!record || record.state !== expected.state || (record.attempt?.key ?? null) !== expected.attemptKey)
      return null
    if (still && !still(record)) return null
    const now = clock.now()
    const { made, lighter } = inLighterForm(parcel, record, { made: next(record), now })
    if (!(await parcel.save(tx, made.record, expected))) return null
    await lighter?.store(tx)
    for (const effect of made.effects) {
      if (effect.kind !== 'tell-admins' || !parcel.tellsAdmins(record)) continue
      await tellAdmins(tx, effect, { adminChannel, fallbackChannel, now })
    }
    return { ...made, isLighter: lighter !== null }
  })
}

/** The first refusal of content that has another form is answered with that form, not with text alone. */
function inLighterForm<R extends Outgoing>(
  { lighter: lighterOf }: SendingKit<R>['parcel'],
  record: R,
  { made, now }: { made: Step<R>; now: number },
): { made: Step<R>; lighter: ReturnType<NonNullable<typeof lighterOf>> } {
  const isRefused = made.record.textOnly && !record.textOnly
  const lighter = isRefused ? (lighterOf?.(record, now) ?? null) : null
  if (lighter === null) return { made, lighter }
  return { made: { record: { ...made.record, textOnly: false }, again: lighter.dueAt, effects: [] }, lighter }
}

/** Commits and says when to look again; what Slack asked for is heeded at once. */
export async function conclude<R extends Outgoing>(
  kit: SendingKit<R>,
  transition: Transition<R>,
): Promise<JobResult> {
  const { clock, budget, pause, holds, logger } = kit
  const { id, was, method } = transition
  const made = await commit(kit, transition)
  const now = clock.now()
  if (made === null) {
    logger.warn({ record: id }, 'sending: changed by somebody else meanwhile')
    return { again: now + 1000 }
  }
  const { record, again, effects, isLighter } = made
  for (const effect of effects) {
    if (effect.kind === 'rest' && method) budget.penalise(method, was.channel, effect.ms)
    if (effect.kind === 'pause-writer') pause.close(effect.error, now)
  }
  if (was.ts === null && record.ts !== null) await kit.parcel.stands?.(record, now)
  const { state, channel, ts, failures, problem } = record
  logger.info(
    { record: id, from: was.state, state, channel, ts, failures, problem, again },
    'sending: decided',
  )
  const restMs = ts !== null && was.state === 'sending' ? kit.parcel.editGapMs(was) : 0
  // What comes in another form is sent as soon as that is ready; `again` is only how long it is waited for.
  holds.hold(id, Math.max(now + restMs, isLighter ? now : (again ?? now)), now)
  return again === null ? { done: true } : { again: holds.until(id, again) }
}
