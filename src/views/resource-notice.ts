import type { KnownBlock } from '@slack/types'
import type { Message } from '../domain/message.ts'
import type { ChangeNews, ChangeNotice, ChangeView } from '../domain/resources/change-view.ts'
import { isStuck } from '../domain/resources/in-the-way.ts'
import type { ChangeVerb } from '../domain/resources/change.ts'
import { cloudFailureWords, failureBlock, failureSentence } from './cloud-failure-words.ts'
import { mentionWords } from './mention-words.ts'
import { message, section } from './kit.ts'
import { code, duration, moment, person, plain } from './mrkdwn.ts'
import { refusalWords } from './refusals.ts'
import { moneyWords } from './price-words.ts'
import { finalSnapshot, yesLine } from './resource-deletion-words.ts'
import { priceLine, waitingApproval, whatLine } from './resource-facts.ts'
import { lengthWords } from './resource-progress-words.ts'
import { residueWords } from './resource-residue.ts'
import { changeName, resourceName, yesWords } from './resource-words.ts'

/**
 * A reply in the thread of a change, mentions first. Of its values it reads `by`, `reason`, `tookMs`, `expectedMs`; what
 * they lack is read from the view.
 */
export function changeNotice(view: ChangeView, notice: ChangeNotice): Message {
  const words = WORDS[notice.news](view, notice)
  const text = [mentionWords(notice.mentions), words].filter((part) => part !== '').join(' ')
  const { failure } = view.change
  const isTold = TELLS_FAILURE.includes(notice.news) && failure !== null && failure.code !== 'cancelled'
  if (!isTold) return message(text, [section(text)])
  const blocks: KnownBlock[] = [section(text), section(failureBlock(failure, { message: 400 }))]
  return message(`${text}\n${failureSentence(failure)}`, blocks)
}

const TELLS_FAILURE: ChangeNews[] = ['turned-back', 'stopped']

type Words = (view: ChangeView, notice: ChangeNotice) => string

const WORDS: Record<ChangeNews, Words> = {
  'approval-wanted': (view) => {
    const approval = waitingApproval(view)
    const votes = approval
      ? ` Needs ${yesWords(approval.count - approval.votes.length)}${approval.requesterMay ? '' : ', not from the requester,'} by ${moment(approval.expiresAt)}.`
      : ''
    const { change } = view
    const head =
      change.verb === 'delete' ? '🗑️ *Approval wanted for a deletion*:' : '👉 *Approval wanted* for'
    const meaning = yesLine(change)
    return `${head} ${changeName(view)}, asked by ${person(change.requesterId)}: ${whatLine(view)} · ${priceLine(view)}.${meaning === '' ? '' : ` ${meaning}`}${votes} Approve on the card above, or with \`/approve\`.`
  },
  rejected: (view, { values }) => {
    const decided = view.approvals.findLast(({ state }) => state === 'rejected')?.decided
    return `🚫 ${changeName(view)} was *rejected*${byWords(values['by'] ?? decided?.by)}${said(values['reason'] ?? decided?.reason)} Nothing was touched. Talk to them, then ask again.`
  },
  withdrawn: (view, { values }) =>
    `⏹️ ${changeName(view)} was *cancelled*${byWords(values['by'] ?? view.change.cancelled?.by)} before anything was touched. There is nothing to approve any more.`,
  expired: (view) =>
    `⌛ Nobody approved ${changeName(view)} in time. Nothing was touched; ask again if it is still wanted.`,
  refused: (view, { values }) => {
    const reason = typeof values['reason'] === 'string' ? values['reason'] : 'may-not-change-resource'
    return `🚫 ${changeName(view)} was approved, but is *not done*: since it was asked for, something changed. ${refusalWords({ reason, details: values })} Nothing was touched.`
  },
  slow: (view, { values }) => {
    const took = lengthOf(values['tookMs']) ?? view.change.startedAt
    const since = typeof values['tookMs'] === 'number' ? took : took === null ? null : view.now - took
    const usual = lengthOf(values['expectedMs'])
    return `🐢 ${changeName(view)} *takes long*${since === null ? '' : `: ${duration(since)} so far`}${usual === null ? '' : `, about ${duration(usual)} is usual`}. Nothing is undone only because of time: AWS may still be at work. The card above tells what it waits for.`
  },
  cancelled: (view, { values }) =>
    `⏹️ ${changeName(view)} is *cancelled*${byWords(values['by'] ?? view.change.cancelled?.by)}: it is undone as soon as AWS allows.`,
  'turned-back': (view) =>
    view.change.failure === null || view.change.failure.code === 'cancelled'
      ? `↩️ ${changeName(view)} is being *undone*. It tells here when nothing is left of it.`
      : `❌ ${changeName(view)} *did not work*, and is being undone. It tells here when that is finished.`,
  stopped: (view) =>
    `✋ ${changeName(view)} *stands still: somebody has to help*. When what stands here is done, press *Try again* on the card above${isStuck(view.change) ? ', or give it up: *Details*, then *Delete…*, deletes all of it' : ''}.`,
  ready: (view, notice) =>
    `✅ ${resourceName(view.resource)} is *ready*${tookWords(view, notice)}. ${endpointWords(view)}`,
  modified: (view, notice) =>
    `✅ ${resourceName(view.resource)} is *modified*${tookWords(view, notice)}: ${whatLine(view)}.`,
  deleted: (view, notice) =>
    `✅ ${resourceName(view.resource)} is *deleted*${tookWords(view, notice)}. ${[keptWords(view), savedWords(view), residueWords(view.change, 5)].filter((words) => words !== '').join(' ')}`,
  'rolled-back': (view) =>
    `↩️ ${changeName(view)} is *undone*: ${AS_BEFORE[view.change.verb]}. ${afterWords(view)}`,
}

