import { currentWave } from '../domain/deploys/deploy.ts'
import type { DeployView } from '../domain/deploys/deploy-view.ts'
import type { SeenRollout, WorkloadRollout } from '../domain/deploys/target-rollout.ts'
import type { Progress } from '../domain/rollout/verdict.ts'
import type { RegionView } from './deploy-regions.ts'
import { etaWords, tookWords } from './deploy-times.ts'
import { lockWords } from './lock-words.ts'
import { code, moment, person, plain } from './mrkdwn.ts'
import { causesOf, causeWords, isStuck, mainCause } from './rollout-cause.ts'
import { isReasonCode, reasonWords } from './rollout-reason-words.ts'
import { plural } from './text.ts'
import { own } from '../domain/own.ts'

/** Where a region is, as a symbol and as words. */
export interface Stage {
  symbol: string
  words: string
  /** The workloads one by one, where they are not alike. */
  parts?: string[]
}

const BAR = 6

export function stageOf(region: RegionView, view: DeployView): Stage {
  switch (region.rollout.state) {
    case 'waiting':
      return waitingStage(region, view)
    case 'running':
      return runningStage(region, view.now)
    case 'succeeded':
      return { symbol: '✅', words: 'serving' }
    case 'failed':
      return { symbol: '❌', words: `failed: ${whyWords(region)}${saidWords(region)}` }
    case 'rolled-back':
      return { symbol: '↩️', words: 'rolled back' }
    case 'superseded':
      return { symbol: '⏭️', words: 'superseded: something newer took its place' }
    case 'cancelled':
      return { symbol: '⏹️', words: 'cancelled' }
    case 'stopped':
      return { symbol: '⏹️', words: 'never began' }
  }
}

/** How long it takes and has taken, null where that says nothing. */
export function timeWords({ rollout, target, eta }: RegionView, now: number): string | null {
  if (!target || target.startedAt === null) return null
  if (rollout.state === 'running') {
    const parts = [etaWords(eta), tookWords(now - target.startedAt)]
    return parts.filter((part) => part !== null).join(' · ')
  }
  if (target.finishedAt === null) return null
  const words = tookWords(target.finishedAt - target.startedAt)
  return rollout.state === 'succeeded' ? `took ${words}` : `after ${words}`
}

function waitingStage({ queue, closed, wave }: RegionView, view: DeployView): Stage {
  const { record } = view
  if (closed && record.kind === 'deploy') return { symbol: '🔒', words: lockWords(closed, { max: 80 }) }
  if (queue?.holder) {
    const ahead = queue.ahead > 1 ? `, ${queue.ahead} go first` : ''
    return {
      symbol: '⏳',
      words: `queued behind ${code(queue.holder.name, 40)} by ${person(queue.holder.requesterId)}${ahead}`,
    }
  }
  if (queue && queue.ahead > 0) return { symbol: '⏳', words: `queued, ${queue.ahead} go first` }
  const current = currentWave(record)
  if (current !== null && wave > current) return { symbol: '⏳', words: `waiting for wave ${current + 1}` }
  const approval = record.waves[wave]?.approval
  if (approval === 'waiting' && !record.brokenGlass) return { symbol: '✋', words: 'waiting for approval' }
  return { symbol: '⏳', words: 'waiting' }
}

function runningStage({ target }: RegionView, now: number): Stage {
  if (!target) return { symbol: '🔄', words: 'starting' }
  const { trouble } = target
  const { words, parts } = workloadsWords(target.workloads, now)
  if (trouble) {
    const isKnown = target.workloads.length > 0 && parts.length === 0
    const before = isKnown ? `; before: ${words}` : ''
    return {
      symbol: '⚠️',
      words: `${troubleWords(trouble.code)} since ${moment(trouble.since)}${before}`,
      parts,
    }
  }
  return { symbol: runningSymbol(target.workloads), words, parts }
}

