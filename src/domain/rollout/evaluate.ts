import { isDoomed } from './doom.ts'
import { PATIENCE_MS } from './findings/context.ts'
import { foldFindings } from './fold.ts'
import { isActive, isReady } from './pods.ts'
import type { Finding, ReasonCode } from './reasons.ts'
import { HARD_CAP_MS, type RolloutMemory, type RolloutRecord } from './record.ts'
import type { Seen } from './seen.ts'
import { type Stability, stability } from './stability.ts'
import type { Note, Phase, Verdict, WaitingFor } from './verdict.ts'

export interface Evaluation {
  readonly seen: Seen
  readonly findings: readonly Finding[]
  readonly scaleUp: string | null
  readonly memory: RolloutMemory
  readonly notes: readonly Note[]
  readonly rollout: RolloutRecord
  readonly now: number
}

interface Outcome {
  readonly phase: Phase
  readonly why?: Finding
  readonly waitingFor?: WaitingFor
}

/** Pods that wait for the cluster and may yet start. */
export const BLOCKING: ReadonlySet<ReasonCode> = new Set([
  'unschedulable',
  'scheduling-gated',
  'volume',
  'config-missing',
  'sandbox',
  'registry-unreachable',
  'quota-exceeded',
  'pods-not-created',
])

const COMPLETE: ReadonlySet<Stability['state']> = new Set(['window', 'draining', 'stable'])

export function evaluate(evaluation: Evaluation): Verdict {
  const { seen, findings, rollout, now, scaleUp } = evaluation
  const window = stability(seen, evaluation.memory, { rollout, findings, now })
  const { phase, why, waitingFor } = outcomeOf(evaluation, window)
  const podsInAll = soundPods(evaluation)
  const notes = [...evaluation.notes, ...window.notes]
  return {
    phase,
    waitingFor: waitingFor ?? seen.waitingFor,
    progress: seen.progress,
    // The cause comes first, that time ran out last.
    reasons: [...foldFindings(findings, podsInAll), ...foldFindings(why ? [why] : [], podsInAll)],
    isServing: COMPLETE.has(window.state) && seen.progress.desired > 0 && seen.manual === null,
    oldServing: seen.oldPods.filter((pod) => isActive(pod) && isReady(pod)).length,
    stableAt: window.stableAt,
    notes: scaleUp === null ? notes : [...notes, { code: 'scale-up-under-way', message: scaleUp }],
    memory: window.memory,
  }
}

/** In order: what ends it badly, what a person must do, what is complete, what takes too long, what still goes on. */
function outcomeOf(evaluation: Evaluation, window: Stability): Outcome {
  const { seen, rollout, now } = evaluation
  const age = now - rollout.startedAt
  const cap = rollout.hardCapMs ?? HARD_CAP_MS
  if (hasFailed(evaluation)) return { phase: 'failed' }
  const byHand = manualOf(seen)
  if (byHand) return { phase: 'manual', why: byHand }
  if (window.state === 'stable') return { phase: 'succeeded' }
  if (window.state === 'draining' || window.state === 'window') {
    const waitingFor = window.state === 'window' ? 'stability' : 'draining'
    if (age > cap + rollout.stabilityMs) return { ...goesOn(), waitingFor }
    return { phase: 'stabilizing', waitingFor }
  }
  if (seen.isPaused) return { phase: 'paused', why: { code: 'paused', weight: 'waiting', message: '' } }
  const late = overdue(evaluation, window.memory)
  if (late !== null) {
    if (evaluation.scaleUp !== null) return goesOn(late)
    return { phase: 'failed', why: { code: 'progress-deadline', weight: 'fatal', message: late } }
  }
  if (age > cap) return goesOn()
  if (window.state === 'held') return { phase: 'stabilizing' }
  return { phase: isBlocked(evaluation) ? 'blocked' : 'rolling' }
}

function goesOn(message = ''): Outcome {
  return { phase: 'timed-out-still-running', why: { code: 'still-running', weight: 'waiting', message } }
}

function hasFailed(evaluation: Evaluation): boolean {
  const { findings, memory, rollout, now } = evaluation
  return isDoomed({
    findings,
    podsInAll: soundPods(evaluation),
    unreadySince: Math.max(rollout.startedAt, memory.lastNewReadyAt ?? rollout.startedAt),
    now,
  })
}

/** New pods that run or should: those that the cluster took away do not count. */
function soundPods({ seen, findings }: Evaluation): number {
  const taken = new Set(findings.filter(({ weight }) => weight === 'not-our-fault').map(({ pod }) => pod))
  const active = seen.newPods.filter(isActive)
  const sound = active.filter((pod) => !taken.has(pod.metadata.name)).length
  return Math.max(sound, seen.maker.made - (active.length - sound))
}

function manualOf({ manual, waitingFor, progress }: Seen): Finding | null {
  if (manual) return manual
  const isEmpty = waitingFor === null && progress.desired === 0
  return isEmpty ? { code: 'scaled-to-zero', weight: 'waiting', message: '' } : null
}

/** The words of the cluster if its own deadline passed, '' if ours did, `null` if none did. */
function overdue({ seen, rollout, now }: Evaluation, memory: RolloutMemory): string | null {
  if (seen.overdue !== null) return seen.overdue
  const since = Math.max(
    rollout.startedAt,
    memory.lastProgressAt,
    memory.firstStableAt ?? 0,
    memory.firstUnstableAt ?? 0,
  )
  return now - since >= seen.deadlineMs ? '' : null
}

function isBlocked({ findings, scaleUp, now }: Evaluation): boolean {
  if (scaleUp !== null) return false
  return findings.some(({ code, weight, since }) => {
    return weight === 'waiting' && BLOCKING.has(code) && since !== undefined && now - since >= PATIENCE_MS
  })
}
