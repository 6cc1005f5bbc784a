import type { Message } from '../domain/message.ts'
import { note } from './kit.ts'
import { channel, code, plain } from './mrkdwn.ts'
import { plural } from './text.ts'
import { own } from '../domain/own.ts'

export type NoticeValues = Record<string, string | number | boolean | null>

/** What is wrong with the bot itself and what an admin does about it. */
export interface AdminNotice {
  topic: string
  values: NoticeValues
}

// What Slack says when it refuses a message, and what to do about it.
// https://docs.slack.dev/reference/methods/chat.postMessage#errors
const REMEDIES: Record<string, string> = {
  not_in_channel: 'Invite the bot there (`/invite @coxswain` in the channel).',
  channel_not_found:
    'Check the channel id in the configuration; a private channel must have invited the bot.',
  is_archived: 'Un-archive the channel, or give the team another one in the configuration.',
  account_inactive:
    'The token belongs to a removed installation: install the app again and renew `SLACK_BOT_TOKEN`.',
  invalid_auth: 'Renew `SLACK_BOT_TOKEN` and restart the bot.',
  token_revoked: 'Install the app again and renew `SLACK_BOT_TOKEN`.',
  missing_scope: 'Install the app again with the scopes of `manifest.yml`.',
  restricted_action: 'A workspace rule forbids posting there: allow the bot, or choose another channel.',
  restricted_action_read_only_channel:
    'The channel is read-only: allow the bot to post, or choose another channel.',
  restricted_action_thread_only_channel: 'The channel takes only replies: choose another channel.',
  message_limit_exceeded: 'The workspace posts too many messages: look at the storm with `/alerts all`.',
  message_not_found: 'Somebody deleted the card in Slack; it is posted anew.',
  cant_update_message: 'The card belongs to another app or token: check that the token did not change.',
  edit_window_closed:
    'The workspace forbids editing older messages: allow it for the bot, the cards stand still otherwise.',
}

const TOPICS: Record<string, (values: NoticeValues) => string> = {
  'slack-refused': (values) =>
    `Slack refused a message for ${place(values['channel'])} (${shown(values['error'])}). ${remedy(values['error'])}${fallback(values['fallback'])}`,
  'blocks-refused': (values) =>
    `Slack refused the layout of a card in ${place(values['channel'])} (${shown(values['error'] ?? 'invalid_blocks')}): it is shown as text only${said(values['details'])}. Report this to whoever maintains the bot.`,
  truncated: (values) =>
    `The source ${shown(values['source'])} cut ${alerts(values['count'], 'some')} off its webhook: their ends may never arrive. Set ${shown(values['setting'] ?? 'max_alerts')} to 0 at the sender.`,
  'deliveries-quarantined': (values) =>
    `${alerts(values['count'], 'Some')} from ${shown(values['source'])} could not be read and stand aside${said(values['reason'])}; the others are shown. \`/coxswain doctor\` lists them.`,
  'history-unreadable': (values) =>
    `The history of ${place(values['channel'])} cannot be read (${shown(values['error'])}): after a lost connection a message there could stand twice. Give the app \`channels:history\` and \`groups:history\` and invite it to the channel.`,
  'work-dead': (values) =>
    `A piece of work was given up: ${shown(values['kind'])} ${shown(values['key'])}${said(values['error'])}. \`/coxswain doctor\` lists it.`,
}

/** The bot tells about a problem of its own. An unknown topic is told with its values. */
export function adminNotice(notice: AdminNotice): Message {
  const tell = own(TOPICS, notice.topic)
  const text = tell ? tell(notice.values) : `${plain(notice.topic, 100)}: ${listed(notice.values)}`
  return note(`⚠️ ${text}`)
}

/** What to do about one of Slack's refusals. */
export function remedy(error: NoticeValues[string] | undefined): string {
  const known = own(REMEDIES, String(error))
  return known ?? 'Run `/coxswain doctor` for what to check.'
}

function place(value: NoticeValues[string] | undefined): string {
  return typeof value === 'string' ? channel(value) : 'a channel'
}

function fallback(value: NoticeValues[string] | undefined): string {
  return typeof value === 'string' ? ` Meanwhile it is posted in ${channel(value)}.` : ''
}

function shown(value: NoticeValues[string] | undefined): string {
  return code(String(value ?? 'unknown'), 200)
}

function said(value: NoticeValues[string] | undefined): string {
  return value === undefined || value === null || value === '' ? '' : ` (${plain(String(value), 400)})`
}

function alerts(count: NoticeValues[string] | undefined, otherwise: string): string {
  return typeof count === 'number' ? plural(count, 'alert') : `${otherwise} alerts`
}

function listed(values: NoticeValues): string {
  return Object.entries(values)
    .slice(0, 10)
    .map(([name, value]) => `${plain(name, 40)} ${code(String(value), 200)}`)
    .join(', ')
}
