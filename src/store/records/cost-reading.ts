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

export async function totalsOf(session: Session, question: Question): Promise<CostTotal[]> {
  const { collected, sums } = await collect(session, question, {
    by: 'project',
    keyOf: ({ source, currency }) => `${source}/${currency}`,
  })
  const nameOf = await namesIn(session, collected)
  return collected.map(({ of, owner, project, slot }) => ({
    bucket: owner.bucket,
    teamId: owner.team === 0 ? null : nameOf(owner.team),
    currency: nameOf(of.currency),
    project: nameOf(project),
    micros: sums.micros(slot),
    sourceId: nameOf(of.source),
  }))
}

export async function linesOf(session: Session, question: Question): Promise<CostLine[]> {
  const { collected, sums } = await collect(session, question, {
    by: 'service',
    keyOf: ({ currency }) => `${currency}`,
  })
  const nameOf = await namesIn(session, collected)
  return collected.map(({ of, owner, project, service, slot }) => ({
    bucket: owner.bucket,
    teamId: owner.team === 0 ? null : nameOf(owner.team),
    currency: nameOf(of.currency),
    project: nameOf(project),
    service: nameOf(service),
    micros: sums.micros(slot),
    podMinutes: sums.podMinutes(slot),
  }))
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
