import type { Approval, Vote } from '../../domain/approval.ts'
import type { ApprovalRecords } from '../../domain/deploys/records.ts'
import type { ApprovalsTable } from '../deploy-tables.ts'
import { jsonList } from '../dialect.ts'
import type { Session } from '../session.ts'
import * as statements from './approval-statements.ts'

type Stored = Pick<ApprovalsTable, 'id' | 'subject_kind' | 'subject_id' | 'body'>

export function createApprovalRecords(session: Session): ApprovalRecords {
  return {
    async insert(approval) {
      await session.change(statements.insertApproval, toRow(approval))
      await addVotes(session, approval)
    },
    async get(id) {
      const rows = await session.rows(statements.approvalById, { id })
      return (await withVotes(session, rows))[0] ?? null
    },
    async of(subjectId) {
      return withVotes(session, await session.rows(statements.approvalsOf, { subjectId }))
    },
    async waiting() {
      return withVotes(session, await session.rows(statements.waitingApprovals, {}))
    },
    async update(approval) {
      const was = approval.version - 1
      if ((await session.change(statements.updateApproval, { ...toRow(approval), was })) === 0) return false
      await session.change(statements.deleteVotes, { approvalId: approval.id })
      await addVotes(session, approval)
      return true
    },
  }
}

async function addVotes(session: Session, { id, votes }: Approval): Promise<void> {
  const rows = votes.map(({ userId, at, planHash }, position) => {
    return { approval_id: id, user_id: userId, position, at, plan_hash: planHash }
  })
  await session.changeEach(statements.insertVote, rows)
}

async function withVotes(session: Session, rows: Stored[]): Promise<Approval[]> {
  const votes = new Map<string, Vote[]>(rows.map(({ id }) => [id, []]))
  const approvalIds = jsonList(rows.map(({ id }) => id))
  for (const row of await session.rows(statements.votesOf, { approvalIds })) {
    votes.get(row.approval_id)?.push({ userId: row.user_id, at: row.at, planHash: row.plan_hash })
  }
  return rows.map(({ id, subject_kind, subject_id, body }) => ({
    ...(JSON.parse(body) as Omit<Approval, 'votes' | 'subjectKind' | 'subjectId'>),
    subjectKind: subject_kind,
    subjectId: subject_id,
    votes: votes.get(id) ?? [],
  }))
}

function toRow(approval: Approval): Omit<ApprovalsTable, 'arrival'> {
  const { votes: _, subjectKind, subjectId, ...rest } = approval
  const { id, wave, state, version } = rest
  return {
    id,
    subject_kind: subjectKind,
    subject_id: subjectId,
    wave,
    state,
    version,
    body: JSON.stringify(rest),
  }
}
