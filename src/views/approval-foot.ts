import type { Approval } from '../domain/approval.ts'
import { moment, person } from './mrkdwn.ts'

/** "1 of 2 approvals (@dana) · until …" */
export function approvalFoot(approval: Approval): string {
  const { votes, count, expiresAt } = approval
  const names = votes.slice(0, 4).map(({ userId }) => person(userId))
  const voters = names.length === 0 ? '' : ` (${names.join(' ')}${votes.length > 4 ? ' …' : ''})`
  return `${votes.length} of ${count} approvals${voters} · until ${moment(expiresAt)}`
}
