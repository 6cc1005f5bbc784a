import { isDeepStrictEqual } from 'node:util'
import { PRIORITY } from '../domain/message.ts'
import type { Change, PartProgress } from '../domain/resources/change.ts'
import type { ChangeFailure } from '../domain/resources/failure.ts'
import type { PartSpec } from '../domain/resources/part.ts'
import { wantChangeCard } from '../operations/resource-effects.ts'
import type { Walk } from './resource-walk.ts'

/** Stores how far a part is, and shows it. null: somebody else was first. */
export async function savePart(
  walk: Walk,
  change: Change,
  { id, ...patch }: Partial<PartProgress> & Pick<PartSpec, 'id'>,
): Promise<Change | null> {
  const parts = change.parts.map((part) => (part.id === id ? { ...part, ...patch } : part))
  return saveChange(walk, change, { ...change, parts, trouble: lasting(change) })
}

/** That the cloud answers ends what was in the way, but for a refusal: that ends when the part is made or gone. */
function lasting({ trouble }: Change): ChangeFailure | null {
  return trouble?.class === 'busy' ? trouble : null
}

/** What is in the way, and passes. */
export async function saveTrouble(
  walk: Walk,
  change: Change,
  trouble: ChangeFailure,
): Promise<Change | null> {
  const isSame = change.trouble?.code === trouble.code && change.trouble.part === trouble.part
  return saveChange(walk, change, { ...change, trouble: isSame ? change.trouble : trouble })
}

/** `was` unchanged is not written, but its card shows the time that has passed. */
export async function saveChange(walk: Walk, was: Change, next: Change): Promise<Change | null> {
  const now = walk.clock.now()
  const isSame = isDeepStrictEqual(was, next)
  const shown = { id: was.id, channel: walk.resource.channel }
  return walk.store.transaction(async (tx) => {
    await wantChangeCard(tx, shown, { now, priority: isSame ? PRIORITY.progress : PRIORITY.normal })
    if (isSame) return was
    const raised = { ...next, goingSince: sinceWithout(was, next, now), version: was.version + 1 }
    return (await tx.changes.update(raised)) ? raised : null
  })
}

/** Time in which the cloud could not be asked does not count. */
function sinceWithout(was: Change, { goingSince, trouble }: Change, now: number): number | null {
  if (goingSince === null || trouble !== null || was.trouble === null) return goingSince
  return was.trouble.class === 'busy' ? goingSince : goingSince + (now - was.trouble.at)
}

/** Stores that a part is made or gone, with how long that took. */
export async function endPart(
  walk: Walk,
  change: Change,
  { spec, step }: { spec: PartSpec; step: 'made' | 'gone' | 'foreign' },
): Promise<Change | null> {
  const now = walk.clock.now()
  const was = change.parts.find(({ id }) => id === spec.id)
  const free = { ...change, trouble: null }
  const saved = await savePart(walk, free, { id: spec.id, step, endedAt: now, what: null })
  const isTimed =
    was?.startedAt != null && step !== 'foreign' && was.step === (step === 'made' ? 'making' : 'removing')
  if (saved && isTimed) {
    const doing = step === 'made' ? 'make' : 'unmake'
    const durationMs = now - (was.startedAt ?? now)
    await walk.store.transaction((tx) =>
      tx.partTimes.note({
        changeId: change.id,
        partId: spec.id,
        type: spec.type,
        doing,
        durationMs,
        endedAt: now,
      }),
    )
  }
  return saved
}
