import type { Change } from '../domain/resources/change.ts'
import { CloudError } from '../domain/resources/cloud.ts'
import { isPassing } from '../domain/resources/failure.ts'
import type { PartSpec } from '../domain/resources/part.ts'
import { cloudFailure, ownFailure } from './resource-failure.ts'
import { SHOWS_WITHIN_MS, wait } from './resource-make.ts'
import { endPart, saveChange, savePart } from './resource-progress.ts'
import { pollMs, progressOf, SYSTEM, type Taken, type Walk } from './resource-walk.ts'

/** The cloud may show what it deletes as if nothing happened for so long. */
const CALL_AGAIN_MS = 20_000
/** In these states a deletion would be refused. */
const MOVING = ['creating', 'modifying', 'snapshotting']

/** Asked right before a call that removes; null: go on. */
export type BeforeRemoval = (change: Change) => Promise<Taken | null>

/** Removes one part, if it is ours; done when the cloud says that it is not there. */
export async function unmakePart(
  walk: Walk,
  change: Change,
  { spec, before }: { spec: PartSpec; before?: BeforeRemoval },
): Promise<Taken> {
  const progress = progressOf(change, spec)
  if (progress.step === 'gone' || progress.step === 'foreign') return { is: 'done', change }
  const sight = await walk.cloud.look(spec)
  const sinceCall = walk.clock.now() - (progress.calledAt ?? 0)
  if (sight.seen === 'absent') {
    // A creation whose answer never came may show, or even happen, a little later.
    if (progress.step === 'making' && sinceCall < SHOWS_WITHIN_MS) {
      return wait(walk, change, { spec, what: `${spec.id} may show yet` })
    }
    return asEnded(walk, change, { spec, step: 'gone' })
  }
  if (sight.owner === 'foreign') return foreign(walk, change, spec)
  const isWaitedFor = progress.step === 'removing' && sinceCall < CALL_AGAIN_MS
  if (
    sight.owner === 'unknown' ||
    MOVING.includes(sight.status) ||
    sight.status === 'deleting' ||
    isWaitedFor
  ) {
    return wait(walk, change, { spec, what: `${spec.id} is ${sight.status}` })
  }
  return (await before?.(change)) ?? remove(walk, change, spec)
}

/** What was never ours is left alone; what was, and has lost its mark, somebody has to look at. */
async function foreign(walk: Walk, change: Change, spec: PartSpec): Promise<Taken> {
  const { step, requestId } = progressOf(change, spec)
  const wasOurs = change.verb === 'delete' || step === 'made' || requestId !== null
  if (wasOurs) return { is: 'failed', failure: unmarked(walk, [spec]), change }
  return asEnded(walk, change, { spec, step: 'foreign' })
}

export function unmarked(walk: Walk, specs: readonly PartSpec[]): ReturnType<typeof ownFailure> {
  const names = specs.map(({ id, name }) => `${id} ${name}`).join(', ')
  return ownFailure(walk, {
    code: 'unmarked',
    message: `no longer marked as ours: ${names}`,
    part: specs[0]?.id ?? null,
    details: { name: names },
  })
}

async function remove(walk: Walk, change: Change, spec: PartSpec): Promise<Taken> {
  const { step, startedAt } = progressOf(change, spec)
  const begun = await walk.beginPart({
    actor: SYSTEM,
    input: { changeId: change.id, part: spec.id, doing: 'removing' },
  })
  if (!begun.ok) return { is: 'read-again' }
  try {
    await walk.cloud.unmake(spec)
    const saved = await saveChange(walk, begun.value, { ...begun.value, trouble: null })
    return saved ? { is: 'wait', ms: pollMs(walk, null) } : { is: 'read-again' }
  } catch (error) {
    if (!(error instanceof CloudError) || isPassing(error.failure)) throw error
    // This call was not carried out; one before it may have been.
    const saved = await savePart(walk, begun.value, { id: spec.id, step, startedAt })
    if (!saved) return { is: 'read-again' }
    return { is: 'failed', failure: await cloudFailure(walk, error, spec), change: saved }
  }
}

async function asEnded(
  walk: Walk,
  change: Change,
  { spec, step }: { spec: PartSpec; step: 'gone' | 'foreign' },
): Promise<Taken> {
  const saved = await endPart(walk, change, { spec, step })
  return saved ? { is: 'done', change: saved } : { is: 'read-again' }
}

/** What a scan found is removed too; a third time somebody has to look. */
export async function leftOver(walk: Walk, change: Change, specs: PartSpec[]): Promise<Taken | null> {
  const found = await walk.cloud.residue({ id: walk.resource.id, parts: specs })
  if (found.length === 0) return null
  const known = specs.filter((spec) =>
    found.some(({ type, name }) => type === spec.type && name === spec.name),
  )
  for (const spec of known) {
    const { step } = progressOf(change, spec)
    if (step !== 'gone' && step !== 'waiting') continue
    const taken = await remove(walk, change, spec)
    return taken.is === 'done' ? { is: 'wait', ms: 0 } : taken
  }
  if (known.length > 0) return { is: 'wait', ms: CALL_AGAIN_MS }
  const names = found.map(({ type, name, arn }) => arn ?? `${type} ${name}`)
  const message = `still there: ${names.join(', ')}`
  return { is: 'failed', failure: ownFailure(walk, { code: 'residue', message }), change, residue: found }
}
