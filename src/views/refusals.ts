import type { Refusal } from '../domain/actor.ts'
import type { Message } from '../domain/message.ts'
import { note } from './kit.ts'
import { code, link, plain } from './mrkdwn.ts'
import { at, who, type RefusalDetails as Details, type RefusalWords } from './refusal-details.ts'
import { BUDGET_REFUSALS, COST_REFUSALS } from './refusals-cost.ts'
import { ENDED_REFUSALS, RIGHT_REFUSALS, STATE_REFUSALS } from './refusals-deploy.ts'
import { FORM_REFUSALS, RESOURCE_REFUSALS } from './refusals-resource.ts'
import { ROLLBACK_REFUSALS } from './refusals-rollback.ts'
import { CLUSTER_REFUSALS, NAME_REFUSALS } from './refusals-target.ts'
import { own } from '../domain/own.ts'

/** Every reason in words, each with what to do next. A code without words is told as it is. */
const WORDS: RefusalWords = {
  'not-for-guest': () =>
    'Guests cannot do this. Ask a full member of this workspace, for example somebody of the owning team.',
  'not-for-external': () =>
    'People from other organisations cannot do this. Ask a member of this workspace, for example somebody of the owning team.',
  'not-for-deactivated': () => 'This account is deactivated. Ask a workspace admin to activate it.',
  'not-for-bot': () => 'Bots cannot do this. A person has to.',
  'not-for-unknown': () =>
    'Slack cannot say at the moment whether you are a member of this workspace. Nothing was changed. Try again in a minute.',
  'not-for-people': () => 'Only the bot itself does this. There is nothing you need to do.',
  'not-for-machines': () => 'Only people can do this.',
  'admins-only': () =>
    'This is for the admins of the bot: the members of the Slack group configured as `slack.adminGroup`. Ask one of them; if you are one, try again in a minute: Slack may have been slow to say so.',
  'no-admin-group': () =>
    'No admins are configured. Set `slack.adminGroup` in the configuration to a Slack group whose members are the admins.',
  'invalid-input': (details) =>
    `That input was not understood (${plain(`${details['field'] ?? ''} ${details['problem'] ?? ''}`, 200)}). Open the card again and click there.`,
  'alert-unknown': () => 'This alert is not in the store any more. Use `/alerts` to see what fires now.',
  'alert-resolved': (details) =>
    `This alert is resolved already${at(details['at'], ' since ')}: there is nothing to acknowledge.`,
  'alert-superseded': (details) =>
    `This run of the alert is over: it fired again${at(details['at'], ' ')}. Use the button of the newer one${newerPlace(details)}.`,
  'alert-acknowledged-by-other': (details) =>
    `${who(details['userId'])} is on it${at(details['since'], ' since ')}. Talk to them, or un-acknowledge it first to take over.`,
  'alert-not-acknowledged': () =>
    'Nobody has acknowledged this alert, so there is nothing to take back. Use *Acknowledge* to take it.',
  'alert-busy': () =>
    'Somebody else changed this alert at the same moment. Look at the card and click again.',
  'thread-unknown': () => 'This thread is not in the store any more. Use `/alerts` to see what fires now.',
  ...RIGHT_REFUSALS,
  ...STATE_REFUSALS,
  ...ENDED_REFUSALS,
  ...ROLLBACK_REFUSALS,
  ...NAME_REFUSALS,
  ...CLUSTER_REFUSALS,
  ...FORM_REFUSALS,
  ...RESOURCE_REFUSALS,
  ...COST_REFUSALS,
  ...BUDGET_REFUSALS,
}

export function refusalWords(refusal: Refusal): string {
  const words = own(WORDS, refusal.reason)
  if (words) return words(refusal.details ?? {})
  return `This was refused (${code(refusal.reason, 80)}). Try again; if it stays so, tell the platform team this code.`
}

export function refusalMessage(refusal: Refusal): Message {
  return note(`🚫 ${refusalWords(refusal)}`)
}

export function knownRefusals(): string[] {
  return Object.keys(WORDS)
}

function newerPlace(details: Details): string {
  const { link: address } = details
  const there = typeof address === 'string' ? link(address, 'its thread') : null
  if (there) return ` in ${there}`
  return details['sameThread'] === 1 ? ' on the same card' : ' in its thread (`/alerts` lists it)'
}
