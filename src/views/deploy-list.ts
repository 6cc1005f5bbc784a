import type { KnownBlock } from '@slack/types'
import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import { servingIn, type DeployState } from '../domain/deploys/deploy.ts'
import type { DeployView } from '../domain/deploys/deploy-view.ts'
import type { Message } from '../domain/message.ts'
import { stateLine } from './deploy-state.ts'
import { tookWords } from './deploy-times.ts'
import { fit } from './fit.ts'
import { ACTION, buttonValue, numbered } from './ids.ts'
import { actions, button, context, message, section } from './kit.ts'
import { channel, code, moment, person, plainMoment } from './mrkdwn.ts'
import { deployName, deployTitle, fromToWords } from './release-words.ts'
import { plural } from './text.ts'

const MOST_RUNNING = 12

export type DeployScope =
  { kind: 'mine' } | { kind: 'all' } | { kind: 'project'; project: string; service?: string | undefined }

export interface DeployListView {
  scope: DeployScope
  running: DeployView[]
  recent: DeployRecord[]
  /** More recent ones than these. */
  more: boolean
  /** How many recent ones were shown before. */
  from: number
}

/** The answer to `/deploys`: what runs, and what ran. The button's value is `v1:<from>:<scope>`. */
export function deployList(list: DeployListView, now: number): Message {
  const running = list.from === 0 ? list.running : []
  const head = `*Deploys* ${scopeWords(list.scope)}${list.from > 0 ? ` (from number ${list.from + 1} on)` : ''}`
  if (running.length === 0 && list.recent.length === 0) return emptyList(list, head)
  const shownRunning = running.slice(0, MOST_RUNNING)
  const untold = running.length - shownRunning.length
  const top: KnownBlock[] = [
    section(head),
    ...(running.length > 0 ? [section(`*${plural(running.length, 'deploy')} under way*`)] : []),
    ...shownRunning.map((view, index) => runningRow({ ...view, now }, index)),
    ...(untold > 0 ? [context(`… and ${untold} more under way: name a project to see fewer`)] : []),
    ...(list.recent.length > 0 ? [section('*Over*')] : []),
  ]
  const kept = top.slice(
    0,
    fit(
      top.map((block) => [block]),
      { besides: [moreBlock(list, 0)], maxRows: 30, maxJsonChars: 8_000 },
    ),
  )
  const rows = list.recent.map((record) => [context(recentRow(record))])
  const count = fit(rows, { besides: [...kept, moreBlock(list, 0)], maxRows: rows.length })
  const blocks = [...kept, ...rows.slice(0, count).flat()]
  if (list.more || count < list.recent.length) blocks.push(moreBlock(list, list.from + count))
  return message(fallback({ ...list, running }, head, now), blocks)
}

function runningRow(view: DeployView, index: number): KnownBlock {
  const { record } = view
  const lines = [
    `${deployName(record)} · project ${code(record.project, 60)} · ${person(record.requesterId)} in ${channel(record.channel)}`,
    stateLine(view),
  ]
  return section(
    lines.join('\n'),
    button({
      text: 'Show plan',
      actionId: numbered(ACTION.showPlan, index),
      value: buttonValue(record.id),
      label: `Show plan: ${deployTitle(record)}`,
    }),
  )
}

const RESULTS: Record<DeployState, string> = {
  requested: '⏳ asked for',
  'waiting-for-approval': '✋ waiting for approval',
  running: '🔄 rolling out',
  succeeded: '✅ succeeded',
  failed: '❌ failed',
  'rolled-back': '↩️ rolled back',
  superseded: '⏭️ superseded',
  rejected: '🚫 rejected',
  cancelled: '⏹️ stopped',
  expired: '⌛ expired',
}

function recentRow(record: DeployRecord): string {
  const { finishedAt, createdAt } = record
  const word = record.state === 'succeeded' ? 'took' : 'after'
  const took = finishedAt === null ? '' : ` · ${word} ${tookWords(finishedAt - createdAt)}`
  return `${resultWords(record)} · ${deployName(record, 120)} · ${fromToWords(record.fromName, record.release)} · ${code(record.project, 60)} · ${person(record.requesterId)} · ${moment(createdAt)}${took}`
}

function resultWords(record: DeployRecord): string {
  const { serving, of } = servingIn(record)
  const isPartly = serving > 0 && serving < of
  return isPartly ? `${RESULTS[record.state]} (went to ${serving} of ${of} regions)` : RESULTS[record.state]
}

function emptyList(list: DeployListView, head: string): Message {
  const words =
    list.from > 0 ? 'No older ones.' : 'None yet. `/deploy` starts one; `/deploys all` shows everybody’s.'
  return message(`${head}: ${words}`, [section(`${head}: ${words}`)])
}

function scopeWords(scope: DeployScope): string {
  if (scope.kind === 'mine') return 'of you and your teams'
  if (scope.kind === 'all') return 'of all projects'
  return scope.service === undefined
    ? `of project ${code(scope.project, 80)}`
    : `of ${code(scope.service, 80)} in project ${code(scope.project, 80)}`
}

function moreBlock(list: DeployListView, from: number): KnownBlock {
  return actions(
    button({
      text: 'Show more',
      actionId: ACTION.moreDeploys,
      value: buttonValue(`${from}:${scopeValue(list.scope)}`),
      label: 'Show older deploys',
    }),
  )
}

/** `mine`, `all` or `project:<project>[/<service>]`, each name URI-encoded. */
function scopeValue(scope: DeployScope): string {
  if (scope.kind !== 'project') return scope.kind
  const names = [scope.project, ...(scope.service === undefined ? [] : [scope.service])]
  return `project:${names.map((name) => encodeURIComponent(name.toWellFormed().slice(0, 150))).join('/')}`
}

function fallback(list: DeployListView, head: string, now: number): string {
  const running = list.running
    .slice(0, 10)
    .map((view) => `${deployName(view.record)}: ${stateLine({ ...view, now })}`)
  const recent = list.recent
    .slice(0, 12)
    .map((record) => `${resultWords(record)}: ${deployName(record)}, ${plainMoment(record.createdAt)}`)
  return [head, ...running, ...recent].join('\n')
}
