import type { Approval } from '../domain/approval.ts'
import type { Change } from '../domain/resources/change.ts'
import type { Resource } from '../domain/resources/resource.ts'
import { channel, person, plain } from './mrkdwn.ts'
import { changeName, resourceName } from './resource-words.ts'
import { plural } from './text.ts'

export interface AnsweredChange {
  resource: Resource
  change: Change
}

/** What a handed-in form did. */
export function askedChangeWords(asked: AnsweredChange): string {
  const { change, resource } = asked
  const where = `Its card stands in ${channel(resource.channel)}.`
  if (change.state === 'waiting-for-approval')
    return `✋ ${changeName(asked)} waits for approval: the approvers are told. ${where}`
  if (change.state !== 'running') return `${changeName(asked)} was asked for already. ${where}`
  const begins = { create: '🚀', modify: '🚀', delete: '🗑️' }[change.verb]
  return `${begins} ${changeName(asked)} starts. ${where}`
}

/** What a click on the card did. */
export function approvedChangeWords(
  result: AnsweredChange & { approval: Approval; effect: 'voted' | 'approved' },
): string {
  const { approval, effect } = result
  if (effect === 'approved')
    return `✅ You approved ${changeName(result)}: that is done, nobody else has to. It starts as soon as everything is checked once more.`
  const missing = approval.count - approval.votes.length
  return `👍 Your vote for ${changeName(result)} counts: ${approval.votes.length} of ${approval.count}. ${plural(missing, 'more vote')} to go.`
}

export function rejectedChangeWords(result: AnsweredChange & { approval: Approval }): string {
  const reason = result.approval.decided?.reason
  return `🚫 You rejected ${changeName(result)}${reason ? `: ${plain(reason, 200)}` : ''}. ${person(result.change.requesterId)} reads it in the thread of its card.`
}

export function cancelledChangeWords(result: AnsweredChange): string {
  return result.change.state === 'withdrawn'
    ? `⏹️ You cancelled ${changeName(result)}. Nothing was touched.`
    : `⏹️ You cancelled ${changeName(result)}. It is undone as soon as AWS allows: the card tells when nothing is left of it.`
}

export function retriedChangeWords(result: AnsweredChange): string {
  return `🔄 ${changeName(result)} goes on where it stood: the card of ${resourceName(result.resource)} tells how.`
}
