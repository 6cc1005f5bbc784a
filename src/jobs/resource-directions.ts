import type { Change } from '../domain/resources/change.ts'
import type { PartSpec } from '../domain/resources/part.ts'
import type { Present } from '../domain/resources/resource-kind.ts'
import { ownFailure } from './resource-failure.ts'
import { makePart } from './resource-make.ts'
import { modifyPart } from './resource-modify.ts'
import { savePart } from './resource-progress.ts'
import { keptStands, makeRoom, withoutMain } from './resource-kept.ts'
import { leftOver, unmakePart, unmarked, type BeforeRemoval } from './resource-unmake.ts'
import { verifyParts } from './resource-verify.ts'
import { progressOf, type Taken, type Walk } from './resource-walk.ts'

/** Where a change stands after one walk. */
export type Walked =
  | Exclude<Taken, { is: 'done' }>
  /** All is as it should be at the end of this direction. */
  | { is: 'over'; change: Change; main: Present | null; isScanned: boolean }

/** Towards what was asked for. */
export async function forward(walk: Walk, change: Change): Promise<Walked> {
  if (change.verb === 'delete') return remove(walk, change)
  if (change.cancelled) return { is: 'failed', failure: cancelledBy(walk, change), change }
  return change.verb === 'create' ? create(walk, change) : modify(walk, change, wantedMain(walk, change))
}

/** Back to what was before. */
export async function back(walk: Walk, change: Change): Promise<Walked> {
  if (change.verb === 'modify') {
    const before = walk.resource.parts.find(({ id }) => id === walk.kind.mainPart)
    return modify(walk, change, before ?? wantedMain(walk, change))
  }
  const touched = change.plan.make.filter((spec) => progressOf(change, spec).step !== 'waiting')
  const gone = await unmakeAll(walk, change, touched.toReversed())
  // What is not deleted after all is all still there.
  if (gone.is !== 'done' || change.verb === 'delete') return asOver(gone)
  return scan(walk, gone.change, change.plan.make)
}

async function create(walk: Walk, given: Change): Promise<Walked> {
  const made = await makeAll(walk, given)
  if (made.is !== 'done') return made
  const verified = await verifyParts(walk, made.change)
  if (verified.is === 'done') return { is: 'read-again' }
  return verified.is === 'as-wanted' ? { ...verified, is: 'over', isScanned: false } : verified
}

async function modify(walk: Walk, change: Change, wanted: PartSpec): Promise<Walked> {
  const modified = await modifyPart(walk, change, wanted)
  if (modified.is === 'done') return { is: 'read-again' }
  // There is nothing to set back: what is left of it can be deleted.
  const isGone =
    modified.is === 'failed' && modified.failure.code === 'vanished' && change.state === 'undoing'
  if (isGone) return { is: 'over', change: modified.change, main: null, isScanned: false }
  if (modified.is !== 'as-wanted') return modified
  const endedAt = walk.clock.now()
  const saved = await savePart(walk, modified.change, { id: wanted.id, step: 'made', endedAt, what: null })
  return saved ? { is: 'over', change: saved, main: modified.main, isScanned: false } : { is: 'read-again' }
}

/** First what is kept of it stands, then the rest goes. */
async function remove(walk: Walk, given: Change): Promise<Walked> {
  const { make, unmake } = given.plan
  const isRemoving = unmake.some((spec) => progressOf(given, spec).step !== 'waiting')
  if (isRemoving) return removeOn(walk, given)
  if (given.cancelled) return { is: 'failed', failure: cancelledBy(walk, given), change: given }
  const isKeeping = make.some((spec) => progressOf(given, spec).step === 'making')
  const unmarkedOnes = isKeeping ? [] : await lookThrough(walk, unmake)
  if (unmarkedOnes.length > 0) {
    return { is: 'failed', failure: unmarked(walk, unmarkedOnes), change: given }
  }
  const skipped = make.length > 0 ? await withoutMain(walk, given) : given
  if ('is' in skipped) return skipped
  const kept = await makeAll(walk, skipped)
  return kept.is === 'done' ? removeParts(walk, kept.change) : kept
}

/** Begun already: what is kept is only made anew while what it is of may still stand. */
async function removeOn(walk: Walk, given: Change): Promise<Walked> {
  const main = given.plan.unmake.find(({ id }) => id === walk.kind.mainPart)
  if (!main || progressOf(given, main).step === 'gone') return removeParts(walk, given)
  const kept = await makeAll(walk, given)
  return kept.is === 'done' ? removeParts(walk, kept.change) : kept
}

async function removeParts(walk: Walk, change: Change): Promise<Walked> {
  const { unmake } = change.plan
  const gone = await unmakeAll(walk, change, unmake)
  return gone.is === 'done' ? scan(walk, gone.change, unmake) : gone
}

/** Before anything is removed: parts that stand there and are not marked as ours any more. */
async function lookThrough(walk: Walk, specs: PartSpec[]): Promise<PartSpec[]> {
  const unmarkedOnes: PartSpec[] = []
  for (const spec of specs) {
    const sight = await walk.cloud.look(spec)
    if (sight.seen === 'present' && sight.owner === 'foreign') unmarkedOnes.push(spec)
  }
  return unmarkedOnes
}

async function makeAll(walk: Walk, given: Change): Promise<Taken> {
  let change = given
  for (const spec of change.plan.make) {
    const { step } = progressOf(change, spec)
    if (step === 'made' || step === 'gone') continue
    if (step === 'removing') return makeRoom(walk, change, spec)
    const taken = await makePart(walk, change, spec)
    if (taken.is !== 'done') return taken
    change = taken.change
  }
  return { is: 'done', change }
}

async function unmakeAll(walk: Walk, given: Change, specs: PartSpec[]): Promise<Taken> {
  let change = given
  for (const spec of specs) {
    const taken = await unmakePart(walk, change, { spec, ...guardOf(walk, spec) })
    if (taken.is !== 'done') return taken
    change = taken.change
  }
  return { is: 'done', change }
}

/** What holds the data is removed only while what is kept of it stands. */
function guardOf(walk: Walk, spec: PartSpec): { before?: BeforeRemoval } {
  const isGuarded = spec.id === walk.kind.mainPart
  return isGuarded ? { before: (change) => keptStands(walk, change) } : {}
}

/** Nothing is left, as far as the cloud can tell. */
async function scan(walk: Walk, change: Change, specs: PartSpec[]): Promise<Walked> {
  const left = await leftOver(walk, change, specs)
  if (left && left.is !== 'done') return left
  return { is: 'over', change, main: null, isScanned: true }
}

function asOver(taken: Taken): Walked {
  return taken.is === 'done' ? { is: 'over', change: taken.change, main: null, isScanned: false } : taken
}

function wantedMain(walk: Walk, change: Change): PartSpec {
  const main = change.plan.make.find(({ id }) => id === walk.kind.mainPart)
  if (!main) throw new Error(`change ${change.id}: its plan has no ${walk.kind.mainPart}`)
  return main
}

function cancelledBy(walk: Walk, { cancelled }: Change): ReturnType<typeof ownFailure> {
  return ownFailure(walk, {
    code: 'cancelled',
    message: 'somebody cancelled it',
    details: { by: cancelled?.by ?? '' },
  })
}
