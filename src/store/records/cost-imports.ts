import { sql } from 'kysely'
import type { CostImport } from '../../domain/cost/source.ts'
import type { CostImportsTable, CostUnit } from '../cost-tables.ts'
import type { Session } from '../session.ts'
import { statement } from '../statement.ts'
import { namesOf, storable } from './cost-names.ts'
import { fromNumber, type NumberRange, type PeriodNumber } from './cost-periods.ts'

export const importsWithin = statement(({ db }, { unit, from, to }: NumberRange) =>
  db
    .selectFrom('cost_imports')
    .selectAll()
    .where('unit', '=', unit)
    .where('period', '>=', from)
    .where('period', '<', to)
    .orderBy('period')
    .orderBy('source'),
)

export const periodsWithin = statement(({ db }, { unit, from, to }: NumberRange) =>
  db
    .selectFrom('cost_imports')
    .select('period')
    .distinct()
    .where('unit', '=', unit)
    .where('period', '>=', from)
    .where('period', '<', to)
    .orderBy('period'),
)

// A literal: a bound value would keep the partial index out of the plan.
const EMPTY = sql.lit<'empty'>('empty')

export const newestTold = statement(({ db }, input: { unit: CostUnit }) =>
  db
    .selectFrom('cost_imports')
    .selectAll()
    .where('unit', '=', input.unit)
    .where(({ eb, refTuple }) =>
      eb(
        refTuple('period', 'source'),
        'in',
        db
          .selectFrom('cost_imports as told')
          .select(({ fn }) => [fn.max('told.period').as('newest'), 'told.source as of'])
          .where('told.unit', '=', input.unit)
          .where('told.state', '<>', EMPTY)
          .groupBy('told.source')
          .$asTuple('newest', 'of'),
      ),
    ),
)

export const importOf = statement(({ db }, input: PeriodNumber & { source: number }) =>
  db
    .selectFrom('cost_imports')
    .select('revision')
    .where('unit', '=', input.unit)
    .where('period', '=', input.period)
    .where('source', '=', input.source),
)

export const putImport = statement(({ db }, row: CostImportsTable) =>
  db
    .insertInto('cost_imports')
    .values({ unit: row.unit, period: row.period, source: row.source, ...replaceable(row) })
    .onConflict((conflict) => conflict.columns(['unit', 'period', 'source']).doUpdateSet(replaceable(row))),
)

function replaceable(row: CostImportsTable) {
  return {
    state: row.state,
    covered_ms: row.covered_ms,
    length_ms: row.length_ms,
    is_estimated: row.is_estimated,
    read_at: row.read_at,
    revision: row.revision,
  }
}

export async function importsIn(
  session: Session,
  range: NumberRange,
  sourceIds: readonly string[] | undefined,
): Promise<CostImport[]> {
  const imports = await toImports(session, await session.rows(importsWithin, range))
  if (sourceIds === undefined) return imports
  const wanted = new Set(sourceIds.map(storable))
  return imports.filter(({ sourceId }) => wanted.has(sourceId))
}

export async function newestImports(session: Session, unit: CostUnit): Promise<CostImport[]> {
  return toImports(session, await session.rows(newestTold, { unit }))
}

async function toImports(session: Session, rows: CostImportsTable[]): Promise<CostImport[]> {
  const nameOf = await namesOf(session, new Set(rows.map(({ source }) => source)))
  return rows.map((row) => ({
    sourceId: nameOf(row.source),
    period: fromNumber(row),
    state: row.state,
    coveredMs: row.covered_ms,
    lengthMs: row.length_ms,
    isEstimated: row.is_estimated === 1,
    readAt: row.read_at,
    revision: row.revision,
  }))
}

export function toImportRow(imported: CostImport, key: PeriodNumber & { source: number }): CostImportsTable {
  return {
    ...key,
    state: imported.state,
    covered_ms: imported.coveredMs,
    length_ms: imported.lengthMs,
    is_estimated: imported.isEstimated ? 1 : 0,
    read_at: imported.readAt,
    revision: imported.revision,
  }
}
