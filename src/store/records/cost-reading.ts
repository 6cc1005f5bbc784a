import type { CostLine, CostTotal } from '../../domain/cost/line.ts'
import type { CostFilter } from '../../domain/cost/records.ts'
import type { CostFiguresTable } from '../cost-tables.ts'
import type { Session } from '../session.ts'
import { createCollector, type Collected, type CollectorOptions, type Group } from './cost-collecting.ts'
import { namesOf } from './cost-names.ts'
import type { NumberRange } from './cost-periods.ts'
import { eachFigure, select } from './cost-selection.ts'
import { BODIES } from './cost-statements.ts'
import type { CostSums } from './cost-sums.ts'

export interface Question {
  range: NumberRange
  filter: CostFilter | undefined
}

const bySource = ({ source, currency }: Group) => `${source}/${currency}`
const byCurrency = ({ currency }: Group) => `${currency}`

export async function totalsOf(session: Session, question: Question): Promise<CostTotal[]> {
  const { collected, sums } = await collect(session, question, { by: 'project', keyOf: bySource })
  const nameOf = await namesIn(session, collected)
  return collected.map((one) => ({
    ...placeOf(one, nameOf),
    micros: sums.micros(one.slot),
    sourceId: nameOf(one.of.source),
  }))
}

export async function linesOf(session: Session, question: Question): Promise<CostLine[]> {
  const { collected, sums } = await collect(session, question, { by: 'service', keyOf: byCurrency })
  const nameOf = await namesIn(session, collected)
  return collected.map((one) => lineOf(one, nameOf, sums))
}

export async function totalsAndLinesOf(
  session: Session,
  question: Question,
): Promise<{ totals: CostTotal[]; lines: CostLine[] }> {
  const { collected, sums } = await collect(session, question, { by: 'service', keyOf: bySource })
  const nameOf = await namesIn(session, collected)
  const lines = collected.map((one) => lineOf(one, nameOf, sums))
  const totals = placesOf(collected).map(([one, slots]) => ({
    ...placeOf(one, nameOf),
    micros: sums.microsOf(slots),
    sourceId: nameOf(one.of.source),
  }))
  return { totals, lines }
}

/** Services of one place stand together. */
function placesOf(collected: Collected<Group>[]): [Collected<Group>, number[]][] {
  const places: [Collected<Group>, number[]][] = []
  for (const one of collected) {
    const last = places.at(-1)
    if (last?.[0].owner === one.owner) last[1].push(one.slot)
    else places.push([one, [one.slot]])
  }
  return places
}

function placeOf({ of, owner, project }: Collected<Group>, nameOf: (id: number) => string) {
  return {
    bucket: owner.bucket,
    teamId: owner.team === 0 ? null : nameOf(owner.team),
    currency: nameOf(of.currency),
    project: nameOf(project),
  }
}

function lineOf(one: Collected<Group>, nameOf: (id: number) => string, sums: CostSums): CostLine {
  return {
    ...placeOf(one, nameOf),
    service: nameOf(one.service),
    micros: sums.micros(one.slot),
    podMinutes: sums.podMinutes(one.slot),
  }
}

/** Sums what is asked for, told apart by the key of its group, by owner and by `by`. */
async function collect(
  session: Session,
  { range, filter }: Question,
  { by, keyOf }: { by: CollectorOptions['by']; keyOf(group: Group): string },
): Promise<{ collected: Collected<Group>[]; sums: CostSums }> {
  const selection = await select(session, filter)
  const collector = createCollector<Group>({ ...selection, by })
  const take = ({ grp, body }: Pick<CostFiguresTable, 'grp' | 'body'>) => {
    const group = selection.group(grp)
    collector.add(keyOf(group), group, body)
  }
  await eachFigure(session, range, { list: selection.list, of: BODIES, take })
  return { collected: collector.collected(), sums: collector.sums }
}

function namesIn(session: Session, collected: Collected<Group>[]): Promise<(id: number) => string> {
  const used = new Set<number>()
  for (const { of, owner, project, service } of collected)
    for (const id of [of.source, owner.team, of.currency, project, service]) if (id !== 0) used.add(id)
  return namesOf(session, used)
}
