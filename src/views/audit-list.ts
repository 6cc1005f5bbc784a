import type { KnownBlock } from '@slack/types'
import type { Actor } from '../domain/actor.ts'
import type { Message } from '../domain/message.ts'
import type { KeptEntry } from '../domain/store.ts'
import { detailWords, doneWords, subjectWords } from './audit-words.ts'
import { fit } from './fit.ts'
import { ACTION, buttonValue } from './ids.ts'
import { actions, button, context, message, note, section } from './kit.ts'
import { code, moment, person, plain, plainMoment } from './mrkdwn.ts'

const MOST_DETAILS = 8

export interface AuditFilter {
  userId?: string | undefined
  subject?: string | undefined
}

export interface AuditListView {
  entries: KeptEntry[]
  more: boolean
  filter: AuditFilter
  /** When a resource was asked about. */
  resource?: { id: string; name: string } | null
}

/** The answer to `/audit`. The button's value is `v1:<before>:`, `…:user:<id>` or `…:subject:<id>`. */
export function auditList(list: AuditListView, now: number): Message {
  const { entries, resource = null } = list
  const filter = resource === null ? list.filter : { ...list.filter, subject: resource.id }
  const about = resource === null ? filterWords(filter) : `about resource ${code(resource.name, 80)}`
  const head = `*Audit log* ${about}, newest first`
  if (entries.length === 0) return note(`*Audit log* ${about}: no (further) entries up to ${moment(now)}.`)
  const rows = entries.map((entry) => [section(entryWords(entry))])
  const count = fit(rows, { besides: [section(head), moreBlock(filter, 0)], maxRows: 40 })
  const blocks: KnownBlock[] = [section(head), ...rows.slice(0, count).flat()]
  const last = entries[count - 1]
  if (last && (list.more || count < entries.length)) blocks.push(moreBlock(filter, last.id))
  else blocks.push(context('That is all of it.'))
  const lines = entries
    .slice(0, 20)
    .map(
      (entry) =>
        `${plainMoment(entry.at)} ${actorWords(entry.actor)}: ${doneWords(entry)}, ${subjectWords(entry)}`,
    )
  return message([head, ...lines].join('\n'), blocks)
}

function entryWords(entry: KeptEntry): string {
  const details = detailWords(entry)
  const rest = details.length > MOST_DETAILS ? ` and ${details.length - MOST_DETAILS} more` : ''
  const shown = details.length > 0 ? ` · ${details.slice(0, MOST_DETAILS).join(' · ')}${rest}` : ''
  const lines = [
    `${moment(entry.at)} · ${actorWords(entry.actor)} · ${doneWords(entry)}`,
    `on ${subjectWords(entry)}${shown} · ${sealWords(entry)}`,
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

function sealWords({ seal }: KeptEntry): string {
  return seal === null ? '🔓 not sealed yet' : `🔏 sealed ${code(seal.slice(0, 10), 12)}`
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
