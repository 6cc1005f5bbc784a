import type { Change, PartProgress } from '../domain/resources/change.ts'
import { CloudError } from '../domain/resources/cloud.ts'
import { isPassing } from '../domain/resources/failure.ts'
import type { PartSpec } from '../domain/resources/part.ts'
import type { Present } from '../domain/resources/resource-kind.ts'
import { cloudFailure, failureOfPart, ownFailure } from './resource-failure.ts'
import { endPart, savePart } from './resource-progress.ts'
import { pollMs, progressOf, SYSTEM, type Taken, type Walk } from './resource-walk.ts'

/** What was written may be invisible for so long. */
export const SHOWS_WITHIN_MS = 60_000
const STALE_LOOK_MS = 5_000
const MENDED_LOOK_MS = 2_000
/** What is not as it was set by then, something else sets back. */
const MOST_MENDS = 5
const MOST_ROUNDS = 10

/** Makes one part: looks, makes it where it is absent, takes over what is ours, never what is foreign. */
export async function makePart(walk: Walk, given: Change, spec: PartSpec): Promise<Taken> {
  let change = given
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const sight = await walk.cloud.look(spec)
    if (sight.seen === 'present') {
      const settled = await settle(walk, change, { spec, sight })
      if (settled.is === 'done') return asMade(walk, settled.change, spec)
      return settled
    }
    const hidden = await notShown(walk, change, spec)
    if (hidden) return hidden
    const made = await make(walk, change, spec)
    if ('is' in made) return made
    change = made
  }
  return { is: 'wait', ms: STALE_LOOK_MS }
}

/** The cloud said yes and shows nothing: it is late, or the thing is gone again. null: it may be made. */
async function notShown(walk: Walk, change: Change, spec: PartSpec): Promise<Taken | null> {
  const { step, requestId, calledAt } = progressOf(change, spec)
  if (step !== 'making' || requestId === null) return null
  const isFresh = walk.clock.now() - (calledAt ?? 0) < SHOWS_WITHIN_MS
  if (isFresh) return wait(walk, change, { spec, what: `${spec.id} is not to be seen yet` })
  return { is: 'failed', failure: notThere(walk, change, { spec, code: 'not-shown' }), change }
}

async function make(walk: Walk, change: Change, spec: PartSpec): Promise<Change | Taken> {
  const was = progressOf(change, spec)
  const begun = await walk.beginPart({
    actor: SYSTEM,
    input: { changeId: change.id, part: spec.id, doing: 'making' },
  })
  if (!begun.ok) return { is: 'read-again' }
  try {
    const { answer, requestId } = await walk.cloud.make(spec)
    const told = answer === 'done' ? requestId : null
    const saved = await savePart(walk, begun.value, { id: spec.id, requestId: told })
    if (!saved) return { is: 'read-again' }
    // It is there, and the look before did not show it yet.
    return answer === 'exists' ? { is: 'wait', ms: STALE_LOOK_MS } : saved
  } catch (error) {
    if (!(error instanceof CloudError) || isPassing(error.failure)) throw error
    // This call was not carried out; one before it, without an answer, may have been.
    const { step, startedAt } = was
    const saved = await savePart(walk, begun.value, { id: spec.id, step, startedAt })
    if (!saved) return { is: 'read-again' }
    return { is: 'failed', failure: await cloudFailure(walk, error, spec), change: saved }
  }
}

/** What is there: whether it is ours, in service and as it was wanted. */
export async function settle(
  walk: Walk,
  change: Change,
  { spec, sight }: { spec: PartSpec; sight: Present },
): Promise<Taken> {
  const progress = progressOf(change, spec)
  if (sight.owner === 'foreign') return foreign(walk, change, spec)
  if (sight.owner === 'unknown') return wait(walk, change, { spec, what: `${spec.id} is ${sight.status}` })
  const verdict = walk.kind.verdict(spec, sight)
  switch (verdict.state) {
    case 'ready':
      return { is: 'done', change }
    case 'settling':
      return wait(walk, change, { spec, what: verdict.what })
    case 'to-mend':
      return mend(walk, change, { spec, what: verdict.what })
    case 'going':
      return { is: 'failed', failure: notThere(walk, change, { spec, code: 'vanished' }), change }
    case 'failed': {
      const since = (progress.startedAt ?? change.createdAt) - SHOWS_WITHIN_MS
      const { requestId } = progress
      const failure = await failureOfPart(walk, spec, { ...verdict, since, requestId })
      return { is: 'failed', failure, change }
    }
  }
}

async function mend(
  walk: Walk,
  change: Change,
  { spec, what }: { spec: PartSpec; what: string },
): Promise<Taken> {
  const { mends } = progressOf(change, spec)
  if (mends >= MOST_MENDS) {
    const message = `${what}, although they were set ${String(mends)} times`
    return {
      is: 'failed',
      failure: ownFailure(walk, {
        code: 'mend-refused',
        message,
        part: spec.id,
        details: { name: spec.name },
      }),
      change,
    }
  }
  // Setting a value twice is setting it: no intent has to be kept.
  const { requestId } = await walk.cloud.mend(spec)
  const mended = { id: spec.id, requestId, calledAt: walk.clock.now(), mends: mends + 1 }
  const saved = await savePart(walk, change, mended)
  return saved ? { is: 'wait', ms: MENDED_LOOK_MS } : { is: 'read-again' }
}

async function foreign(walk: Walk, change: Change, spec: PartSpec): Promise<Taken> {
  const saved = await endPart(walk, change, { spec, step: 'foreign' })
  if (!saved) return { is: 'read-again' }
  const failure = ownFailure(walk, {
    code: 'foreign',
    message: `${spec.name} exists and was not made for this`,
    part: spec.id,
    details: { name: spec.name },
  })
  return { is: 'failed', failure, change: saved }
}

/** Looks again later; the card tells what it waits for. */
export async function wait(
  walk: Walk,
  change: Change,
  { spec, what }: { spec: PartSpec; what: string },
): Promise<Taken> {
  const progress: PartProgress = progressOf(change, spec)
  const saved = await savePart(walk, change, { id: spec.id, what })
  return saved ? { is: 'wait', ms: pollMs(walk, progress.startedAt) } : { is: 'read-again' }
}

async function asMade(walk: Walk, change: Change, spec: PartSpec): Promise<Taken> {
  if (progressOf(change, spec).step === 'made') return { is: 'done', change }
  const saved = await endPart(walk, change, { spec, step: 'made' })
  return saved ? { is: 'done', change: saved } : { is: 'read-again' }
}

const NOT_THERE = {
  vanished: 'was deleted by somebody else while this was under way',
  'not-shown': 'is not to be seen, although AWS said that it is made',
  'snapshot-failed': 'went away before it was complete',
} as const

export function notThere(
  walk: Walk,
  change: Change,
  { spec, code }: { spec: PartSpec; code: 'vanished' | 'not-shown' },
): ReturnType<typeof ownFailure> {
  const isSnapshot = spec.type === 'elasticache-snapshot'
  const why = isSnapshot ? 'snapshot-failed' : code
  return ownFailure(walk, {
    code: why,
    message: `${spec.name} ${NOT_THERE[why]}`,
    // What somebody deletes is no call of ours that failed.
    ...(isSnapshot && { action: 'elasticache:CreateSnapshot' }),
    ...(why !== 'vanished' && { requestId: progressOf(change, spec).requestId }),
    part: spec.id,
    details: { name: spec.name },
  })
}
