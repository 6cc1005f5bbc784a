import type { SeenReason } from '../domain/deploys/target-rollout.ts'
import type { RegionView } from './deploy-regions.ts'
import { code, plain, preformatted } from './mrkdwn.ts'
import { regionList } from './plan-words.ts'
import { exitWords, nextStepWords, reasonWords } from './rollout-reason-words.ts'
import { plural } from './text.ts'

/** One thing that is wrong, in every region and workload where it looks the same. */
export interface Failure {
  reason: SeenReason
  regions: string[]
  workloads: string[]
  /** Ready pods of the old version, the fewest of the regions; null when the new one serves. */
  oldServing: number | null
  /** False while the rollout still goes on. */
  isOver: boolean
  /** Something else runs there by now. */
  isPast: boolean
}

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

/** What is wrong where, worst first. Regions that went well have nothing to say. */
export function failuresOf(regions: readonly RegionView[]): Failure[] {
  const found = regions.flatMap(({ rollout, target }) => {
    if (rollout.state === 'succeeded' || !target) return []
    return target.workloads.flatMap(({ change, seen }) =>
      (seen?.reasons ?? []).map((reason) => ({
        reason,
        region: rollout.region,
        workload: change.name,
        oldServing: seen?.isServing ? null : (seen?.oldServing ?? 0),
        isOver: rollout.state !== 'running',
        isPast: !['running', 'failed'].includes(rollout.state),
      })),
    )
  })
  const alike = Map.groupBy(found, ({ reason, isOver, isPast }) =>
    [reason.code, reason.container, reason.exitCode, reason.signal, isOver, isPast].join('|'),
  )
  const failures = [...alike.values()].map((group): Failure => {
    const worst = group.toSorted((a, b) => b.reason.lines.length - a.reason.lines.length)[0] ?? group[0]
    const serving = group.flatMap(({ oldServing }) => (oldServing === null ? [] : [oldServing]))
    return {
      reason: worst!.reason,
      regions: [...new Set(group.map(({ region }) => region))],
      workloads: [...new Set(group.map(({ workload }) => workload))],
      oldServing: serving.length === 0 ? null : Math.min(...serving),
      isOver: worst!.isOver,
      isPast: worst!.isPast,
    }
  })
  return failures.toSorted((a, b) => rank(a) - rank(b))
}

function rank({ reason, isOver }: Failure): number {
  return (isOver ? 0 : 4) + { fatal: 0, waiting: 1, 'not-our-fault': 2 }[reason.weight]
}

/** One failure as a person needs it: what, where, how often, the exact words, what serves, what to do. */
export function failureWords(failure: Failure, detail: FailureDetail): string {
  const { reason, isPast } = failure
  const mark = reason.weight === 'fatal' ? '❌' : '⚠️'
  const head = `${mark} *${regionList(failure.regions)}* · ${whereWords(failure)}: *${reasonWords(reason.code)}*`
  const message = reason.message.trim() === '' ? '' : `> ${plain(reason.message, detail.message)}`
  const lines = [
    head,
    factWords(reason),
    message,
    detail.lines > 0 ? preformatted(reason.lines, { max: detail.log, most: detail.lines }) : '',
    ...(isPast ? [] : [oldWords(failure), `*Next:* ${nextStepWords(reason.nextStep)}.`]),
  ]
  return lines.filter((line) => line !== '').join('\n')
}

/** The same in one line of plain words. */
export function failureLine(failure: Failure): string {
  const facts = factWords(failure.reason)
  const message = failure.reason.message.trim() === '' ? '' : ` (${plain(failure.reason.message, 160)})`
  const next = failure.isPast ? '' : ` ${oldWords(failure)} Next: ${nextStepWords(failure.reason.nextStep)}.`
  return `${regionList(failure.regions)}: ${reasonWords(failure.reason.code)}${facts === '' ? '' : `, ${facts}`}${message}.${next}`
}

function whereWords({ workloads, reason }: Failure): string {
  const names = workloads.slice(0, 3).map((name) => code(name, 60))
  const rest = workloads.length > 3 ? ` and ${workloads.length - 3} more` : ''
  const kind = reason.isInit ? 'init container' : 'container'
  return `${names.join(', ')}${rest}${reason.container === null ? '' : `, ${kind} ${code(reason.container, 60)}`}`
}

function factWords(reason: SeenReason): string {
  const pods =
    reason.podsInAll > 0 && reason.pods.length > 0
      ? `${reason.pods.length} of ${plural(reason.podsInAll, 'new pod')}`
      : ''
  const parts = [
    exitWords(reason),
    reason.restarts === null || reason.restarts === 0 ? '' : plural(reason.restarts, 'restart'),
    reason.memoryLimit === null ? '' : `memory limit ${plain(reason.memoryLimit, 30)}`,
    pods,
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

function oldWords({ oldServing }: Failure): string {
  if (oldServing === null) return 'The new version serves.'
  return oldServing > 0
    ? `The old version still serves with ${plural(oldServing, 'ready pod')}.`
    : '⚠️ No pod of the old version is ready: the service may be down here.'
}
