import type { KnownBlock } from '@slack/types'
import type { Approval } from '../domain/approval.ts'
import type { DeployNews, DeployNotice, DeployView } from '../domain/deploys/deploy-view.ts'
import type { Message } from '../domain/message.ts'
import { isPast, regionsOf, type RegionView } from './deploy-regions.ts'
import { heldBackLine, needsPerson, stateLine, stoppedWords, waveWords } from './deploy-state.ts'
import { FAILURE_DETAIL, failureLine, failuresOf, failureWords } from './failure-words.ts'
import { ACTION, buttonValue } from './ids.ts'
import { actions, button, message, section } from './kit.ts'
import { isByPolicy } from './lock-words.ts'
import { mentionWords } from './mention-words.ts'
import { code, moment, person, plain } from './mrkdwn.ts'
import { differenceWords } from './plan-difference-words.ts'
import { commitWords, regionList, untilWords } from './plan-words.ts'
import { deployName, fromToWords } from './release-words.ts'
import { refusalWords } from './refusals.ts'
import { whyNotRolledBack } from './refusals-rollback.ts'
import { plural } from './text.ts'

/** Either what runs changed under the plan, or somebody who voted may not any more. */
function resetWords({ values }: DeployNotice): string {
  const { userId } = values
  if (typeof userId === 'string')
    return `*Votes are asked for again*: ${person(userId)} may not approve any more,`
  if (values['because'] === 'approval-needed') return '*Approval is needed by now*: policy asks for it'
  if (values['because'] === 'votes-too-old')
    return '*Votes are asked for again*: those that were given are too old'
  const differences = differenceWords(values['differences'])
  return `*The plan changed*${differences === '' ? '' : ` (${differences})`}`
}

const TELLS_FAILURES: DeployNews[] = ['rollout-failed', 'needs-person', 'stuck', 'failed']

/**
 * A reply in the thread of a deploy, mentions first. Of its values it reads `wave` (index), `differences`, `by`,
 * `name`, `kind`, `reason`, `until`, and the id or the region of a rollout under any name; what they lack is read from the view.
 */
export function deployNotice(view: DeployView, notice: DeployNotice): Message {
  const regions = concerned(view, notice)
  const words = WORDS[notice.news](view, notice, regions)
  const text = [mentionWords(notice.mentions), words].filter((part) => part !== '').join(' ')
  const blocks: KnownBlock[] = [section(text)]
  let fallback = text
  if (TELLS_FAILURES.includes(notice.news)) {
    const failures = failuresOf(regions, { isPast: isPast(view) }).slice(0, 2)
    blocks.push(...failures.map((failure) => section(failureWords(failure, FAILURE_DETAIL.full))))
    fallback = [text, ...failures.map(failureLine)].join('\n')
  }
  const remedy = remedyButtons(view, notice.news)
  if (remedy) blocks.push(remedy)
  return message(fallback, blocks)
}

type Words = (view: DeployView, notice: DeployNotice, regions: RegionView[]) => string

const WORDS: Record<DeployNews, Words> = {
  'approval-wanted': (view, notice) =>
    `👉 *Approval wanted* for ${waveOf(view, notice)} of ${deployName(view.record)}: ${fromToWords(view.record.fromName, view.record.release)}, asked by ${person(view.record.requesterId)}.\n${commitWords(view.record.plan.targets, 0, view.record.fromName)}. ${votesWords(view, notice)} Approve on the card above, or with \`/approve\`.`,
  'plan-changed': (view, notice) => {
    const differences = differenceWords(notice.values['differences'])
    return `ℹ️ What runs changed since ${waveOf(view, notice)} of ${deployName(view.record)} was asked for${differences === '' ? '' : ` (${differences})`}. It goes on from what runs now: *Show plan* on the card above tells it.`
  },
  'votes-reset': (view, notice) =>
    `🔁 ${resetWords(notice)} for ${waveOf(view, notice)} of ${deployName(view.record)}, so that the votes given do not count any more.\nLook at *Show plan* on the card above and approve anew. ${votesWords(view, notice)}`,
  rejected: ({ record, approvals }, { values }) => {
    const decided = approvals.findLast(({ state }) => state === 'rejected')?.decided
    return `🚫 ${deployName(record)} was *rejected*${byWords(values['by'] ?? decided?.by)}${said(values['reason'] ?? decided?.reason, ': ')}\nTalk to them, then *Try again* on the card above.`
  },
  withdrawn: ({ record, approvals }, { values }) => {
    const decided = approvals.findLast(({ state }) => state === 'withdrawn')?.decided
    const reason = typeof values['reason'] === 'string' ? values['reason'] : null
    const by = typeof values['by'] === 'string' ? values['by'] : (decided?.by ?? record.requesterId)
    return `⏹️ ${deployName(record)} was *stopped*${stoppedWords(reason, by)}\nThere is nothing to approve any more.`
  },
  expired: (view, notice) =>
    `⌛ Nobody approved ${waveOf(view, notice)} of ${deployName(view.record)} in time. It is over; *Try again* on the card above asks anew.`,
  'glass-broken': ({ record }, { values }) =>
    `🔨 *Glass broken*${byWords(record.brokenGlass?.by ?? values['by'])} for ${deployName(record)}${said(record.brokenGlass?.reason ?? values['reason'], ': ')}\nIt goes on without votes and despite freezes: each wave starts as soon as the one before serves. This stands in the audit log.`,
  'held-back': (view) =>
    `${heldBackLine(view) ?? `⏸️ It was held back and goes on now`}\n${deployName(view.record)}`,
  'rollout-failed': ({ record }, _, regions) =>
    `❌ ${deployName(record)} *failed* in ${namesOf(regions)}. ${laterWords(record)}`,
  'needs-person': ({ record }, _, regions) =>
    `✋ ${deployName(record)} *needs a person* in ${namesOf(regions)}: the cluster did all that it does by itself.`,
  stuck: ({ record }, _, regions) =>
    `⚠️ ${deployName(record)} is *stuck* in ${namesOf(regions)}: its pods wait for something that may not come by itself.`,
  succeeded: (view) => `${stateLine(view)}\n${deployName(view.record)}`,
  failed: (view) => `${stateLine(view)}\n${deployName(view.record)}: ${laterWords(view.record)}`,
  superseded: (view, { values }) => {
    const what = values['kind'] === 'rollback' ? 'a rollback to' : 'a newer deploy,'
    const name = values['name']
    return typeof name === 'string' && name !== ''
      ? `⏭️ ${deployName(view.record)} was *superseded* by ${what} ${code(name, 60)}. Its card tells how it goes on.`
      : `${stateLine(view)}\n${deployName(view.record)}`
  },
  'rolled-back': (view, { values }) =>
    `↩️ ${deployName(view.record)} was *rolled back*${said(values['name'], ' to ')}${byWords(values['by'])}${said(values['reason'], ': ')}`,
  'not-rolled-back': ({ record }, { values }) => {
    const reason = String(values['reason'] ?? '')
    const why =
      whyNotRolledBack(reason, values) ?? `it was refused. ${refusalWords({ reason, details: values })}`
    return `✋ Policy wanted to roll ${deployName(record)} back by itself, but ${why}`
  },
  locked: (view, { values }) => {
    const [lock] = Object.values(view.closed)
    const until = lock ? lock.expiresAt : (values['until'] ?? null)
    return `🔒 ${plain(view.record.service, 60)} in ${plain(view.record.environment, 40)} is *locked*${lockedByWords(lock ?? null, values, untilWords(typeof until === 'number' ? until : null))}\nDeploys wait, rollbacks go on. *Unlock* on the card above, or \`/unlock\`, opens it.`
  },
}

