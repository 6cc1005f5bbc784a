import type { CostFilter } from '../../domain/cost/records.ts'
import { jsonNumbers } from '../dialect.ts'
import type { Session } from '../session.ts'
import type { Group } from './cost-collecting.ts'
import { periodsWithin } from './cost-imports.ts'
import { knownNumbers } from './cost-names.ts'
import type { NumberRange } from './cost-periods.ts'
import { groupsWhere, type FigureStatements } from './cost-statements.ts'

/** Periods that are held in memory at once. */
const PERIODS_AT_ONCE = 31

/** What a filter leaves. */
export interface Selection {
  group(id: number): Group
  /** null: all. A group holds others too. */
  projects: ReadonlySet<number> | null
  teams: ReadonlySet<number> | null
  /** Of the groups; null: all groups there are. */
  list: string | null
}

export async function select(session: Session, filter: CostFilter = {}): Promise<Selection> {
  const numbers = async (names: readonly string[] | undefined) =>
    names === undefined ? null : knownNumbers(session, names)
  const sources = await numbers(filter.sourceIds)
  const teams = await numbers(filter.teamIds)
  const projects = await numbers(filter.projects)
  const rows = await session.rows(groupsWhere, {
    any_source: sources === null ? 1 : 0,
    sources: jsonNumbers(sources ?? []),
    any_team: teams === null ? 1 : 0,
    teams: jsonNumbers(teams ?? []),
    any_project: projects === null ? 1 : 0,
    projects: jsonNumbers(projects ?? []),
  })
  const groups = new Map(rows.map(({ id, ...group }) => [id, group]))
  const isAll = sources === null && teams === null && projects === null
  return {
    group(id) {
      const group = groups.get(id)
      if (group === undefined) throw new Error(`reading costs: there is no group ${id}`)
      return group
    },
    projects: projects && new Set(projects),
    teams: teams && new Set(teams),
    list: isAll ? null : jsonNumbers(rows.map(({ id }) => id)),
  }
}

/** Gives the bodies or the totals of the selected groups to `take`, in no order. */
export async function eachFigure<Row extends { grp: number }>(
  session: Session,
  range: NumberRange,
  { list, of, take }: Pick<Selection, 'list'> & { of: FigureStatements<Row>; take(row: Row): void },
): Promise<void> {
  for (const stretch of await stretches(session, range)) {
    const rows =
      list === null
        ? await session.rows(of.all, stretch)
        : await session.rows(of.ofGroups, { ...stretch, groups: list })
    // One group after the other: what they are summed up in is at hand then, which halves the time.
    rows.sort((a, b) => a.grp - b.grp)
    for (const row of rows) take(row)
  }
}

async function stretches(session: Session, range: NumberRange): Promise<NumberRange[]> {
  const periods = (await session.rows(periodsWithin, range)).map(({ period }) => period)
  const found: NumberRange[] = []
  for (let i = 0; i < periods.length; i += PERIODS_AT_ONCE) {
    const from = periods[i] ?? range.from
    found.push({ unit: range.unit, from, to: periods[i + PERIODS_AT_ONCE] ?? range.to })
  }
  return found
}
