import type { CostPoint } from '../../domain/cost/records.ts'
import type { CostFiguresTable } from '../cost-tables.ts'
import type { Session } from '../session.ts'
import { createCollector } from './cost-collecting.ts'
import { namesOf } from './cost-names.ts'
import { dayText } from './cost-periods.ts'
import type { Question } from './cost-reading.ts'
import { eachFigure, select, type Selection } from './cost-selection.ts'
import { BODIES, TOTALS } from './cost-statements.ts'
import { exact } from './cost-sums.ts'

/** One total, its source and currency by number. */
interface Point {
  period: number
  source: number
  currency: number
  micros: number
}

export async function pointsOf(session: Session, { range, filter }: Question): Promise<CostPoint[]> {
  const selection = await select(session, filter)
  const isWhole = selection.projects === null && selection.teams === null
  const points = await (isWhole ? ofGroups : ofSome)(session, range, selection)
  points.sort((a, b) => a.period - b.period || a.source - b.source || a.currency - b.currency)
  const used = new Set(points.flatMap(({ source, currency }) => [source, currency]))
  const nameOf = await namesOf(session, used)
  return points.map(({ period, source, currency, micros }) => ({
    at: range.unit === 'hour' ? period : dayText(period),
    sourceId: nameOf(source),
    currency: nameOf(currency),
    micros,
  }))
}

async function ofGroups(session: Session, range: Question['range'], selection: Selection): Promise<Point[]> {
  const points = new Map<string, Point>()
  await eachFigure(session, range, {
    list: selection.list,
    of: TOTALS,
    take(row) {
      const { key, point } = place(row, selection)
      const known = points.get(key)
      if (known) known.micros = exact(known.micros + row.total)
      else points.set(key, { ...point, micros: exact(row.total) })
    },
  })
  return [...points.values()]
}

/** A group holds other projects and teams too, so that its total says nothing. */
async function ofSome(session: Session, range: Question['range'], selection: Selection): Promise<Point[]> {
  const collector = createCollector<Omit<Point, 'micros'>>({ ...selection, by: 'nothing' })
  await eachFigure(session, range, {
    list: selection.list,
    of: BODIES,
    take(row) {
      const { key, point } = place(row, selection)
      collector.add(key, point, row.body)
    },
  })
  return collector.collected().map(({ of, slot }) => ({ ...of, micros: collector.sums.total(slot) }))
}

function place({ period, grp }: Pick<CostFiguresTable, 'period' | 'grp'>, selection: Selection) {
  const { source, currency } = selection.group(grp)
  return { key: `${period}/${source}/${currency}`, point: { period, source, currency } }
}
