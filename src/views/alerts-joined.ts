import type { Team } from '../domain/catalogue.ts'
import { currentAlerts, type CurrentAlert } from '../domain/current-alerts.ts'
import type { Episode } from '../domain/episode.ts'
import type { Message } from '../domain/message.ts'
import { tellingLabels } from './alert-labels.ts'
import { alertTextLines } from './alert-text.ts'
import { alertTitle, placeWords, severityMark, teamMention } from './alert-words.ts'
import { message, section } from './kit.ts'
import { code, moment, plain } from './mrkdwn.ts'
import { plural } from './text.ts'

const MOST_LINES = 10

export interface AlertsJoinedView {
  place: { cluster: string; namespace: string }
  /** Alerts that are new in the thread. */
  joined: Episode[]
  /** Alerts that had been resolved in the thread and fire again. */
  refired: Episode[]
  /** Whom to mention; null mentions nobody. */
  mention: Team | null
}

/** The one reply that tells what joined a thread or fired again within a short time. Null when there is nothing to tell. */
export function alertsJoined(view: AlertsJoinedView): Message | null {
  const joined = currentAlerts(view.joined)
  const refired = currentAlerts(view.refired)
  const all = [...joined, ...refired]
  if (all.length === 0) return null
  const head = `${headWords(joined, refired)} · ${placeWords(view.place)}${view.mention ? ` · ${teamMention(view.mention)}` : ''}`
  const labelsOf = tellingLabels(all)
  const lines = all
    .slice(0, MOST_LINES)
    .map((alert) => joinedLine(alert, { again: refired.includes(alert), labels: labelsOf(alert.episode) }))
  if (all.length > MOST_LINES)
    lines.push(`… and ${all.length - MOST_LINES} more: the card above has them all`)
  return message(alertTextLines(head, all), [
    section(
      [
        `*${headWords(joined, refired)}*${view.mention ? ` · ${teamMention(view.mention)}` : ''}`,
        ...lines,
      ].join('\n'),
    ),
  ])
}

function headWords(joined: CurrentAlert[], refired: CurrentAlert[]): string {
  const parts: string[] = []
  if (joined.length > 0) parts.push(`${plural(joined.length, 'alert')} joined`)
  if (refired.length > 0) parts.push(`${plural(refired.length, 'alert')} fired again`)
  return parts.join(', ')
}

function joinedLine({ episode }: CurrentAlert, told: { again: boolean; labels: string[] }): string {
  const mark = episode.state === 'resolved' ? '✅ resolved meanwhile' : severityMark(episode.severity)
  const label = told.labels[0]
  const which = label ? ` · ${plain(label, 40)} ${code(episode.labels[label] ?? '', 80)}` : ''
  return `${mark} · ${plain(alertTitle(episode), 120)}${told.again ? ' again' : ''}${which} · since ${moment(episode.startsAt)}`
}
