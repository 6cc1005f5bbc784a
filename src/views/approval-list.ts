import type { KnownBlock } from '@slack/types'
import type { Message } from '../domain/message.ts'
import { itemButtons, itemLine, itemWords, type ApprovalItem } from './approval-item.ts'
import { settledBlocks, settledLine, type SettledItem } from './approval-settled-item.ts'
import { fit } from './fit.ts'
import { actions, context, message, note, section } from './kit.ts'
import { plural } from './text.ts'

export interface ApprovalListView {
  items: ApprovalItem[]
  notMine: number
  unknown: number
  /** What this person just pressed in the list, and nothing more is to be decided about; `said`: what that did. */
  settled?: SettledItem | undefined
}

interface Row {
  approvalId: string
  blocks: KnownBlock[]
  line: string
}

/** The answer to `/approve`: what waits for this person, oldest first. */
export function approvalList(list: ApprovalListView, now: number): Message {
  const head = headWords(list)
  const rows = rowsOf(list, now)
  if (rows.length === 0) return note(head)
  const rest = (left: number) => context(`… and ${left} more: decide on these first, then \`/approve\` again`)
  const blocksOf = rows.map(({ blocks }) => blocks)
  const count = fit(blocksOf, { besides: [section(head), rest(rows.length)], maxRows: rows.length })
  const blocks: KnownBlock[] = [section(head), ...blocksOf.slice(0, count).flat()]
  if (count < rows.length) blocks.push(rest(rows.length - count))
  const lines = rows.slice(0, 20).map(({ line }) => line)
  const more = rows.length > 20 ? [`… and ${rows.length - 20} more`] : []
  return message([head, ...lines, ...more].join('\n'), blocks)
}

function headWords({ items, notMine, unknown, settled }: ApprovalListView): string {
  const others = [foreignWords(notMine), unknownWords(unknown)].filter((words) => words !== '')
  return [waitWords(items.length, countedWords(items), { unknown, settled }), ...others].join(' ')
}

function waitWords(
  count: number,
  counted: string,
  { unknown, settled }: Pick<ApprovalListView, 'unknown' | 'settled'>,
): string {
  const still = settled ? ' still' : ''
  const no = settled ? 'Nothing else' : 'Nothing'
  if (count > 0)
    return `*${counted}*${still} ${count === 1 ? 'waits' : 'wait'} for your approval, oldest first.`
  return unknown === 0 ? `✅ ${no} waits for your approval.` : `${no} is known to wait for you.`
}

/** What was settled stays about where it stood: ids grow with time. */
function rowsOf({ items, settled }: ApprovalListView, now: number): Row[] {
  const rows = items.map((item, index): Row => ({
    approvalId: item.approval.id,
    blocks: [section(itemWords(item, now)), actions(...itemButtons(item, index))],
    line: itemLine(item, now),
  }))
  if (!settled) return rows
  const { id } = settled.item.approval
  const later = rows.findIndex(({ approvalId }) => approvalId > id)
  const row = { approvalId: id, blocks: settledBlocks(settled, now), line: settledLine(settled, now) }
  return rows.toSpliced(later === -1 ? rows.length : later, 0, row)
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
