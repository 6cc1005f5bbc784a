import type { CostRecords } from '../../domain/cost/records.ts'
import type { Session } from '../session.ts'
import { forgetFigures } from './cost-forgetting.ts'
import { importsIn, newestImports } from './cost-imports.ts'
import { addCostOwnership, costOwnership } from './cost-ownership.ts'
import { toNumbers } from './cost-periods.ts'
import { pointsOf } from './cost-points.ts'
import { linesOf, totalsAndLinesOf, totalsOf } from './cost-reading.ts'
import { replaceFigures } from './cost-replacing.ts'
import { costSourceStates, saveCostSourceState } from './cost-sources.ts'

export function createCostRecords(session: Session): CostRecords {
  return {
    totals: async (range, filter) => totalsOf(session, { range: toNumbers(range), filter }),
    lines: async (range, filter) => linesOf(session, { range: toNumbers(range), filter }),
    totalsAndLines: async (range, filter) => totalsAndLinesOf(session, { range: toNumbers(range), filter }),
    points: async (range, filter) => pointsOf(session, { range: toNumbers(range), filter }),
    imports: async (range, filter) => importsIn(session, toNumbers(range), filter?.sourceIds),
    newestImports: (unit) => newestImports(session, unit),
    sourceStates: () => costSourceStates(session),
    ownership: () => costOwnership(session),
    replace: (imported, lines) => replaceFigures(session, imported, lines),
    saveSourceState: (state) => saveCostSourceState(session, state),
    addOwnership: (changes) => addCostOwnership(session, changes),
    deleteBefore: (before, limit) => forgetFigures(session, before, limit),
  }
}
