import type { Change, StepUnderWay } from '../domain/resources/change.ts'
import { CloudError } from '../domain/resources/cloud.ts'
import { isPassing, type ChangeFailure } from '../domain/resources/failure.ts'
import type { ModifyStep } from '../domain/resources/modify-step.ts'
import type { PartSpec } from '../domain/resources/part.ts'
import type { Present } from '../domain/resources/resource-kind.ts'
import { cloudFailure, eventsSince, failureOfPart, ownFailure, TELLS_FAILURE } from './resource-failure.ts'
import { saveChange } from './resource-progress.ts'
import { pollMs, progressOf, SYSTEM, type Taken, type Walk } from './resource-walk.ts'

export type Modified = Taken | { is: 'as-wanted'; change: Change; main: Present }

/** The cloud may show what it was told as if nothing happened for so long. */
const SHOWS_WITHIN_MS = 120_000
/** A call whose answer never came is made again after this, if nothing shows that it was carried out. */
const UNANSWERED_MS = 30_000

/** Takes what exists one call nearer to what is wanted, and never calls it done before the read-back says so. */
export async function modifyPart(walk: Walk, change: Change, wanted: PartSpec): Promise<Modified> {
  const sight = await walk.cloud.look(wanted)
  if (sight.seen === 'absent' || sight.owner === 'foreign') {
    const code = sight.seen === 'absent' ? 'vanished' : 'foreign'
    const message = `${wanted.name} is not there any more as it was made`
    return { is: 'failed', failure: ownFailure(walk, { code, message, part: wanted.id }), change }
  }
  const verdict = walk.kind.atRest(sight)
  const underWay = change.modify?.underWay ?? null
  if (verdict.state === 'failed') {
    const since = (underWay?.beganAt ?? change.createdAt) - 1
    const called = underWay ? { action: ACTIONS[underWay.step.do] } : {}
    const requestId = underWay && requestIdOf(change, wanted, underWay)
    const failure = await failureOfPart(walk, wanted, { ...verdict, ...called, since, requestId })
    return { is: 'failed', failure, change }
  }
  if (verdict.state !== 'ready') return atWork(walk, change, { wanted, underWay, what: verdict.what })
  if (underWay) return judge(walk, change, { wanted, sight, underWay })
  const quietMs = (change.modify?.quietUntil ?? 0) - walk.clock.now()
  if (quietMs > 0) return { is: 'wait', ms: Math.min(quietMs, pollMs(walk, null) * 2) }
  const step = walk.kind.nextStep(wanted, sight)
  return step === null
    ? { is: 'as-wanted', change, main: sight }
    : call(walk, change, { wanted, sight, step })
}

/** Something moves: what was asked for is at work. */
async function atWork(
  walk: Walk,
  change: Change,
  { wanted, underWay, what }: { wanted: PartSpec; underWay: StepUnderWay | null; what: string },
): Promise<Taken> {
  const seen = underWay && { ...underWay, wasSeen: true }
  const saved = await saveStep(walk, change, { wanted, underWay: seen, what })
  return saved ? { is: 'wait', ms: pollMs(walk, underWay?.beganAt ?? null) } : { is: 'read-again' }
}

/** At rest after a call: done, not begun yet, never arrived, or undone by the cloud without a word. */
async function judge(
  walk: Walk,
  change: Change,
  { wanted, sight, underWay }: { wanted: PartSpec; sight: Present; underWay: StepUnderWay },
): Promise<Modified> {
  const { step, beganAt, isAccepted, wasSeen } = underWay
  if (walk.kind.isDone(step, sight)) {
    const done = [...(change.modify?.done ?? []), step]
    const next = {
      ...change,
      modify: { ...change.modify, underWay: null, done, quietUntil: null },
      trouble: null,
    }
    const saved = await saveChange(walk, change, next)
    return saved ? { is: 'wait', ms: 0 } : { is: 'read-again' }
  }
  const passed = walk.clock.now() - beganAt
  const told = (await eventsSince(walk, wanted, beganAt)).findLast(({ message }) =>
    TELLS_FAILURE.test(message),
  )
  if (told || (wasSeen && isAccepted) || (isAccepted && passed > SHOWS_WITHIN_MS)) {
    const failure = undone(walk, change, { wanted, underWay, message: told?.message ?? null })
    return { is: 'failed', failure, change }
  }
  if (isAccepted || passed < UNANSWERED_MS) return { is: 'wait', ms: pollMs(walk, beganAt) }
  return call(walk, change, { wanted, sight, step })
}

