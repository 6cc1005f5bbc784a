import type { CurrentAlert } from '../domain/current-alerts.ts'
import { alertTitle, endingWords, severityMark } from './alert-words.ts'
import { LIMITS } from './limits.ts'
import { plain, plainMoment } from './mrkdwn.ts'

const ROOM_FOR_REST = 60

/** The plain fallback of a list of alerts: the head, a line each, and how many did not fit. */
export function alertTextLines(head: string, alerts: CurrentAlert[]): string {
  let text = head
  let told = 0
  for (const alert of alerts) {
    const line = `\n${alertLine(alert)}`
    if (text.length + line.length > LIMITS.messageText - ROOM_FOR_REST) break
    text += line
    told += 1
  }
  const rest = alerts.length - told
  return rest === 0 ? text : `${text}\n… and ${rest} more`
}

function alertLine({ episode }: CurrentAlert): string {
  const name = plain(alertTitle(episode), 120)
  if (episode.state === 'firing') {
    const held = episode.ack ? ', acknowledged' : ''
    const summary = episode.annotations['summary']?.trim()
      ? `: ${plain(episode.annotations['summary'], 120)}`
      : ''
    return `${severityMark(episode.severity)}: ${name}, since ${plainMoment(episode.startsAt)}${held}${summary}`
  }
  const ending = endingWords(episode.resolvedReason)
  const end = plainMoment(episode.endsAt ?? episode.resolvedSeenAt ?? episode.lastSeenAt)
  return `✅ resolved: ${name}, ${end}${ending ? ` (${ending})` : ''}`
}
