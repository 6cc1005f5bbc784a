import type { CostSourceState } from '../../domain/cost/source.ts'
import type { CostSourceStatesTable } from '../cost-tables.ts'
import type { Session } from '../session.ts'
import { statement } from '../statement.ts'

const all = statement(({ db }) => db.selectFrom('cost_source_states').select('body').orderBy('id'))

const put = statement(({ db }, row: CostSourceStatesTable) =>
  db
    .insertInto('cost_source_states')
    .values({ id: row.id, body: row.body })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ body: row.body })),
)

export async function costSourceStates(session: Session): Promise<CostSourceState[]> {
  return (await session.rows(all, {})).map(({ body }) => JSON.parse(body) as CostSourceState)
}

export async function saveCostSourceState(session: Session, state: CostSourceState): Promise<void> {
  await session.change(put, { id: state.id, body: JSON.stringify(state) })
}