function runningSymbol(workloads: readonly WorkloadRollout[]): string {
  const seen = workloads.flatMap((one) => (one.seen ? [one.seen] : []))
  if (seen.some(({ phase }) => phase === 'manual' || phase === 'paused')) return '✋'
  const isFailing = seen.some(
    (one) => isStuck(one) || one.phase === 'failed' || one.reasons.some(({ weight }) => weight === 'fatal'),
  )
  return isFailing ? '⚠️' : '🔄'
}

/** The stage as one text. */
export function stageWords({ words, parts = [] }: Stage): string {
  return parts.length === 0 ? words : `${words}: ${parts.join(', ')}`
}

const TROUBLES: Record<string, string> = {
  'cluster-unreachable': 'the cluster does not answer',
  'cluster-limited': 'the cluster asks us to slow down',
  'cluster-forbidden': 'the cluster forbids the bot to look or to write',
  'cluster-unauthorized': 'the cluster refuses the credentials of the bot',
  'cluster-unknown': 'the cluster left the configuration',
  watching: 'the cluster has not shown its objects yet',
  'not-listed': 'the cluster has not shown its objects yet',
  settling: 'a write of the deploy before it may still arrive: waiting for it',
  conflict: 'others write to the workload at the same time',
}

export function troubleWords(trouble: string): string {
  return own(TROUBLES, trouble) ?? `trouble (${code(trouble, 60)})`
}

const MOST_PARTS = 4

/** Workloads folded where they are alike, by name where not. */
function workloadsWords(
  workloads: readonly WorkloadRollout[],
  now: number,
): { words: string; parts: string[] } {
  const groups = [...Map.groupBy(workloads, alike).values()]
  const [only] = groups
  if (!only) return { words: 'nothing to change here', parts: [] }
  if (groups.length === 1) {
    const words = workloadWords(only, now)
    return { words: only.length > 1 ? `${plural(only.length, 'workload')}: ${words}` : words, parts: [] }
  }
  const parts = groups.slice(0, MOST_PARTS).map((group) => {
    const names = group.slice(0, 3).map(({ change }) => code(change.name, 60))
    const rest = group.length > 3 ? ` +${group.length - 3}` : ''
    return `${names.join(' ')}${rest}: ${workloadWords(group, now)}`
  })
  const rest = groups.slice(MOST_PARTS).reduce((sum, group) => sum + group.length, 0)
  return {
    words: plural(workloads.length, 'workload'),
    parts: rest > 0 ? [...parts, `… and ${rest} more`] : parts,
  }
}

function alike({ step, seen }: WorkloadRollout): string {
  if (!seen) return step
  const reasons = seen.reasons.map((reason) => reason.code).join()
  return [step, seen.phase, seen.waitingFor, reasons, seen.isServing].join('|')
}

function workloadWords(group: WorkloadRollout[], now: number): string {
  const [first] = group
  if (!first) return ''
  if (first.step === 'to-apply') return 'about to apply'
  if (first.step === 'applying') return 'applying'
  const views = group.flatMap(({ seen }) => (seen ? [seen] : []))
  const [seen] = views
  if (!seen) return 'applied, waiting for the cluster'
  return seenWords(seen, summed(views.map(({ progress }) => progress)), {
    now,
    stableAt: Math.max(...views.map((one) => one.stableAt ?? 0)),
  })
}

function seenWords(
  seen: SeenRollout,
  progress: Progress,
  { now, stableAt }: { now: number; stableAt: number },
): string {
  const [cause] = causesOf(seen.reasons)
  const why = cause ? causeWords(cause) : null
  switch (seen.phase) {
    case 'succeeded':
      return 'serving'
    case 'stabilizing':
      return `${podWords(progress)} · ${seen.waitingFor === 'draining' ? drainingWords(progress) : stabilityWords(stableAt, now)}`
    case 'failed':
      return why === null ? 'failing' : `failing: ${why}`
    case 'superseded':
      return 'something newer took its place'
    case 'timed-out-still-running':
      return `${podWords(progress)} · it takes too long and goes on in the cluster`
    case 'blocked':
      return `${podWords(progress)} · stuck: ${why ?? 'its pods wait for the cluster'}`
    case 'paused':
      return `${podWords(progress)} · paused in the cluster`
    case 'manual':
      return `${podWords(progress)} · ${why ?? 'a person has to go on'}`
    case 'rolling':
      return rollingWords({ ...seen, why }, progress, { now, stableAt })
  }
}

