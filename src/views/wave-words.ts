import type { Approval } from '../domain/approval.ts'
import type { DeployView } from '../domain/deploys/deploy-view.ts'
import type { RegionView } from './deploy-regions.ts'
import { moment, person, plain } from './mrkdwn.ts'
import { whoWords } from './plan-words.ts'
import { notesOf } from './rollout-notes.ts'
import { stageOf, stageWords, timeWords } from './rollout-stage.ts'

/** How much is told of the waves: less, so that more regions fit. */
export type WaveDetail = 'full' | 'rows' | 'folded' | 'counted'

/** One wave: its heading and its regions. */
export function waveText(
  view: DeployView,
  index: number,
  options: { regions: RegionView[]; detail: WaveDetail },
): string {
  const { regions, detail } = options
  const wave = view.record.waves[index]
  const name = view.record.waves.length === 1 ? '' : `*Wave ${index + 1}: ${plain(wave?.name ?? '', 40)}*`
  const heading = [name, approvalWords(view, index)].filter((part) => part !== '').join(' · ')
  if (detail === 'counted') return `${heading === '' ? '' : `${heading} · `}${countedWords(view, regions)}`
  const rows =
    detail === 'folded'
      ? foldedRows(view, regions)
      : regions.flatMap((region) => regionRow(view, region, detail))
  return [heading, ...rows].filter((line) => line !== '').join('\n')
}

function regionRow(view: DeployView, region: RegionView, detail: WaveDetail): string[] {
  const { symbol, words, parts = [] } = stageOf(region, view)
  const { rollout } = region
  const cluster =
    rollout.cluster === rollout.region || detail !== 'full' ? '' : ` (${plain(rollout.cluster, 40)})`
  const time = timeWords(region, view.now)
  const row = `${symbol} *${plain(rollout.region, 40)}*${cluster} · ${words}${time === null ? '' : ` · ${time}`}`
  const notes = detail === 'full' ? notesOf(region).slice(0, 3) : []
  return [row, ...parts.map((part) => `${INDENT}• ${part}`), ...notes.map((note) => `${INDENT}↳ ${note}`)]
}

const INDENT = '\u2003\u2003'

/** Regions at the same stage in one row. */
function foldedRows(view: DeployView, regions: RegionView[]): string[] {
  const stages = regions.map((region) => ({ region, stage: stageOf(region, view) }))
  const alike = Map.groupBy(stages, ({ stage }) => `${stage.symbol} ${stageWords(stage)}`)
  return [...alike].map(([words, found]) => {
    const names = found.map(({ region }) => plain(region.rollout.region, 24))
    const shown = names.length > 4 ? `${names.slice(0, 4).join(', ')} +${names.length - 4}` : names.join(', ')
    const [symbol = '', ...rest] = words.split(' ')
    return `${symbol} *${shown}* · ${rest.join(' ')}`
  })
}

const COUNTED: Record<string, string> = {
  '✅': 'serving',
  '❌': 'failed',
  '🔄': 'rolling out',
  '⏳': 'waiting',
  '✋': 'need a person',
  '⚠️': 'in trouble',
  '🔒': 'locked',
  '↩️': 'rolled back',
  '⏭️': 'superseded',
  '⏹️': 'stopped',
}

function countedWords(view: DeployView, regions: RegionView[]): string {
  const alike = Map.groupBy(regions, (region) => stageOf(region, view).symbol)
  return [...alike]
    .map(([symbol, found]) => `${symbol} ${found.length} ${countedAs(symbol, found)}`)
    .join(' · ')
}

function countedAs(symbol: string, regions: RegionView[]): string {
  const isWaiting = regions.every(({ rollout }) => rollout.state === 'waiting')
  if (symbol === '✋' && isWaiting) return 'waiting for approval'
  return COUNTED[symbol] ?? ''
}

/** "1 of 2 (@dana) · needs 1 more from … by …"; empty where none is asked for. */
export function approvalWords(view: DeployView, index: number): string {
  const wave = view.record.waves[index]
  const approval = view.approvals.findLast((one) => one.wave === index) ?? null
  if (!wave || wave.approval === 'not-needed') return ''
  if (view.record.brokenGlass && approval?.state !== 'approved')
    return 'goes without approval: the glass is broken'
  if (!approval) {
    const isOver = wave.rollouts.every(({ state }) => state === 'stopped')
    return isOver ? 'was never asked for' : 'approval is asked for when the wave before serves'
  }
  return askedWords(approval, view.policy?.approval ? whoWords(view.policy.approval.from, view.team) : '')
}

/** How far an approval is. `who` says whom it is wanted from; empty when nobody knows. */
export function askedWords(approval: Approval, who: string): string {
  const voters = approval.votes.map(({ userId }) => person(userId))
  const by = voters.length === 0 ? '' : ` (${voters.slice(0, 5).join(' ')}${voters.length > 5 ? ' …' : ''})`
  switch (approval.state) {
    case 'approved':
      return `approved by ${voters.slice(0, 5).join(' ') || 'nobody'}`
    case 'rejected':
      return `🚫 rejected${approval.decided?.by ? ` by ${person(approval.decided.by)}` : ''}`
    case 'withdrawn':
      return 'withdrawn'
    case 'expired':
      return `⌛ not approved in time: ${voters.length} of ${approval.count}${by}`
    case 'waiting': {
      const missing = approval.count - voters.length
      const more =
        voters.length === 0 && who !== '' ? ` ${who}` : ` ${missing} more${who === '' ? '' : ` from ${who}`}`
      return `*${voters.length} of ${approval.count}*${by} · needs${more} by ${moment(approval.expiresAt)}`
    }
  }
}

/** The approval that waits now, null when none does. */
export function waitingApproval(view: Pick<DeployView, 'approvals'>): Approval | null {
  return view.approvals.findLast(({ state }) => state === 'waiting') ?? null
}
