import type { Episode } from '../domain/episode.ts'
import type { Message } from '../domain/message.ts'
import { alertTitle, placeWords } from './alert-words.ts'
import { note } from './kit.ts'
import { code, moment, person, plain } from './mrkdwn.ts'

export function acknowledgedWords(result: {
  outcome: 'acknowledged' | 'already-yours'
  episode: Episode
}): string {
  const name = `*${plain(alertTitle(result.episode), 120)}*`
  if (result.outcome === 'acknowledged') {
    return `👀 You are on ${name} (${placeWords(result.episode)}). The card shows it to everybody; *Un-acknowledge* hands it back.`
  }
  const since = result.episode.ack ? ` since ${moment(result.episode.ack.at)}` : ''
  return `👀 You are on ${name} already${since}. Nothing was changed.`
}

export function unacknowledgedWords(result: {
  episode: Episode
  had: { userId: string; at: number }
  by: string
}): string {
  const name = `*${plain(alertTitle(result.episode), 120)}*`
  const whose = result.had.userId === result.by ? 'You were' : `${person(result.had.userId)} was`
  return `↩️ Nobody is on ${name} (${placeWords(result.episode)}) any more. ${whose} on it since ${moment(result.had.at)}.`
}

/** For elements that this version of the bot does not know. */
export function outdatedMessage(): Message {
  return note(
    'This button belongs to an older version of the card. Open the newest card of the thread, or type `/alerts` to see what fires now.',
  )
}

export function tooLateMessage(): Message {
  return note('That took too long and Slack did not open the window. Click again.')
}

/** Something broke while working on it. `correlationId` is in the log. */
export function brokenMessage(correlationId: string): Message {
  return note(
    `⚠️ Something went wrong and this may not have been done. Look at the card, then try again; if it stays so, tell the platform team ${code(correlationId, 40)}.`,
  )
}

export function nothingHereMessage(): Message {
  return note('There is nothing here for shortcuts. Type `/coxswain help` to see what there is.')
}
