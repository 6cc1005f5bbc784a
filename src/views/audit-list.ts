import type { KnownBlock } from '@slack/types'
import type { Actor } from '../domain/actor.ts'
import type { Message } from '../domain/message.ts'
import type { KeptEntry } from '../domain/store.ts'
import { fit } from './fit.ts'
import { ACTION, buttonValue } from './ids.ts'
import { actions, button, context, message, note, section } from './kit.ts'
import { code, moment, person, plain, plainMoment } from './mrkdwn.ts'
import { isReasonCode, reasonWords } from './rollout-reason-words.ts'

const MOST_DETAILS = 8

export interface AuditFilter {
  userId?: string | undefined
  subject?: string | undefined
}

export interface AuditListView {
  entries: KeptEntry[]
  more: boolean
  filter: AuditFilter
}

/** The answer to `/audit`. The button's value is `v1:<before>:`, `…:user:<id>` or `…:subject:<id>`. */
export function auditList(list: AuditListView, now: number): Message {
  const { entries, filter } = list
  const head = `*Audit log* ${filterWords(filter)}, newest first`
  if (entries.length === 0)
    return note(`*Audit log* ${filterWords(filter)}: no (further) entries up to ${moment(now)}.`)
  const rows = entries.map((entry) => [section(entryWords(entry))])
  const count = fit(rows, { besides: [section(head), moreBlock(filter, 0)], maxRows: 40 })
  const blocks: KnownBlock[] = [section(head), ...rows.slice(0, count).flat()]
  const last = entries[count - 1]
  if (last && (list.more || count < entries.length)) blocks.push(moreBlock(filter, last.id))
  else blocks.push(context('That is all of it.'))
  const lines = entries
    .slice(0, 20)
    .map(
      ({ at, actor, operation, outcome }) =>
        `${plainMoment(at)} ${actorWords(actor)}: ${operationWords(operation)}, ${outcomeWords(outcome)}`,
    )
  return message([head, ...lines].join('\n'), blocks)
}

function entryWords(entry: KeptEntry): string {
  const details = Object.entries(entry.details)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => `${plain(name, 40)} ${code(valueText(value), 100)}`)
  const rest = details.length > MOST_DETAILS ? ` and ${details.length - MOST_DETAILS} more` : ''
  const lines = [
    `${moment(entry.at)} · ${actorWords(entry.actor)} · *${operationWords(entry.operation)}* · ${outcomeWords(entry.outcome)}`,
    `on ${code(entry.subject, 80)}${details.length > 0 ? ` · ${details.slice(0, MOST_DETAILS).join(' · ')}${rest}` : ''} · ${sealWords(entry)}`,
  ]
  return lines.join('\n')
}

function actorWords(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return person(actor.userId)
    case 'webhook':
      return `source ${code(actor.source, 60)}`
    case 'system':
      return `the bot (${plain(actor.job, 60)})`
  }
}

const OPERATIONS: Record<string, string> = {
  'record-build': 'told of a build',
  'plan-deploy': 'made a plan',
  'request-deploy': 'asked for a deploy',
  'approve-deploy': 'approved',
  'reject-deploy': 'rejected',
  'withdraw-deploy': 'withdrew',
  'break-glass': 'broke the glass',
  'lock-service': 'locked',
  'unlock-service': 'unlocked',
  'freeze-deploys': 'froze deploys',
  'lift-freeze': 'lifted a freeze',
  'queue-wave': 'queued a wave',
  'start-wave': 'started a wave',
  'reset-votes': 'reset the votes',
  'expire-approval': 'let an approval expire',
  'hold-back': 'held back',
  'record-rollout': 'recorded progress',
  'end-rollout': 'ended a rollout',
  supersede: 'superseded a deploy',
}

function operationWords(operation: string): string {
  return (Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined) ?? plain(operation, 60)
}

function outcomeWords(outcome: string): string {
  return isReasonCode(outcome) ? reasonWords(outcome) : `result ${code(outcome, 60)}`
}

function sealWords({ seal }: KeptEntry): string {
  return seal === null ? '🔓 not sealed yet' : `🔏 sealed ${code(seal.slice(0, 10), 12)}`
}

function valueText(value: unknown): string {
  if (typeof value === 'string') return value
  // Half a character would be written out as its escape.
  const whole = (_key: string, part: unknown) => (typeof part === 'string' ? part.toWellFormed() : part)
  return JSON.stringify(value, whole) ?? 'unknown'
}

function filterWords({ userId, subject }: AuditFilter): string {
  if (userId !== undefined) return `of ${person(userId)}`
  return subject === undefined ? 'of everybody' : `about ${code(subject, 80)}`
}

function moreBlock({ userId, subject }: AuditFilter, before: number): KnownBlock {
  const filter = userId !== undefined ? `user:${userId}` : subject !== undefined ? `subject:${subject}` : ''
  return actions(
    button({
      text: 'Show more',
      actionId: ACTION.moreAudit,
      value: buttonValue(`${before}:${filter}`),
      label: 'Show older entries',
    }),
  )
}
