import { sql } from 'kysely'
import type { CostFiguresTable, CostGroupMembersTable, CostGroupsTable } from '../cost-tables.ts'
import type { Dialect } from '../dialect.ts'
import { statement, type Statement } from '../statement.ts'
import type { NumberRange, PeriodNumber } from './cost-periods.ts'

/** Lists as JSON; what is narrowed by `any_…` 1 does not look at its list. */
export interface Narrowing {
  any_source: 0 | 1
  sources: string
  any_team: 0 | 1
  teams: string
  any_project: 0 | 1
  projects: string
}

// Groups are few: looking at each costs less than a statement for every way to narrow.
export const groupsWhere = statement(({ db, isOneOfNumbers }, narrowing: Narrowing) =>
  db
    .selectFrom('cost_groups')
    .select(['id', 'source', 'currency'])
    .where(
      sql<boolean>`(${narrowing.any_source} = 1 or ${isOneOfNumbers(sql.ref('source'), narrowing.sources)})`,
    )
    .where(sql<boolean>`(${narrowing.any_team} = 1 or ${holds(isOneOfNumbers, narrowing.teams)})`)
    .where(sql<boolean>`(${narrowing.any_project} = 1 or ${holds(isOneOfNumbers, narrowing.projects)})`),
)

function holds(isOneOfNumbers: Dialect['isOneOfNumbers'], members: string) {
  return sql<boolean>`id in (select grp from cost_group_members where ${isOneOfNumbers(sql.ref('member'), members)})`
}

export const groupsOfSource = statement(({ db }, input: { source: number }) =>
  db.selectFrom('cost_groups').select(['id', 'currency', 'part']).where('source', '=', input.source),
)

export const insertGroup = statement(({ db }, row: Omit<CostGroupsTable, 'id'>) =>
  db
    .insertInto('cost_groups')
    .values({
      source: row.source,
      currency: row.currency,
      part: row.part,
    })
    .returning('id'),
)

export const insertMember = statement(({ db }, row: CostGroupMembersTable) =>
  db
    .insertInto('cost_group_members')
    .values({ member: row.member, grp: row.grp })
    .onConflict((conflict) => conflict.doNothing()),
)

/** `groups` as JSON. */
type OfGroups = NumberRange & { groups: string }

export interface FigureStatements<Row> {
  all: Statement<NumberRange, Row>
  ofGroups: Statement<OfGroups, Row>
}

// What nobody narrows is read in the order of time, as it lies on the disk.
export const BODIES = {
  all: statement((dialect, range: NumberRange) => within(dialect, range).select('body')),
  ofGroups: statement((dialect, range: OfGroups) =>
    within(dialect, range).select('body').where(among(dialect, range)),
  ),
}

export const TOTALS = {
  all: statement((dialect, range: NumberRange) => within(dialect, range).select('total')),
  ofGroups: statement((dialect, range: OfGroups) =>
    within(dialect, range).select('total').where(among(dialect, range)),
  ),
}

function within({ db }: Dialect, { unit, from, to }: NumberRange) {
  return db
    .selectFrom('cost_figures')
    .select(['period', 'grp'])
    .where('unit', '=', unit)
    .where('period', '>=', from)
    .where('period', '<', to)
}

function among({ isOneOfNumbers }: Dialect, { groups }: { groups: string }) {
  return isOneOfNumbers(sql.ref<number>('grp'), groups)
}

type OfSource = PeriodNumber & { source: number }

export const figuresOfSource = statement(({ db }, input: OfSource) =>
  db
    .selectFrom('cost_figures')
    .innerJoin('cost_groups', 'cost_groups.id', 'cost_figures.grp')
    .select(['grp', 'body'])
    .where('unit', '=', input.unit)
    .where('period', '=', input.period)
    .where('source', '=', input.source),
)

export const putFigures = statement(({ db }, row: CostFiguresTable) =>
  db
    .insertInto('cost_figures')
    .values({ unit: row.unit, period: row.period, grp: row.grp, total: row.total, body: row.body })
    .onConflict((conflict) =>
      conflict.columns(['unit', 'period', 'grp']).doUpdateSet({ total: row.total, body: row.body }),
    ),
)

export const deleteFigures = statement(({ db }, input: PeriodNumber & { grp: number }) =>
  db
    .deleteFrom('cost_figures')
    .where('unit', '=', input.unit)
    .where('period', '=', input.period)
    .where('grp', '=', input.grp),
)
