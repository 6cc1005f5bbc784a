import type { Change } from '../domain/resources/change.ts'
import type { PartSpec } from '../domain/resources/part.ts'
import { SHOWS_WITHIN_MS } from './resource-make.ts'
import { savePart } from './resource-progress.ts'
import { unmakePart } from './resource-unmake.ts'
import { progressOf, type Taken, type Walk } from './resource-walk.ts'

/** A snapshot that is older holds too little of what was written since. */
const OLDEST_KEPT_MS = 60 * 60_000
const LOOK_MS = 15_000

/** null: what is kept of a resource that is deleted stands and is fresh; otherwise it is made anew first. */
export async function keptStands(walk: Walk, change: Change): Promise<Taken | null> {
  if (change.verb !== 'delete') return null
  const now = walk.clock.now()
  for (const spec of change.plan.make) {
    const { step, endedAt } = progressOf(change, spec)
    if (step !== 'made') continue
    const sight = await walk.cloud.look(spec)
    const stands = sight.seen === 'present' && sight.owner === 'ours'
    const isReady = stands && walk.kind.verdict(spec, sight).state === 'ready'
    if (isReady && now - (endedAt ?? now) <= OLDEST_KEPT_MS) continue
    const again = await savePart(walk, change, {
      id: spec.id,
      step: 'removing',
      startedAt: now,
      calledAt: null,
    })
    return again ? { is: 'wait', ms: 0 } : { is: 'read-again' }
  }
  return null
}

/** What was not fresh any more is removed, so that another can be made in its place. */
export async function makeRoom(walk: Walk, change: Change, spec: PartSpec): Promise<Taken> {
  const gone = await unmakePart(walk, change, { spec })
  if (gone.is !== 'done') return gone
  const anew = { id: spec.id, step: 'waiting' as const, startedAt: null, endedAt: null, requestId: null }
  const saved = await savePart(walk, gone.change, { ...anew, calledAt: null })
  return saved ? { is: 'wait', ms: 0 } : { is: 'read-again' }
}

/** What was deleted by hand leaves nothing to keep: then the rest goes without. */
export async function withoutMain(
  walk: Walk,
  change: Change,
): Promise<Change | Exclude<Taken, { is: 'done' }>> {
  const main = change.plan.unmake.find(({ id }) => id === walk.kind.mainPart)
  const [kept] = change.plan.make
  if (!main || !kept || progressOf(change, kept).step !== 'waiting') return change
  const sight = await walk.cloud.look(main)
  if (sight.seen === 'present') return change
  const { calledAt } = progressOf(change, kept)
  const now = walk.clock.now()
  if (calledAt === null || now - calledAt < SHOWS_WITHIN_MS) {
    const what = `${main.name} is not to be seen`
    const saved = await savePart(walk, change, { id: kept.id, calledAt: calledAt ?? now, what })
    return saved ? { is: 'wait', ms: LOOK_MS } : { is: 'read-again' }
  }
  const what = 'there was nothing left to take it of'
  const saved = await savePart(walk, change, { id: kept.id, step: 'gone', endedAt: now, what })
  return saved ?? { is: 'read-again' }
}
