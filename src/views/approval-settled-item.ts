import type { KnownBlock } from '@slack/types'
import type { Approval } from '../domain/approval.ts'
import { approvalFoot } from './approval-foot.ts'
import { itemWords, type ApprovalItem } from './approval-item.ts'
import { context, section } from './kit.ts'
import { moment, person, plain } from './mrkdwn.ts'

export interface SettledItem {
  item: ApprovalItem
  /** What the press did, in words of its own; null: what became of it says enough. */
  said: string | null
}

/** A row of the list about which there is nothing more to decide: what was decided, by whom, and no buttons. */
export function settledBlocks({ item, said }: SettledItem, now: number): KnownBlock[] {
  const row = section(`${titleOf(item, now)}\n${settledWords(item.approval)}`)
  return said === null ? [row] : [row, context(said)]
}

export function settledLine({ item, said }: SettledItem, now: number): string {
  return [titleOf(item, now), settledWords(item.approval), said ?? '']
    .filter((part) => part !== '')
    .join('\n')
}

function titleOf(item: ApprovalItem, now: number): string {
  return itemWords(item, now).split('\n')[0] ?? ''
}

function settledWords(approval: Approval): string {
  const { state, decided, votes } = approval
  const by = decided?.by ? ` by ${person(decided.by)}` : ''
  const at = decided ? ` ${moment(decided.at)}` : ''
  switch (state) {
    case 'approved': {
      const voters = votes.slice(0, 4).map(({ userId }) => person(userId))
      return `✅ *Approved* by ${voters.join(' ')}${votes.length > 4 ? ' …' : ''}${at}`
    }
    case 'rejected':
      return `🚫 *Rejected*${by}${at}${decided?.reason ? `: ${plain(decided.reason, 200)}` : ''}`
    case 'withdrawn':
      return `⏹️ *Taken back*${by}${at}`
    case 'expired':
      return `⌛ *Expired*${at}: nobody decided in time`
    case 'waiting':
      return `👍 ${approvalFoot(approval)}`
  }
}
