import type { KnownBlock } from '@slack/types'
import type { AlertList, FiringPlace } from '../domain/alert-list.ts'
import type { Severity } from '../domain/alert.ts'
import { SEVERITIES } from '../domain/alert.ts'
import type { CurrentAlert } from '../domain/current-alerts.ts'
import type { Message } from '../domain/message.ts'
import { alertTitle, placeWords, severityEmoji, severityWord } from './alert-words.ts'
import { fit } from './fit.ts'
import { ACTION, buttonValue } from './ids.ts'
import { actions, button, context, message, section } from './kit.ts'
import { channel, code, duration, link, moment, person, plain } from './mrkdwn.ts'
import { plural } from './text.ts'

const MOST_NAMES = 3

/** The answer to `/alerts`: a row per place with the way to its thread. */
export function alertList(list: AlertList, now: number): Message {
  if (list.totalAlerts === 0) return emptyList(list)
  const head = headWords(list)
  const rows = list.places.map((place) => [section(placeRow(place, now))])
  const besides: KnownBlock[] = [section(head), moreBlock(list, 0)]
  const count = fit(rows, { besides, maxRows: rows.length })
  const rest = list.totalPlaces - list.from - count
  const blocks: KnownBlock[] = [section(head), ...rows.slice(0, count).flat()]
  if (rest > 0) blocks.push(context(plural(rest, 'more thread')), moreBlock(list, list.from + count))
  const text = [
    head,
    ...list.places.slice(0, count).map((place) => placeLine(place, now)),
    rest > 0 ? `… and ${rest} more` : '',
  ]
  return message(text.filter((line) => line !== '').join('\n'), blocks)
}

function headWords(list: AlertList): string {
  const total = `${plural(list.totalAlerts, 'alert')} in ${plural(list.totalPlaces, 'thread')}`
  const from = list.from > 0 ? ` (from thread ${list.from + 1} on)` : ''
  return `*${total}* ${scopeWords(list)}${from}`
}

function scopeWords({ scope }: AlertList): string {
  if (scope.kind === 'all') return 'firing in all projects'
  if (scope.kind === 'project') return `firing in ${code(scope.namespace, 80)}`
  const names = scope.teams.slice(0, 5).map((team) => plain(team.name, 60))
  return `firing for ${names.join(', ')}${scope.teams.length > 5 ? ' and others' : ''}${unsureWords(scope.unsure)}`
}

function emptyList(list: AlertList): Message {
  const text = emptyWords(list)
  return message(text, [section(text)])
}

function emptyWords({ scope }: AlertList): string {
  if (scope.kind === 'all') return '✅ Nothing fires in any project.'
  if (scope.kind === 'project') {
    if (scope.known) return `✅ Nothing fires in ${code(scope.namespace, 80)}.`
    const nearest =
      scope.nearest.length > 0
        ? ` Did you mean ${scope.nearest.map((name) => code(name, 80)).join(', ')}?`
        : ''
    return `No project ${code(scope.namespace, 80)} is in the catalogue, and nothing fires under that name.${nearest} Usage: \`/alerts [mine|all|&lt;project&gt;]\`, for example \`/alerts payments\`.`
  }
  if (scope.teams.length === 0) {
    return `You are in no team of the catalogue${unsureWords(scope.unsure)}, so no alerts are yours. \`/alerts all\` shows everything; to join a team, ask to be added to its Slack group.`
  }
  return `✅ Nothing fires for ${scope.teams
    .slice(0, 5)
    .map((team) => plain(team.name, 60))
    .join(', ')}${unsureWords(scope.unsure)}. \`/alerts all\` shows everything.`
}

function unsureWords(unsure: boolean): string {
  return unsure ? ' (Slack could not tell the members of every group just now)' : ''
}

function placeRow(place: FiringPlace, now: number): string {
  const worst = place.alerts[0]?.episode.severity ?? 'unknown'
  const thread =
    link(place.link ?? undefined, 'open the thread') ??
    `not posted yet, it will stand in ${channel(place.channel)}`
  const owner = place.team ? plain(place.team.name, 60) : '⚠️ no owner'
  const byTitle = [...Map.groupBy(place.alerts, (alert) => alertTitle(alert.episode))]
  const names = byTitle
    .slice(0, MOST_NAMES)
    .map(([title, alike]) => `${plain(title, 60)}${times(alike.length)}`)
  const rest = byTitle.slice(MOST_NAMES).reduce((sum, [, alike]) => sum + alike.length, 0)
  return [
    `${severityEmoji(worst)} *${placeWords(place)}* · ${severityCounts(place.alerts)} · ${owner}`,
    `${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
    `oldest ${ageWords(place, now)} · ${handlers(place.alerts)} · ${thread}`,
  ].join('\n')
}

function placeLine(place: FiringPlace, now: number): string {
  return `${placeWords(place)}: ${severityCounts(place.alerts)}, oldest ${ageWords(place, now)}, ${handlers(place.alerts)}${place.link ? ` ${link(place.link, 'thread') ?? ''}` : ''}`
}

function severityCounts(alerts: CurrentAlert[]): string {
  const counts = SEVERITIES.map((severity: Severity) => ({
    severity,
    count: alerts.filter((alert) => alert.episode.severity === severity).length,
  }))
  return counts
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severityWord(severity)}`)
    .join(', ')
}

function ageWords(place: FiringPlace, now: number): string {
  const oldest = place.alerts.reduce((at, { episode }) => Math.min(at, episode.startsAt), now)
  return `since ${moment(oldest)} (${duration(now - oldest)})`
}

function handlers(alerts: CurrentAlert[]): string {
  const held = alerts.flatMap((alert) => (alert.episode.ack ? [alert.episode.ack.userId] : []))
  if (held.length === 0) return 'nobody is on it'
  const people = [...new Set(held)]
  const rest = people.length > 3 ? ` and ${people.length - 3} more` : ''
  return `👀 ${people.slice(0, 3).map(person).join(' ')}${rest} on ${held.length} of ${alerts.length}`
}

function moreBlock(list: AlertList, from: number): KnownBlock {
  const scope =
    list.scope.kind === 'project' ? `project:${list.scope.namespace.slice(0, 300)}` : list.scope.kind
  return actions(
    button({
      text: 'Show more',
      actionId: ACTION.listMore,
      value: buttonValue(`${from}:${scope}`),
      label: 'Show more threads',
    }),
  )
}

function times(count: number): string {
  return count > 1 ? ` ×${count}` : ''
}
