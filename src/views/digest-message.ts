import type { KnownBlock } from '@slack/types'
import { DateTime } from 'luxon'
import { SEVERITIES } from '../domain/alert.ts'
import type { DigestPlace } from '../domain/digest-places.ts'
import type { DigestFigures, DigestSnapshot } from '../domain/digest.ts'
import type { Message } from '../domain/message.ts'
import {
  alertTitle,
  placeWords,
  plainPlace,
  severityMark,
  severityEmoji,
  severityWord,
} from './alert-words.ts'
import { preformattedTable, type Column } from './digest-table.ts'
import { context, header, message, section } from './kit.ts'
import { code, link, moment, plain, plainMoment } from './mrkdwn.ts'
import { plural } from './text.ts'

const ROOM_FOR_HANDLING = 2_700

/** The hourly digest. It names people without mentioning them. */
export function digestMessage(snapshot: DigestSnapshot): Message {
  const { figures } = snapshot
  const blocks: KnownBlock[] = [header(title(snapshot)), section(stateWords(snapshot))]
  if (figures.places.length > 0) blocks.push(section(table(snapshot)))
  const details = [handlingWords(snapshot), oldestWords(snapshot), unownedWords(figures)].filter(
    (text) => text !== '',
  )
  for (const text of details) blocks.push(section(text))
  blocks.push(context(footWords(snapshot)))
  const text = [`*${plain(title(snapshot), 200)}*`, stateWords(snapshot), placeLines(figures), ...details]
  return message(text.filter((part) => part !== '').join('\n'), blocks)
}

function title({ scope, at, timeZone }: DigestSnapshot): string {
  const hour = clockTime(at, timeZone)
  if (scope.kind === 'company') return `All alerts at ${hour}`
  if (scope.kind === 'unowned') return `Alerts that nobody owns at ${hour}`
  return `Alerts of ${scope.teamNames.join(', ')} at ${hour}`
}

function stateWords({ figures, from, timeZone }: DigestSnapshot): string {
  const bySeverity = SEVERITIES.filter((severity) => figures.bySeverity[severity] > 0)
    .map((severity) => `${severityEmoji(severity)} ${figures.bySeverity[severity]} ${severityWord(severity)}`)
    .join(', ')
  const firing = figures.firing === 0 ? '✅ Nothing is firing' : `*${figures.firing} firing*: ${bySeverity}`
  const since = ` since ${clockTime(from, timeZone)}`
  const words = `${firing}\n${figures.started} new and ${figures.resolved} resolved${since}`
  if (figures.unacknowledged === 0) return words
  return `${words} · ⚠️ *${figures.unacknowledged} for over an hour with nobody on ${figures.unacknowledged === 1 ? 'it' : 'them'}*`
}

function table({ figures, scope }: DigestSnapshot): string {
  const number = (name: string, of: (place: DigestPlace) => number): Column<DigestPlace> => ({
    title: name,
    width: 10,
    align: 'right',
    cell: (place) => (of(place) === 0 ? '·' : String(of(place))),
  })
  const columns: Column<DigestPlace>[] = [
    { title: 'namespace', width: 34, align: 'left', cell: plainPlace },
    number('firing', (place) => place.firing),
    number('new', (place) => place.started),
    number('resolved', (place) => place.resolved),
    number('no ack >1h', (place) => place.unacknowledged),
  ]
  const owner: Column<DigestPlace> = {
    title: 'owner',
    width: 16,
    align: 'left',
    cell: (place) => place.owner?.name ?? 'nobody',
  }
  const many = scope.kind === 'company' || scope.teamIds.length > 1
  const rest = figures.placesTotal - figures.places.length
  const more =
    rest === 0 ? '' : `\nand ${plural(rest, 'more namespace')}, counted above: \`/alerts all\` lists them`
  return preformattedTable(figures.places, many ? columns.toSpliced(1, 0, owner) : columns) + more
}

