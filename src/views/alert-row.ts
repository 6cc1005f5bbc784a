import type { SectionBlock } from '@slack/types'
import type { CurrentAlert } from '../domain/current-alerts.ts'
import type { Episode } from '../domain/episode.ts'
import { alertTitle, endingWords, severityEmoji, severityMark, severityWord } from './alert-words.ts'
import { ACTION, buttonValue, numbered } from './ids.ts'
import { button, section } from './kit.ts'
import { code, duration, link, moment, person, plain, prose } from './mrkdwn.ts'

/** How much of an alert is told: less, so that more alerts fit one message. */
export const DETAIL = {
  full: { summary: 400, summaryLines: 3, values: 6, labels: 4, labelChars: 80, links: 5 },
  compact: { summary: 140, summaryLines: 1, values: 3, labels: 3, labelChars: 60, links: 2 },
  brief: { summary: 0, summaryLines: 0, values: 1, labels: 1, labelChars: 50, links: 1 },
} as const
export type Detail = keyof typeof DETAIL

export interface RowOptions {
  detail: Detail
  index: number
  /** Names of the labels that say which one this is, best first. */
  labels: string[]
}

/** One alert: what, how bad, where exactly, since when, who is on it, and its button. */
export function alertRow(alert: CurrentAlert, options: RowOptions): SectionBlock {
  const { episode } = alert
  const text = [
    headline(alert),
    summary(episode, options),
    facts(episode, options),
    standing(episode),
    links(episode, options),
  ]
  const lines = text.filter((line) => line !== '').join('\n')
  return episode.state === 'resolved'
    ? section(lines)
    : section(lines, acknowledgeButton(episode, options.index))
}

function headline({ episode, fires }: CurrentAlert): string {
  const name = `*${plain(alertTitle(episode), 120)}*`
  const again = fires > 1 ? ` · fired ${fires} times here` : ''
  if (episode.state === 'firing') return `${severityMark(episode.severity)} · ${name}${again}`
  return `✅ resolved · ${name} · was ${severityEmoji(episode.severity)} ${severityWord(episode.severity)}${again}`
}

function summary(episode: Episode, { detail }: RowOptions): string {
  const { summary: max, summaryLines } = DETAIL[detail]
  if (max === 0) return ''
  const notes = episode.annotations
  const texts = [notes['summary'], notes['description'] ?? notes['message'], notes['Error']].filter((text) =>
    text?.trim(),
  )
  return prose([...new Set(texts)].join('\n'), max, summaryLines)
}

function facts(episode: Episode, options: RowOptions): string {
  const limits = DETAIL[options.detail]
  const labels = options.labels
    .slice(0, limits.labels)
    .map((name) => `${plain(name, 40)} ${code(episode.labels[name] ?? '', limits.labelChars)}`)
  const values = Object.entries(episode.values)
  const shown = values
    .slice(0, limits.values)
    .map(([name, value]) => `${plain(name, 40)} = *${number(value)}*`)
  if (values.length > limits.values) shown.push(`+${values.length - limits.values} values`)
  return [...labels, ...shown].join(' · ')
}

function standing(episode: Episode): string {
  const parts =
    episode.state === 'firing'
      ? [`since ${moment(episode.startsAt)}`]
      : [`resolved ${moment(endOf(episode))}`, `after ${duration(endOf(episode) - episode.startsAt)}`]
  const ending = endingWords(episode.resolvedReason)
  if (episode.state === 'resolved' && ending) parts.push(`_${ending}_`)
  if (episode.ack) parts.push(`👀 ${person(episode.ack.userId)} since ${moment(episode.ack.at)}`)
  return parts.join(' · ')
}

function links(episode: Episode, { detail }: RowOptions): string {
  const { runbook, dashboard, panel, silence, generator } = episode.links
  const all = [
    link(runbook, 'Runbook'),
    link(dashboard, 'Dashboard'),
    link(panel, 'Panel'),
    link(silence, 'Silence'),
    link(generator, 'Source'),
  ]
  return all
    .filter((shown) => shown !== null)
    .slice(0, DETAIL[detail].links)
    .join(' · ')
}

function acknowledgeButton(episode: Episode, index: number) {
  const held = episode.ack !== null
  const text = held ? 'Un-acknowledge' : 'Acknowledge'
  return button({
    text,
    actionId: numbered(held ? ACTION.unacknowledge : ACTION.acknowledge, index),
    value: buttonValue(episode.id),
    label: `${text} ${alertTitle(episode, 60)}`,
  })
}

function endOf(episode: Episode): number {
  return episode.endsAt ?? episode.resolvedSeenAt ?? episode.lastSeenAt
}

function number(value: number | null): string {
  if (value === null) return 'no value'
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)))
}
