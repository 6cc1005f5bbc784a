import type { KnownBlock } from '@slack/types'
import type { Approval } from '../domain/approval.ts'
import type { DeployView } from '../domain/deploys/deploy-view.ts'
import type { Message } from '../domain/message.ts'
import { waveWords } from './deploy-state.ts'
import { fit } from './fit.ts'
import { ACTION, buttonValue, numbered } from './ids.ts'
import { actions, button, context, message, note, section } from './kit.ts'
import { code, duration, moment, person, plain } from './mrkdwn.ts'
import { commitWords, planWarnings, regionList } from './plan-words.ts'
import { deployName, deployTitle, fromToWords } from './release-words.ts'
import { plural } from './text.ts'

const MOST_WARNINGS = 3

export interface ApprovalItem {
  view: DeployView
  approval: Approval
}

/** The answer to `/approve`: what waits for this person, oldest first. */
export function approvalList(
  { items, notMine, unknown }: { items: ApprovalItem[]; notMine: number; unknown: number },
  now: number,
): Message {
  const others = [foreignWords(notMine), unknownWords(unknown)].map((words) =>
    words === '' ? '' : ` ${words}`,
  )
  if (items.length === 0) {
    const none = unknown === 0 ? '✅ Nothing waits for your approval.' : 'Nothing is known to wait for you.'
    return note(`${none}${others.join('')}`)
  }
  const head = `*${plural(items.length, 'deploy')}* ${items.length === 1 ? 'waits' : 'wait'} for your approval, oldest first.${others.join('')}`
  const rows = items.map((item, index) => [
    section(itemWords(item, now)),
    actions(...itemButtons(item, index)),
  ])
  const rest = (count: number) =>
    context(`… and ${count} more: decide on these first, then \`/approve\` again`)
  const count = fit(rows, { besides: [section(head), rest(items.length)], maxRows: rows.length })
  const blocks: KnownBlock[] = [section(head), ...rows.slice(0, count).flat()]
  if (count < items.length) blocks.push(rest(items.length - count))
  const lines = items.slice(0, 20).map((item) => itemLine(item, now))
  const more = items.length > 20 ? [`… and ${items.length - 20} more`] : []
  return message([head, ...lines, ...more].join('\n'), blocks)
}

function foreignWords(count: number): string {
  return count === 0 ? '' : `${plural(count, 'deploy')} ${count === 1 ? 'waits' : 'wait'} for somebody else.`
}

function unknownWords(count: number): string {
  return count === 0
    ? ''
    : `⚠️ ${count} more cannot be told now: Slack did not say who is in their groups. Try again in a minute.`
}

function itemWords(item: ApprovalItem, now: number): string {
  const { view, approval } = item
  const { record } = view
  const targets = record.plan.targets.filter(({ wave }) => wave === approval.wave)
  const warnings = planWarnings({ targets })
  const more = warnings.length - MOST_WARNINGS
  return [
    `${deployName(record)} · ${waveWords(view, approval.wave)}: ${regionList(targets.map(({ region }) => region))}`,
    `${fromToWords(record.fromName, record.release)} · project ${code(record.project, 60)} · asked by ${person(record.requesterId)} ${duration(now - record.createdAt)} ago`,
    commitWords(targets, 3, record.fromName),
    ...warnings.slice(0, MOST_WARNINGS),
    ...(more > 0 ? [`… and ${plural(more, 'more warning')}`] : []),
    `${approval.votes.length} of ${approval.count} approvals${voters(approval)} · until ${moment(approval.expiresAt)}`,
  ].join('\n')
}

function itemLine({ view, approval }: ApprovalItem, now: number): string {
  const { record } = view
  return `${plain(deployTitle(record), 120)}, ${waveWords(view, approval.wave)}, asked by ${person(record.requesterId)} ${duration(now - record.createdAt)} ago, ${approval.votes.length} of ${approval.count} approvals`
}

function voters({ votes }: Approval): string {
  const names = votes.slice(0, 4).map(({ userId }) => person(userId))
  return names.length === 0 ? '' : ` (${names.join(' ')}${votes.length > 4 ? ' …' : ''})`
}

function itemButtons({ view, approval }: ApprovalItem, index: number) {
  const title = deployTitle(view.record)
  const wave = view.record.waves.length > 1 ? ` wave ${approval.wave + 1}` : ''
  return [
    button({
      text: `Approve${wave}`,
      actionId: numbered(ACTION.approveDeploy, index),
      value: buttonValue(`${approval.id}:${approval.planHash}`),
      style: 'primary',
      label: `Approve${wave}: ${title}`,
    }),
    button({
      text: 'Reject…',
      actionId: numbered(ACTION.rejectDeploy, index),
      value: buttonValue(approval.id),
      label: `Reject: ${title}`,
    }),
    button({
      text: 'Show plan',
      actionId: numbered(ACTION.showPlan, index),
      value: buttonValue(view.record.id),
      label: `Show plan: ${title}`,
    }),
  ]
}
