import { currentWave, servingIn } from '../domain/deploys/deploy.ts'
import type { DeployView } from '../domain/deploys/deploy-view.ts'
import { regionsOf, startOf, type RegionView } from './deploy-regions.ts'
import { etaWords, tookWords } from './deploy-times.ts'
import { code, person, plain } from './mrkdwn.ts'
import { regionList } from './plan-words.ts'
import { knownRefusals, refusalWords } from './refusals.ts'
import { causesOf, causeWords, isStuck, messageWords } from './rollout-cause.ts'
import { isReasonCode, reasonWords } from './rollout-reason-words.ts'
import { troubleWords, whyWords } from './rollout-stage.ts'
import { plural } from './text.ts'
import { own } from '../domain/own.ts'

/** Where a deploy is, in one line: a symbol and words. */
export function stateLine(view: DeployView): string {
  const { record } = view
  const regions = regionsOf(view)
  switch (record.state) {
    case 'requested':
      return heldBackLine(view) ?? `⏳ ${requestedWords(view, regions)}`
    case 'waiting-for-approval':
      return `✋ *Waiting for approval* of ${waveWords(view)}${servingSoFar(view)}`
    case 'running':
      return runningLine(view, regions)
    case 'succeeded':
      return `✅ *Serving in ${countWords(view)}*${tookSince(view)}`
    case 'failed':
      return `❌ *Failed* in ${failedWords(regions)}${tookSince(view, 'after')}${servingSoFar(view)}`
    case 'rolled-back':
      return `↩️ *Rolled back*${endReason(record.reason)}`
    case 'superseded':
      return supersededLine(view, regions)
    case 'rejected':
      return `🚫 *Rejected*${decidedWords(view, 'rejected')}`
    case 'cancelled':
      return `⏹️ *Stopped*${decidedWords(view, 'withdrawn')}${servingSoFar(view)}`
    case 'expired':
      return `⌛ *Expired*: ${waveWords(view)} was not approved in time${servingSoFar(view)}`
  }
}

/** "wave 1 of 2 (canary)"; "all regions" where there is but one wave. */
export function waveWords({ record }: Pick<DeployView, 'record'>, index = currentWave(record)): string {
  const wave = index === null ? undefined : record.waves[index]
  if (!wave || index === null) return 'the last wave'
  if (record.waves.length === 1) {
    const count = wave.rollouts.length
    return count === 1
      ? `its one region (${plain(wave.rollouts[0]?.region ?? '', 40)})`
      : `all ${count} regions`
  }
  return `wave ${index + 1} of ${record.waves.length} (${plain(wave.name, 40)})`
}

/** "4 of 4 regions" */
export function countWords({ record }: Pick<DeployView, 'record'>): string {
  const { serving, of } = servingIn(record)
  return `${serving} of ${plural(of, 'region')}`
}

/** Why it does not go on although it may; null when nothing holds it back. */
export function heldBackLine(view: DeployView): string | null {
  const { heldBack } = view.record
  if (!heldBack) return null
  return `⏸️ *Held back* before ${waveWords(view)}${servingSoFar(view)}: ${refusalWords(heldBack)}`
}

function requestedWords(view: DeployView, regions: RegionView[]): string {
  const holder = regions.find(({ queue }) => queue?.holder)?.queue?.holder
  if (holder) return `*Queued* behind ${code(holder.name, 40)} by ${person(holder.requesterId)}`
  if (view.record.kind === 'deploy' && regions.some(({ closed }) => closed))
    return '*Waiting*: the service is locked'
  return `*Starting* ${waveWords(view)}`
}

function runningLine(view: DeployView, regions: RegionView[]): string {
  const running = regions.filter(({ rollout }) => rollout.state === 'running')
  if (running.length === 0) {
    return heldBackLine(view) ?? `⏳ *Between waves*: ${requestedWords(view, regions)}${servingSoFar(view)}`
  }
  const since = startOf(view)
  const parts = [
    `serving in ${countWords(view)}`,
    since === null ? null : tookWords(view.now - since),
    slowest(running),
  ]
  const tail = parts.filter((part) => part !== null).join(' · ')
  const doing = view.record.kind === 'rollback' ? 'Rolling back' : 'Rolling out'
  const failed = regions.filter(({ rollout }) => rollout.state === 'failed')
  if (failed.length > 0)
    return `❌ *Failed* in ${failedWords(failed)}, the rest of its wave goes on · ${tail}`
  const failing = running.filter(({ target }) =>
    target?.workloads.some(({ seen }) => seen?.reasons.some(({ weight }) => weight === 'fatal')),
  )
  if (failing.length > 0) return `⚠️ *Failing* in ${failedWords(failing)} · ${tail}`
  const byHand = running.filter(needsPerson)
  if (byHand.length > 0) return `✋ *Needs a person* in ${failedWords(byHand)} · ${tail}`
  const stuckIn = running.filter(({ target }) => target?.workloads.some(({ seen }) => seen && isStuck(seen)))
  if (stuckIn.length > 0) return `⚠️ *Stuck* in ${eachWords(stuckIn, stuckWords)} · ${tail}`
  const blind = running.filter(({ target }) => target?.trouble)
  const trouble = blind[0]?.target?.trouble
  if (trouble) return `⚠️ *${doing}*, but in ${namesOf(blind)} ${troubleWords(trouble.code)} · ${tail}`
  return `🔄 *${doing}*: ${tail}`
}

