import { sql } from 'kysely'
import type { ApprovalsTable, ApprovalVotesTable } from '../deploy-tables.ts'
import { statement } from '../statement.ts'

// A literal: a bound value would keep the partial index out of the plan.
const WAITING = sql.lit<'waiting'>('waiting')

export const insertApproval = statement(({ db }, row: Omit<ApprovalsTable, 'arrival'>) =>
  db.insertInto('approvals').values({
    id: row.id,
    subject_kind: row.subject_kind,
    subject_id: row.subject_id,
    wave: row.wave,
    state: row.state,
    version: row.version,
    body: row.body,
  }),
)

export const updateApproval = statement(
  ({ db }, row: Pick<ApprovalsTable, 'id' | 'state' | 'version' | 'body'> & { was: number }) =>
    db
      .updateTable('approvals')
      .set({ state: row.state, version: row.version, body: row.body })
      .where('id', '=', row.id)
      .where('version', '=', row.was),
)

export const approvalById = statement(({ db }, input: { id: string }) =>
  db.selectFrom('approvals').select(['id', 'subject_kind', 'subject_id', 'body']).where('id', '=', input.id),
)

export const approvalsOf = statement(({ db }, input: { subjectId: string }) =>
  db
    .selectFrom('approvals')
    .select(['id', 'subject_kind', 'subject_id', 'body'])
    .where('subject_id', '=', input.subjectId)
    .orderBy('arrival'),
)

export const waitingApprovals = statement(({ db }) =>
  db
    .selectFrom('approvals')
    .select(['id', 'subject_kind', 'subject_id', 'body'])
    .where('state', '=', WAITING)
    .orderBy('arrival'),
)

export const votesOf = statement(({ db, isOneOf }, input: { approvalIds: string }) =>
  db
    .selectFrom('approval_votes')
    .selectAll()
    .where((eb) => isOneOf(eb.ref('approval_id'), input.approvalIds))
    .orderBy('approval_id')
    .orderBy('position'),
)

export const insertVote = statement(({ db }, row: ApprovalVotesTable) =>
  db.insertInto('approval_votes').values({
    approval_id: row.approval_id,
    user_id: row.user_id,
    position: row.position,
    at: row.at,
    plan_hash: row.plan_hash,
  }),
)

export const deleteVotes = statement(({ db }, input: { approvalId: string }) =>
  db.deleteFrom('approval_votes').where('approval_id', '=', input.approvalId),
)
