import type { KnownBlock } from '@slack/types'
import type { Team } from '../domain/catalogue.ts'
import { currentAlerts, type CurrentAlert } from '../domain/current-alerts.ts'
import type { Episode } from '../domain/episode.ts'
import type { Message } from '../domain/message.ts'
import { movedFrom } from '../domain/sending.ts'
import type { AlertThread } from '../domain/thread.ts'
import { remedy } from './admin-notice.ts'
import { tellingLabels } from './alert-labels.ts'
import { alertRow, type Detail } from './alert-row.ts'
import { alertTextLines } from './alert-text.ts'
import { placeWords, plainPlace, stateWords, teamMention } from './alert-words.ts'
import { fit } from './fit.ts'
import { ACTION, buttonValue } from './ids.ts'
import { actions, button, context, header, message, section } from './kit.ts'
import { channel, code, plain } from './mrkdwn.ts'

const MOST_ALERTS = 20

export interface AlertThreadView {
  thread: AlertThread
  /** Every episode of the thread. */
  episodes: Episode[]
  /** Who owns the namespace now; null when nobody does. */
  team: Team | null
  now: number
  /** For a thread without namespace: where its rules fired before. */
  candidates?: string[]
  /** What is wrong with showing this card, told on it. */
  problem?: string | null
}

/** The card of one alert thread: the alerts of one cluster and namespace. */
export function alertThreadCard(view: AlertThreadView): Message {
  const alerts = currentAlerts(view.episodes)
  const top = topBlocks(view, alerts)
  const { rows, hidden } = packRows(view, alerts, top)
  const blocks = [...top, ...rows]
  if (hidden > 0) blocks.push(moreBlock(view.thread.id, hidden))
  return message(fallbackText(view, alerts), blocks)
}

function topBlocks(view: AlertThreadView, alerts: CurrentAlert[]): KnownBlock[] {
  const blocks: KnownBlock[] = [
    header(`${stateWords(alerts)} · ${plainPlace(view.thread)}`),
    section(ownerWords(view)),
  ]
  if (view.thread.closedAt !== null)
    blocks.push(context('A newer thread has taken over: new alerts go there.'))
  if (view.problem) blocks.push(context(problemWords(view.problem)))
  return blocks
}

function problemWords(problem: string): string {
  const moved = movedFrom(problem)
  if (!moved)
    return `⚠️ Slack had trouble with this card (${plain(problem, 300)}). The admins of the bot are told.`
  return `⚠️ This belongs in ${channel(moved.channel)}, which refused it (${code(moved.error, 80)}). ${remedy(moved.error)}`
}

function ownerWords({ thread, team, candidates = [] }: AlertThreadView): string {
  if (thread.namespace === '') return unattributedWords(thread, candidates)
  if (team) return `${placeWords(thread)} · owner ${teamMention(team)}`
  return `${placeWords(thread)} · ⚠️ no team owns ${code(thread.namespace, 80)}: ask the platform team to add it to the catalogue`
}

function unattributedWords(thread: { cluster: string }, candidates: string[]): string {
  const where = thread.cluster === '' ? '' : ` in ${code(thread.cluster, 80)}`
  const why = `⚠️ Alerts without a namespace${where}: no label or rule of the configuration names one.`
  if (candidates.length === 0)
    return `${why} Add a namespace label to the alert rule, or a rule under \`alerts.namespaceRules\`.`
  const names = candidates.slice(0, 8).map((name) => code(name, 60))
  const rest = candidates.length > 8 ? ` and ${candidates.length - 8} more` : ''
  return `${why} The same rules fired before in ${names.join(', ')}${rest}.`
}

/** The most detail with which all of the first 20 alerts fit; when even the least is too much, as many as fit. */
function packRows(
  view: AlertThreadView,
  alerts: CurrentAlert[],
  top: KnownBlock[],
): { rows: KnownBlock[]; hidden: number } {
  const labelsOf = tellingLabels(alerts)
  const wanted = alerts.slice(0, MOST_ALERTS)
  const besides = [...top, moreBlock(view.thread.id, alerts.length)]
  let rows: KnownBlock[][] = []
  let count = 0
  for (const detail of ['full', 'compact', 'brief'] satisfies Detail[]) {
    rows = wanted.map((alert, index) => [alertRow(alert, { detail, index, labels: labelsOf(alert.episode) })])
    count = fit(rows, { besides, maxRows: MOST_ALERTS })
    if (count === wanted.length) break
  }
  return { rows: rows.slice(0, count).flat(), hidden: alerts.length - count }
}

function moreBlock(threadId: string, hidden: number): KnownBlock {
  const text = `Show ${hidden} more`
  return actions(
    button({
      text,
      actionId: ACTION.more,
      value: buttonValue(threadId),
      label: `${text} alerts of this thread`,
    }),
  )
}

function fallbackText(view: AlertThreadView, alerts: CurrentAlert[]): string {
  const head = `${stateWords(alerts)}: ${ownerWords(view)}`
  return alertTextLines(head, alerts)
}
