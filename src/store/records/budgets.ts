import type { Budget } from '../../domain/cost/budget.ts'
import type { BudgetRecords } from '../../domain/cost/records.ts'
import type { BudgetsTable } from '../cost-tables.ts'
import type { Session } from '../session.ts'
import { statement } from '../statement.ts'

const all = statement(({ db }) => db.selectFrom('budgets').select('body').orderBy('id'))

const byId = statement(({ db }, input: { id: string }) =>
  db.selectFrom('budgets').select('body').where('id', '=', input.id),
)

const insert = statement(({ db }, row: BudgetsTable) =>
  db
    .insertInto('budgets')
    .values({ id: row.id, version: row.version, body: row.body })
    .onConflict((conflict) => conflict.doNothing()),
)

const update = statement(({ db }, row: BudgetsTable & { was: number }) =>
  db
    .updateTable('budgets')
    .set({ version: row.version, body: row.body })
    .where('id', '=', row.id)
    .where('version', '=', row.was),
)

const remove = statement(({ db }, input: { id: string; version: number }) =>
  db.deleteFrom('budgets').where('id', '=', input.id).where('version', '=', input.version),
)

export function createBudgetRecords(session: Session): BudgetRecords {
  return {
    async all() {
      return (await session.rows(all, {})).map(fromRow)
    },
    async get(id) {
      const row = await session.first(byId, { id })
      return row ? fromRow(row) : null
    },
    async save(budget) {
      const { id, version } = budget
      const row = { id, version, body: JSON.stringify(budget) }
      const saved =
        version === 0 ? session.change(insert, row) : session.change(update, { ...row, was: version - 1 })
      return (await saved) === 1
    },
    async remove(id, version) {
      return (await session.change(remove, { id, version })) === 1
    },
  }
}

function fromRow(row: { body: string }): Budget {
  return JSON.parse(row.body) as Budget
}
