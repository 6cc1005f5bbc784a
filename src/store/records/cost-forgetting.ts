import { sql } from 'kysely'
import type { Day } from '../../domain/cost/day.ts'
import type { CostUnit } from '../cost-tables.ts'
import type { Session } from '../session.ts'
import { statement } from '../statement.ts'
import { dayNumber, dayNumberOfHour, type PeriodNumber } from './cost-periods.ts'

export const oldImports = statement(({ db }, input: { unit: CostUnit; before: number; limit: number }) =>
  db
    .selectFrom('cost_imports')
    .select(['unit', 'period', 'source'])
    .where('unit', '=', input.unit)
    .where('period', '<', input.before)
    .orderBy('period')
    .limit(sql<number>`${input.limit}`),
)

type OfSource = PeriodNumber & { source: number }

export const deleteFiguresOfSource = statement(({ db }, input: OfSource) =>
  db
    .deleteFrom('cost_figures')
    .where('unit', '=', input.unit)
    .where('period', '=', input.period)
    .where('grp', 'in', db.selectFrom('cost_groups').select('id').where('source', '=', input.source)),
)

const deleteImport = statement(({ db }, input: OfSource) =>
  db
    .deleteFrom('cost_imports')
    .where('unit', '=', input.unit)
    .where('period', '=', input.period)
    .where('source', '=', input.source),
)

export const deleteUnusedGroups = statement(({ db }) =>
  db
    .deleteFrom('cost_groups')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('cost_figures').select('grp').whereRef('grp', '=', 'cost_groups.id'))),
    ),
)

const deleteUnusedNames = statement(({ db }, input: { before: number }) =>
  db.deleteFrom('cost_names').where('last_used', '<', input.before),
)

// Stays of a group that others keep; numbers are never given out again, so that it finds nothing wrong meanwhile.
const deleteUnusedMembers = statement(({ db }) =>
  db.deleteFrom('cost_group_members').where('member', 'not in', db.selectFrom('cost_names').select('id')),
)

export async function forgetFigures(
  session: Session,
  before: { hoursBefore: number; daysBefore: Day },
  limit: number,
): Promise<number> {
  const days = dayNumber(before.daysBefore)
  const hours = { unit: 'hour' as const, before: before.hoursBefore, limit }
  const old: OfSource[] = await session.rows(oldImports, hours)
  const left = limit - old.length
  old.push(...(await session.rows(oldImports, { unit: 'day', before: days, limit: left })))
  await session.changeEach(deleteFiguresOfSource, old)
  await session.changeEach(deleteImport, old)
  // Names are used until their last day, so that all figures before it have to be gone first.
  if (old.length < limit) await forgetNames(session, Math.min(days, dayNumberOfHour(before.hoursBefore)))
  return old.length
}

async function forgetNames(session: Session, before: number): Promise<void> {
  await session.change(deleteUnusedGroups, {})
  await session.change(deleteUnusedNames, { before })
  await session.change(deleteUnusedMembers, {})
}
