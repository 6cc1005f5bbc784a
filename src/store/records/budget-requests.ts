import { sql } from 'kysely'
import type { BudgetRequest } from '../../domain/cost/budget.ts'
import type { BudgetRequestRecords } from '../../domain/cost/records.ts'
import type { BudgetRequestsTable } from '../cost-tables.ts'
import type { Dialect } from '../dialect.ts'
import type { Session } from '../session.ts'
import { statement } from '../statement.ts'

// A literal: a bound value would keep the partial indexes out of the plan.
const WAITING = sql.lit<'waiting'>('waiting')

const insert = statement(({ db }, row: BudgetRequestsTable) =>
  db.insertInto('budget_requests').values({
    id: row.id,
    budget_id: row.budget_id,
    created_at: row.created_at,
    ...changeable(row),
  }),
)

const update = statement(({ db }, row: BudgetRequestsTable & { was: number }) =>
  db
    .updateTable('budget_requests')
    .set(changeable(row))
    .where('id', '=', row.id)
    .where('version', '=', row.was),
)

function changeable(row: BudgetRequestsTable) {
  return { state: row.state, version: row.version, body: row.body }
}

const byId = statement(({ db }, input: { id: string }) =>
  db.selectFrom('budget_requests').select('body').where('id', '=', input.id),
)

export const waitingRequests = statement((dialect) => waiting(dialect))

export const waitingRequestsOf = statement((dialect, input: { budgetId: string }) =>
  waiting(dialect).where('budget_id', '=', input.budgetId),
)

function waiting({ db }: Dialect) {
  return db
    .selectFrom('budget_requests')
    .select('body')
    .where('state', '=', WAITING)
    .orderBy('created_at')
    .orderBy('id')
}

export function createBudgetRequestRecords(session: Session): BudgetRequestRecords {
  return {
    async insert(request) {
      await session.change(insert, toRow(request))
    },
    async get(id) {
      const row = await session.first(byId, { id })
      return row ? fromRow(row) : null
    },
    async waiting(budgetId) {
      const rows =
        budgetId === undefined
          ? await session.rows(waitingRequests, {})
          : await session.rows(waitingRequestsOf, { budgetId })
      return rows.map(fromRow)
    },
    async update(request) {
      return (await session.change(update, { ...toRow(request), was: request.version - 1 })) === 1
    },
  }
}

function toRow(request: BudgetRequest): BudgetRequestsTable {
  return {
    id: request.id,
    budget_id: request.budgetId,
    state: request.state,
    created_at: request.createdAt,
    version: request.version,
    body: JSON.stringify(request),
  }
}

function fromRow(row: { body: string }): BudgetRequest {
  return JSON.parse(row.body) as BudgetRequest
}
