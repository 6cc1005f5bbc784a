import type { SeenReason, SeenRollout } from '../domain/deploys/target-rollout.ts'
import type { ReasonCode, Weight } from '../domain/rollout/reasons.ts'
import type { RegionView } from './deploy-regions.ts'
import { plain } from './mrkdwn.ts'
import { pastReasonWords, reasonWords, seenReasonWords } from './rollout-reason-words.ts'

/** What a rollout shows is wrong: the cause, and whether time ran out over it. */
export interface Cause {
  reason: SeenReason
  isOverdue: boolean
}

const ORDER: Record<Weight, number> = { fatal: 0, waiting: 1, 'not-our-fault': 2 }

/** What is behind it comes before that time ran out, which alone tells nobody what to do. */
export function causesOf(reasons: readonly SeenReason[]): Cause[] {
  const causes = reasons
    .filter(({ code }) => code !== 'progress-deadline')
    .toSorted((a, b) => ORDER[a.weight] - ORDER[b.weight])
  if (causes.length === 0) return reasons.map((reason) => ({ reason, isOverdue: false }))
  const isOverdue = causes.length < reasons.length
  return causes.map((reason, index) => ({ reason, isOverdue: isOverdue && index === 0 }))
}

/** "no node had room; no progress within the time that the workload allows" */
export function causeWords({ reason, isOverdue }: Cause): string {
  if (!isOverdue) return seenReasonWords(reason)
  return `${seenReasonWords(reason, pastReasonWords(reason.code))}; ${reasonWords('progress-deadline')}`
}

/** Of what is wrong in a region, the first. */
export function mainCause({ target }: RegionView): Cause | null {
  const all = target?.workloads.flatMap(({ seen }) => causesOf(seen?.reasons ?? [])) ?? []
  return (
    all.find(({ isOverdue }) => isOverdue) ??
    all.toSorted((a, b) => ORDER[a.reason.weight] - ORDER[b.reason.weight])[0] ??
    null
  )
}

const MAY_NOT_HEAL = new Set<ReasonCode>([
  'unschedulable',
  'scheduling-gated',
  'quota-exceeded',
  'pods-not-created',
  'volume',
  'sandbox',
  'config-missing',
  'registry-unreachable',
  'image-pull',
  'old-pod-stuck',
])

/** It waits for something that may not come by itself. */
export function isStuck(seen: SeenRollout): boolean {
  if (seen.phase === 'blocked') return true
  const isHelped = seen.notes.some(({ code }) => code === 'scale-up-under-way')
  if (isHelped || (seen.phase !== 'rolling' && seen.phase !== 'timed-out-still-running')) return false
  return seen.reasons.some(({ code, weight }) => weight === 'waiting' && MAY_NOT_HEAL.has(code))
}

/** Words of the cluster that only say again what ours say. */
const SAYS_NOTHING = /^(error|oomkilled|completed|exit code \d+)$|^back-off \S+ restarting failed container/i
const ONLY_ID: ReadonlySet<ReasonCode> = new Set(['changed-by-another', 'workload-recreated'])

/** What the cluster said, '' when that tells no more than our words. */
export function messageWords({ code, message }: SeenReason, max: number): string {
  const text = message.trim()
  const isTold = text.length > 6 && reasonWords(code).toLowerCase().includes(text.toLowerCase())
  const isId = ONLY_ID.has(code) && !/[/:]/.test(text)
  if (text === '' || isTold || isId || SAYS_NOTHING.test(text)) return ''
  return plain(
    text.replaceAll(/sha256:[0-9a-f]{64}/g, (digest) => `${digest.slice(0, 19)}…`),
    max,
  )
}