/** The regions that a notice is about: those it names, else those that went wrong. */
function concerned(view: DeployView, { news, values }: DeployNotice): RegionView[] {
  const all = regionsOf(view)
  const given = new Set(Object.values(values))
  const named = all.filter(({ rollout }) => given.has(rollout.id) || given.has(rollout.region))
  if (named.length > 0) return named
  return news === 'needs-person'
    ? all.filter(needsPerson)
    : all.filter(({ rollout }) => rollout.state === 'failed')
}

function remedyButtons({ record }: DeployView, news: DeployNews): KnownBlock | null {
  const of = (text: string, actionId: string, style?: 'danger') =>
    button({ text, actionId, value: buttonValue(record.id), ...(style ? { style } : {}) })
  if (news === 'rollout-failed' || news === 'failed') {
    const undo = record.kind === 'deploy' ? [of('Roll back…', ACTION.rollBack, 'danger')] : []
    return actions(...undo, of('Try again', ACTION.deployAgain))
  }
  if (news === 'stuck' && record.kind === 'deploy' && record.state === 'running')
    return actions(of('Roll back…', ACTION.rollBack), of('Show plan', ACTION.showPlan))
  if (news === 'approval-wanted' || news === 'votes-reset') return actions(of('Show plan', ACTION.showPlan))
  return null
}

function waveOf(view: DeployView, { values }: DeployNotice): string {
  const { wave } = values
  return waveWords(view, typeof wave === 'number' ? wave : undefined)
}

function votesWords({ approvals }: DeployView, { values }: DeployNotice): string {
  const { wave } = values
  const approval = approvals.findLast((one) =>
    typeof wave === 'number' ? one.wave === wave : one.state === 'waiting',
  )
  if (!approval) return ''
  const missing = approval.count - approval.votes.length
  return `Needs ${plural(missing, 'approval')}${notFromWords(approval)} by ${moment(approval.expiresAt)}.`
}

function notFromWords({ requesterMay, authorMay, requesterId, authorId }: Approval): string {
  const isAuthor = authorId !== null && !authorMay && authorId !== requesterId
  const barred = [requesterMay ? '' : 'the requester', isAuthor ? 'the author of the commit' : '']
  const words = barred.filter((one) => one !== '').join(' or ')
  return words === '' ? '' : `, not from ${words},`
}

/** " by @dana until …: why"; after a rollback it is policy that locks. */
function lockedByWords(lock: RegionView['closed'], values: DeployNotice['values'], until: string): string {
  const by = lock?.by ?? values['by']
  const reason = lock?.reason ?? values['reason']
  if (typeof reason === 'string' && isByPolicy(reason)) {
    const asked = byWords(by)
    return ` after the rollback (by policy${asked === '' ? '' : `; asked${asked}`})${until}`
  }
  return `${byWords(by)}${until}${said(reason, ': ')}`
}

function laterWords(record: DeployView['record']): string {
  const stopped = record.waves.flatMap(({ rollouts }) => rollouts).filter(({ state }) => state === 'stopped')
  if (stopped.length === 0) return 'The card above has the details.'
  return `Later waves do not begin (${regionList(stopped.map(({ region }) => region))}). The card above has the details.`
}

function namesOf(regions: RegionView[]): string {
  return regions.length === 0 ? 'a region' : `*${regionList(regions.map(({ rollout }) => rollout.region))}*`
}

type Value = string | number | null | undefined

function byWords(value: Value): string {
  // The id of a deploy says nothing to people.
  return typeof value === 'string' && /^[UW][A-Z0-9]+$/.test(value) ? ` by ${person(value)}` : ''
}

function said(value: Value, before: string, after = ''): string {
  return value === null || value === undefined || value === ''
    ? ''
    : `${before}${plain(String(value), 300)}${after}`
}
