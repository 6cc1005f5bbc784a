import type { Button, KnownBlock } from '@slack/types'
import type { Message } from '../domain/message.ts'
import {
  budgetItemButtons,
  budgetItemLine,
  budgetItemWords,
  type BudgetItem,
} from './approval-budget-item.ts'
import {
  deployItemButtons,
  deployItemLine,
  deployItemWords,
  type DeployItem,
} from './approval-deploy-item.ts'
import {
  resourceItemButtons,
  resourceItemLine,
  resourceItemWords,
  type ResourceItem,
} from './approval-resource-item.ts'
import { fit } from './fit.ts'
import { actions, context, message, note, section } from './kit.ts'
import { plural } from './text.ts'

export type ApprovalItem =
  | ({ kind: 'deploy' } & DeployItem)
  | ({ kind: 'resource-change' } & ResourceItem)
  | ({ kind: 'budget-request' } & BudgetItem)

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
  const head = `*${countedWords(items)}* ${items.length === 1 ? 'waits' : 'wait'} for your approval, oldest first.${others.join('')}`
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

function countedWords(items: ApprovalItem[]): string {
  const count = (kind: ApprovalItem['kind']) => items.filter((item) => item.kind === kind).length
  const counted = [
    { of: count('deploy'), one: 'deploy', many: 'deploys' },
    { of: count('resource-change'), one: 'change of a resource', many: 'changes of resources' },
    { of: count('budget-request'), one: 'budget', many: 'budgets' },
  ]
    .filter(({ of }) => of > 0)
    .map(({ of, one, many }) => plural(of, one, many))
  const last = counted.pop() ?? ''
  return counted.length === 0 ? last : `${counted.join(', ')} and ${last}`
}

function foreignWords(count: number): string {
  return count === 0 ? '' : `${plural(count, 'request')} ${count === 1 ? 'waits' : 'wait'} for somebody else.`
}

function unknownWords(count: number): string {
  return count === 0
    ? ''
    : `⚠️ ${count} more cannot be told now: Slack did not say who is in their groups. Try again in a minute.`
}

function itemWords(item: ApprovalItem, now: number): string {
  switch (item.kind) {
    case 'deploy':
      return deployItemWords(item, now)
    case 'resource-change':
      return resourceItemWords(item, now)
    case 'budget-request':
      return budgetItemWords(item, now)
  }
}

function itemLine(item: ApprovalItem, now: number): string {
  switch (item.kind) {
    case 'deploy':
      return deployItemLine(item, now)
    case 'resource-change':
      return resourceItemLine(item, now)
    case 'budget-request':
      return budgetItemLine(item, now)
  }
}

function itemButtons(item: ApprovalItem, index: number): Button[] {
  switch (item.kind) {
    case 'deploy':
      return deployItemButtons(item, index)
    case 'resource-change':
      return resourceItemButtons(item, index)
    case 'budget-request':
      return budgetItemButtons(item, index)
  }
}