async function call(
  walk: Walk,
  change: Change,
  { wanted, sight, step }: { wanted: PartSpec; sight: Present; step: ModifyStep },
): Promise<Taken> {
  const refused = await notAllowed(walk, wanted, step)
  if (refused) return { is: 'failed', failure: refused, change }
  const begun = await walk.beginModifyStep({ actor: SYSTEM, input: { changeId: change.id, step } })
  if (!begun.ok) return { is: 'read-again' }
  let requestId: string | null
  try {
    requestId = (await walk.cloud.modify(wanted, step)).requestId
  } catch (error) {
    if (!(error instanceof CloudError) || isPassing(error.failure)) throw error
    // This call was not carried out; one before it, without an answer, may have been.
    const before = change.modify?.underWay ?? null
    const saved = await saveStep(walk, begun.value, { wanted, underWay: before, what: null })
    if (!saved) return { is: 'read-again' }
    return {
      is: 'failed',
      failure: await cloudFailure(walk, error, asked(wanted, sight, step)),
      change: saved,
    }
  }
  const underWay = begun.value.modify?.underWay
  const accepted = underWay ? { ...underWay, isAccepted: true } : null
  const saved = await saveStep(walk, begun.value, { wanted, underWay: accepted, what: null, requestId })
  return saved ? { is: 'wait', ms: pollMs(walk, null) } : { is: 'read-again' }
}

async function notAllowed(walk: Walk, wanted: PartSpec, step: ModifyStep): Promise<ChangeFailure | null> {
  if (step.do !== 'set-node-type') return null
  const allowed = await walk.cloud.allowedNodeTypes(wanted)
  if (allowed.includes(step.nodeType)) return null
  return ownFailure(walk, {
    code: 'node-type-not-allowed',
    class: 'wrong-request',
    message: `AWS changes it to ${allowed.join(', ') || 'no other node type'} only`,
    action: 'elasticache:ListAllowedNodeTypeModifications',
    part: wanted.id,
    details: { nodeType: step.nodeType, allowed: allowed.join(', ') },
  })
}

/** Nodes that are added are of the type that is there now. */
function asked(wanted: PartSpec, { values }: Present, step: ModifyStep): PartSpec {
  const nodeType = step.do === 'set-node-type' ? step.nodeType : (values['nodeType'] ?? null)
  return { ...wanted, values: { ...wanted.values, nodeType } }
}

const ACTIONS: Record<ModifyStep['do'], string> = {
  'set-node-type': 'elasticache:ModifyReplicationGroup',
  'set-failover': 'elasticache:ModifyReplicationGroup',
  'add-replicas': 'elasticache:IncreaseReplicaCount',
  'remove-replicas': 'elasticache:DecreaseReplicaCount',
}

/** Of the call of this step; that of the one before is not told for it. */
function requestIdOf(change: Change, wanted: PartSpec, { isAccepted }: StepUnderWay): string | null {
  return isAccepted ? progressOf(change, wanted).requestId : null
}

function undone(
  walk: Walk,
  change: Change,
  { wanted, underWay, message }: { wanted: PartSpec; underWay: StepUnderWay; message: string | null },
): ChangeFailure {
  const { step } = underWay
  return ownFailure(walk, {
    code: 'undone',
    message: message ?? 'AWS took the change and went back to what it was, without giving a reason',
    action: ACTIONS[step.do],
    requestId: requestIdOf(change, wanted, underWay),
    part: wanted.id,
    details: step.do === 'set-node-type' ? { nodeType: step.nodeType } : {},
  })
}

interface StepSaved {
  wanted: PartSpec
  underWay: StepUnderWay | null
  what: string | null
  /** Of the call that was just accepted. */
  requestId?: string | null
}

async function saveStep(
  walk: Walk,
  change: Change,
  { wanted, underWay, what, ...called }: StepSaved,
): Promise<Change | null> {
  const parts = change.parts.map((part) => {
    if (part.id !== wanted.id) return part
    return {
      ...part,
      step: 'making' as const,
      startedAt: part.startedAt ?? walk.clock.now(),
      what,
      ...called,
    }
  })
  const modify = change.modify && { ...change.modify, underWay }
  return saveChange(walk, change, { ...change, parts, modify, trouble: null })
}