export function needsPerson({ rollout, target }: RegionView): boolean {
  if (rollout.state !== 'running') return false
  return target?.workloads.some(({ seen }) => seen?.phase === 'paused' || seen?.phase === 'manual') ?? false
}

function slowest(running: RegionView[]): string | null {
  const etas = running.flatMap(({ eta }) => (eta ? [eta] : []))
  const last = etas.toSorted(
    (a, b) => Number(b.isLate) - Number(a.isLate) || b.remainingMs - a.remainingMs,
  )[0]
  return etas.length === running.length ? etaWords(last ?? null) : null
}

const MOST_REASONS = 2

/** "eu1: keeps crashing (exit code 1), us1: …" */
function failedWords(regions: RegionView[]): string {
  const bad = regions.filter(({ rollout }) => rollout.state === 'failed' || rollout.state === 'running')
  return eachWords(bad, whyWords)
}

/** "no node has room (0/3 nodes are available: …)" */
function stuckWords({ target }: RegionView): string {
  const stuck = target?.workloads.flatMap(({ seen }) => (seen && isStuck(seen) ? [seen] : [])) ?? []
  const [cause] = stuck.flatMap(({ reasons }) => causesOf(reasons))
  if (!cause) return 'its pods wait for the cluster'
  const said = messageWords(cause.reason, 120).replace(/\.$/, '')
  return `${causeWords(cause)}${said === '' ? '' : ` (${said})`}`
}

function eachWords(regions: RegionView[], wordsOf: (region: RegionView) => string): string {
  const byReason = [...Map.groupBy(regions, wordsOf)]
  const shown = byReason.slice(0, MOST_REASONS).map(([why, alike]) => `${namesOf(alike)}: ${why}`)
  const rest = byReason.slice(MOST_REASONS).reduce((sum, [, alike]) => sum + alike.length, 0)
  if (shown.length === 0) return 'a region'
  return `${shown.join(', ')}${rest > 0 ? ` and ${plural(rest, 'more region')}` : ''}`
}

function namesOf(regions: RegionView[]): string {
  return regionList(
    regions.map(({ rollout }) => rollout.region),
    4,
  )
}

function servingSoFar(view: DeployView): string {
  return servingIn(view.record).serving === 0 ? '' : ` · serving in ${countWords(view)}`
}

function tookSince(view: DeployView, word = 'took'): string {
  const since = startOf(view)
  const { finishedAt } = view.record
  return since === null || finishedAt === null ? '' : ` · ${word} ${tookWords(finishedAt - since)}`
}

/** What had failed before stays true, whatever took its place. */
function supersededLine(view: DeployView, regions: RegionView[]): string {
  const by = supersededWords(view.record.reason)
  const failed = regions.filter(({ rollout }) => rollout.state === 'failed')
  return failed.length === 0
    ? `⏭️ *Superseded*${by}`
    : `❌ *Failed* in ${failedWords(failed)} · ⏭️ superseded${by}`
}

const SUPERSEDED: Record<string, string> = {
  replaced: ' by a newer deploy of the same person',
  'pre-empted': ' by a rollback',
  rollback: ' by a rollback',
  expired: ': its turn ran out of time',
}

function supersededWords(reason: string | null): string {
  if (reason === null || isId(reason)) return ' by a newer deploy or rollback'
  return own(SUPERSEDED, reason) ?? ` by ${plain(reason, 120)}`
}

function endReason(reason: string | null): string {
  return reason === null || isId(reason) || Object.hasOwn(SUPERSEDED, reason) ? '' : `: ${plain(reason, 200)}`
}

// Ids say nothing to people.
function isId(text: string): boolean {
  return /^[0-9a-z]{26}$/i.test(text)
}

function decidedWords(view: DeployView, state: 'rejected' | 'withdrawn'): string {
  const decided = view.approvals.findLast((approval) => approval.state === state)?.decided
  const by = decided?.by
  if (state === 'rejected') {
    const reason = decided?.reason ?? view.record.reason
    return `${by ? ` by ${person(by)}` : ''}${reason === null ? '' : `: ${plain(reason, 300)}`}`
  }
  return stoppedWords(view.record.reason, by ?? null)
}

/** Why a deploy was called off: by its requester, or because it may not go on. */
export function stoppedWords(reason: string | null, by: string | null): string {
  if (reason !== null && knownRefusals().includes(reason)) return `: ${refusalWords({ reason })}`
  if (reason === null || reason === 'withdrawn')
    return by === null ? ': withdrawn' : `: withdrawn by ${person(by)}`
  if (isReasonCode(reason)) return `: ${reasonWords(reason)}`
  return isId(reason) ? '' : `: ${plain(reason, 300)}`
}