const AS_BEFORE: Record<ChangeVerb, string> = {
  create: 'everything that was made of it is removed',
  modify: 'everything is as it was before',
  delete: 'nothing was deleted',
}

function afterWords({ change }: ChangeView): string {
  const { failure, cancelled } = change
  const because = cancelled
    ? `${person(cancelled.by)} wished so.`
    : failure === null
      ? ''
      : `Why: ${cloudFailureWords(failure).cause}.`
  return [because, residueWords(change, 5)].filter((words) => words !== '').join(' ')
}

function endpointWords({ resource: { connection } }: ChangeView): string {
  if (connection === null) return 'The card above tells how to connect.'
  const { host, port } = connection
  return `Endpoint ${code(`${host}:${port}`, 255)}; the card above tells how to connect and where the password is.`
}

function keptWords({ change }: ChangeView): string {
  const kept = finalSnapshot(change)
  return kept ? `Its final snapshot ${code(kept.name, 100)} is kept until somebody deletes it.` : ''
}

function savedWords({ change: { plan }, resource }: ChangeView): string {
  const price = plan.priceBefore ?? plan.price ?? resource.price
  return price && price.micros > 0 ? `It cost ${moneyWords(price.micros)} a month.` : ''
}

function tookWords({ change: { startedAt, endedAt } }: ChangeView, { values }: ChangeNotice): string {
  const known = startedAt !== null && endedAt !== null ? endedAt - startedAt : null
  const took = lengthOf(values['tookMs']) ?? known
  return took === null ? '' : ` after ${lengthWords(took)}`
}

type Value = string | number | null | undefined

function lengthOf(value: Value): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

function byWords(value: Value): string {
  return typeof value === 'string' && /^[UW][A-Z0-9]+$/.test(value) ? ` by ${person(value)}` : ''
}

/** ": why." or the end of the sentence. */
function said(value: Value): string {
  const words = value === null || value === undefined || value === '' ? '' : plain(String(value), 300)
  return words === '' ? '.' : `: ${words}${/[.!?…]$/.test(words) ? '' : '.'}`
}