function rollingWords(
  { waitingFor, why }: Pick<SeenRollout, 'waitingFor'> & { why: string | null },
  progress: Progress,
  at: { now: number; stableAt: number },
): string {
  const pods = podWords(progress)
  const late = why === null ? '' : ` · ${why}`
  switch (waitingFor) {
    case 'fresh-view':
    case 'controller':
      return 'applied, waiting for the cluster to begin'
    case 'new-replica-set':
      return `making the first new pods${late}`
    case 'old-pods':
      return `${pods} · ${plural(progress.oldRunning, 'old pod')} to stop${late}`
    case 'available':
      return `${pods} · waiting until they stay ready${late}`
    case 'revision':
      return `${pods} · the cluster closes the update${late}`
    case 'stability':
      return `${pods} · ${stabilityWords(at.stableAt, at.now)}`
    case 'draining':
      return `${pods} · ${drainingWords(progress)}`
    case 'new-pods':
    case null:
      return `${pods}${late}`
  }
}

function drainingWords({ oldTerminating }: Progress): string {
  return `${plural(oldTerminating, 'old pod')} shutting down`
}

function stabilityWords(stableAt: number, now: number): string {
  return stableAt > now ? `stabilizing for ${tookWords(stableAt - now)} more` : 'stabilizing'
}

/** "▰▰▰▰▱▱ 2 of 3 new pods ready" */
export function podWords({ desired, newAvailable }: Pick<Progress, 'desired' | 'newAvailable'>): string {
  if (desired <= 0) return 'no pods wanted'
  const filled = Math.min(BAR, Math.max(0, Math.floor((newAvailable / desired) * BAR)))
  return `${'▰'.repeat(filled)}${'▱'.repeat(BAR - filled)} ${newAvailable} of ${plural(desired, 'new pod')} ready`
}

function summed(all: Progress[]): Progress {
  const total = (of: (progress: Progress) => number) => all.reduce((count, one) => count + of(one), 0)
  return {
    desired: total(({ desired }) => desired),
    newAvailable: total(({ newAvailable }) => newAvailable),
    newReady: total(({ newReady }) => newReady),
    updated: total(({ updated }) => updated),
    oldRunning: total(({ oldRunning }) => oldRunning),
    oldTerminating: total(({ oldTerminating }) => oldTerminating),
  }
}

/** Why a region failed, in short. */
export function whyWords(region: RegionView): string {
  const { rollout } = region
  const cause = mainCause(region)
  if (cause) return causeWords(cause)
  if (rollout.reason === null) return 'for a reason that nobody recorded'
  return isReasonCode(rollout.reason) ? reasonWords(rollout.reason) : codeWords(rollout.reason)
}

/** What the cluster said to a write that it refused; what a rollout shows stands with its reasons. */
function saidWords({ target }: RegionView): string {
  const hasReasons = target?.workloads.some(({ seen }) => seen !== null && seen.reasons.length > 0)
  const said = hasReasons ? '' : (target?.trouble?.message ?? '')
  return said === '' ? '' : ` (${plain(said, 300)})`
}

function codeWords(reason: string): string {
  return own(TROUBLES, reason) ?? endWords(reason)
}

const ENDS: Record<string, string> = {
  'write-refused': 'the cluster refused the change',
  'image-conflict': 'another tool owns the image of the workload',
  'managed-by-gitops': 'a GitOps tool keeps the workload equal to git',
  'plan-changed': 'somebody changed the workload at the same time',
  'workload-not-found': 'the workload is not there (any more)',
  'container-not-found': 'no container of the workload uses this image',
  'fence-raised': 'something newer took over the target',
  'lock-expired': 'its turn ran out of time',
  expired: 'its turn ran out of time',
}

function endWords(reason: string): string {
  return own(ENDS, reason) ?? code(reason, 80)
}
