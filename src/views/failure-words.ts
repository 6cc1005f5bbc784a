import type { SeenReason, SeenRollout } from '../domain/deploys/target-rollout.ts'
import type { ReasonCode } from '../domain/rollout/reasons.ts'
import type { RegionView } from './deploy-regions.ts'
import { code, plain, preformatted } from './mrkdwn.ts'
import { regionList } from './plan-words.ts'
import { causesOf, causeWords, messageWords, type Cause } from './rollout-cause.ts'
import { nextStepWords } from './rollout-reason-words.ts'
import { plural } from './text.ts'

/** One thing that is wrong, in every region and workload where it looks the same. */
export interface Failure extends Cause {
  regions: string[]
  workloads: string[]
  /** Who serves: the new version, or so many ready pods of the old one, the fewest of the regions. */
  serves: Serving
  /** False while the rollout still goes on. */
  isOver: boolean
  /** Something else runs there by now. */
  isPast: boolean
}

type Serving = number | 'new' | 'unknown'

/** How much of a failure is told. */
export interface FailureDetail {
  message: number
  lines: number
  log: number
}
export const FAILURE_DETAIL = {
  full: { message: 500, lines: 12, log: 1_200 },
  compact: { message: 240, lines: 4, log: 500 },
  brief: { message: 120, lines: 0, log: 0 },
} satisfies Record<string, FailureDetail>

/** What is wrong where, worst first. Regions that went well have nothing to say. `isPast`: the deploy gave way. */
export function failuresOf(regions: readonly RegionView[], { isPast }: { isPast: boolean }): Failure[] {
  const found = regions.flatMap(({ rollout, target }) => {
    if (rollout.state === 'succeeded' || !target) return []
    return target.workloads.flatMap(({ change, seen }) =>
      causesOf(seen?.reasons ?? []).map((cause) => ({
        ...cause,
        region: rollout.region,
        workload: change.name,
        serves: servingOf(seen),
        isOver: rollout.state !== 'running',
        isPast: isPast || !['running', 'failed'].includes(rollout.state),
      })),
    )
  })
  const alike = Map.groupBy(found, ({ reason, isOverdue, isOver, isPast: isGone }) =>
    [reason.code, reason.container, reason.exitCode, reason.signal, isOverdue, isOver, isGone].join('|'),
  )
  const failures = [...alike.values()].map((group): Failure => {
    const worst = group.toSorted((a, b) => b.reason.lines.length - a.reason.lines.length)[0] ?? group[0]
    return {
      reason: worst!.reason,
      isOverdue: worst!.isOverdue,
      regions: [...new Set(group.map(({ region }) => region))],
      workloads: [...new Set(group.map(({ workload }) => workload))],
      serves: fewest(group.map(({ serves }) => serves)),
      isOver: worst!.isOver,
      isPast: worst!.isPast,
    }
  })
  return failures.toSorted((a, b) => rank(a) - rank(b))
}

function rank({ reason, isOverdue, isOver }: Failure): number {
  return (isOver ? 0 : 4) + (isOverdue ? 0 : { fatal: 0, waiting: 1, 'not-our-fault': 2 }[reason.weight])
}

// Of a workload that is not what we wrote any more, nobody counted the pods.
const NOT_OURS: ReadonlySet<ReasonCode> = new Set([
  'changed-by-another',
  'workload-recreated',
  'workload-deleted',
])

function servingOf(seen: SeenRollout | null): Serving {
  if (!seen || seen.phase === 'superseded') return 'unknown'
  if (seen.reasons.some(({ code: reason }) => NOT_OURS.has(reason))) return 'unknown'
  return seen.isServing ? 'new' : seen.oldServing
}

function fewest(all: readonly Serving[]): Serving {
  const counts = all.filter((one) => typeof one === 'number')
  if (counts.length > 0) return Math.min(...counts)
  return all.includes('unknown') ? 'unknown' : 'new'
}

/** One failure as a person needs it: what, where, how often, the exact words, what serves, what to do. */
export function failureWords(failure: Failure, detail: FailureDetail): string {
  const { reason, isOverdue, isPast } = failure
  const mark = reason.weight === 'fatal' || isOverdue ? '❌' : '⚠️'
  const head = `${mark} *${regionList(failure.regions)}* · ${whereWords(failure)}: *${causeWords(failure)}*`
  const message = messageWords(reason, detail.message)
  const lines = [
    head,
    factWords(reason),
    message === '' ? '' : `> ${message}`,
    detail.lines > 0 ? preformatted(reason.lines, { max: detail.log, most: detail.lines }) : '',
    ...(isPast ? [] : [oldWords(failure), `*Next:* ${nextStepWords(reason.nextStep)}.`]),
  ]
  return lines.filter((line) => line !== '').join('\n')
}

/** The same in one line of plain words. */
export function failureLine(failure: Failure): string {
  const facts = factWords(failure.reason)
  const message = messageWords(failure.reason, 160)
  const next = [oldWords(failure), `Next: ${nextStepWords(failure.reason.nextStep)}.`]
  const said = `${facts === '' ? '' : `, ${facts}`}${message === '' ? '' : ` (${message})`}`
  const words = `${regionList(failure.regions)}: ${causeWords(failure)}${said}.`
  return [words, ...(failure.isPast ? [] : next)].filter((part) => part !== '').join(' ')
}

function whereWords({ workloads, reason }: Failure): string {
  const names = workloads.slice(0, 3).map((name) => code(name, 60))
  const rest = workloads.length > 3 ? ` and ${workloads.length - 3} more` : ''
  const kind = reason.isInit ? 'init container' : 'container'
  const isNamed = reason.container !== null && (workloads.length > 1 || reason.container !== workloads[0])
  return `${names.join(', ')}${rest}${isNamed ? `, ${kind} ${code(reason.container ?? '', 60)}` : ''}`
}

function factWords(reason: SeenReason): string {
  const pods =
    reason.podsInAll > 0 && reason.pods.length > 0
      ? `${reason.pods.length} of ${plural(reason.podsInAll, 'new pod')}`
      : ''
  const parts = [
    reason.restarts === null || reason.restarts === 0 ? '' : plural(reason.restarts, 'restart'),
    reason.memoryLimit === null ? '' : `memory limit ${plain(reason.memoryLimit, 30)}`,
    pods,
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

function oldWords({ serves }: Failure): string {
  if (serves === 'unknown') return ''
  if (serves === 'new') return 'The new version serves.'
  return serves > 0
    ? `The old version still serves with ${plural(serves, 'ready pod')}.`
    : '⚠️ No pod of the old version is ready: the service may be down here.'
}