function handlingWords(snapshot: DigestSnapshot): string {
  const { handled, handledTotal } = snapshot.figures
  let words = '👀 *Who is on it*'
  let told = 0
  for (const line of handled.map((place) => handlingLine(place, snapshot))) {
    if (words.length + line.length > ROOM_FOR_HANDLING) break
    words += `\n${line}`
    told += 1
  }
  if (told === 0) return ''
  return told === handledTotal ? words : `${words}\n• and in ${plural(handledTotal - told, 'more namespace')}`
}

function handlingLine(place: DigestPlace, snapshot: DigestSnapshot): string {
  const people = place.handling.map(({ userId, alerts, alertnames }) => {
    const names = alertnames.map((name) => plain(name, 40)).join(', ')
    return `${personName(userId, snapshot)} on ${alerts} (${names}${alerts > alertnames.length ? ', …' : ''})`
  })
  const rest = place.handlersTotal - place.handling.length
  if (rest > 0) people.push(plural(rest, 'more person', 'more people'))
  return `• ${threadWords(place, snapshot)}: ${people.join(' · ')}`
}

function oldestWords(snapshot: DigestSnapshot): string {
  const { oldest } = snapshot.figures
  if (oldest === null) return ''
  const name = plain(alertTitle({ alertname: oldest.alertname, labels: {} }), 80)
  return `⏳ *Oldest*: ${severityMark(oldest.severity)} ${name} in ${threadWords(oldest, snapshot)}, since ${moment(oldest.startsAt)}`
}

function unownedWords(figures: DigestFigures): string {
  if (figures.unownedTotal === 0) return ''
  const named = figures.unowned.filter((place) => place.namespace !== '')
  const rest = figures.unownedTotal - figures.unowned.length
  const names = named.map((place) => `${placeWords(place)} (${place.firing} firing)`)
  const more = rest === 0 ? '' : ` and ${rest} more`
  const nobodys = `⚠️ *Nobody owns* ${names.join(', ')}${more}. Add them under \`projects\` in the configuration.`
  const without = figures.unowned.filter((place) => place.namespace === '')
  const firing = without.reduce((sum, place) => sum + place.firing, 0)
  const unattributed = `⚠️ *Without a namespace*: ${firing} firing. Add a namespace label to their rules, or a rule under \`alerts.namespaceRules\`.`
  return [...(names.length > 0 ? [nobodys] : []), ...(without.length > 0 ? [unattributed] : [])].join('\n')
}

function footWords({ at, timeZone, longer, incomplete }: DigestSnapshot): string {
  const day = DateTime.fromMillis(at, { zone: timeZone }).toFormat('yyyy-MM-dd HH:mm')
  const parts = [`As of ${day} ${plain(timeZone, 60)}`]
  if (longer === 'missed-hours') parts.push('covers more than an hour: no digest could be posted in between')
  if (longer === 'day-at-most')
    parts.push('covers the last 24 hours only: no digest could be posted for longer')
  if (incomplete)
    parts.push('⚠️ webhooks received before the hour were still being read: figures may be too low')
  return parts.join(' · ')
}

function placeLines(figures: DigestFigures): string {
  return figures.places
    .map(
      (place) =>
        `${plain(plainPlace(place), 110)}: ${place.firing} firing, ${place.started} new, ${place.resolved} resolved`,
    )
    .join('\n')
}

function threadWords(
  place: { cluster: string; namespace: string; threadId: string },
  { links }: DigestSnapshot,
): string {
  return link(links[place.threadId], plain(plainPlace(place), 110).replaceAll('|', '¦')) ?? placeWords(place)
}

function personName(userId: string, { names }: DigestSnapshot): string {
  const name = names[userId]
  return name === undefined ? `somebody (${code(userId, 20)})` : `*${plain(name, 40)}*`
}

function clockTime(at: number, timeZone: string): string {
  const time = DateTime.fromMillis(at, { zone: timeZone })
  return time.isValid ? time.toFormat('HH:mm') : plainMoment(at)
}
