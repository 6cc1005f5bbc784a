import type { CurrencyReport } from '../domain/cost/report.ts'
import type { CostImport } from '../domain/cost/source.ts'
import type { Reads } from '../domain/store.ts'
import { rangeOf } from './cost-report-figures.ts'
import type { ReportWindow } from './cost-report-window.ts'

/** As many answers are remembered: periods that people ask for in an hour. */
const MOST = 16

export type CompanyReports = (
  reads: Pick<Reads, 'costs'>,
  window: ReportWindow,
  make: () => Promise<CurrencyReport[]>,
) => Promise<CurrencyReport[]>

/**
 * The company's figures are many, and the same for everybody who asks: they are made anew only when a source has told
 * something else of one of the days.
 */
export function createCompanyReports(): CompanyReports {
  const remembered = new Map<string, CurrencyReport[]>()
  return async (reads, window, make) => {
    const key = await keyOf(reads, window)
    const reports = remembered.get(key) ?? (await make())
    remembered.delete(key)
    remembered.set(key, reports)
    const [oldest] = remembered.keys()
    if (remembered.size > MOST && oldest !== undefined) remembered.delete(oldest)
    return reports
  }
}

async function keyOf({ costs }: Pick<Reads, 'costs'>, window: ReportWindow): Promise<string> {
  const { period, hours } = window
  const before = hours
    ? { unit: 'hour' as const, ...hours.before }
    : { unit: 'day' as const, ...period.before }
  const told = [...(await costs.imports(rangeOf(window))), ...(await costs.imports(before))]
  const { word, days, isRunning } = period
  return JSON.stringify([word, days, period.before, isRunning, hours, told.map(versionOf)])
}

function versionOf({ sourceId, period, state, revision }: CostImport): (string | number)[] {
  return [sourceId, period.unit === 'hour' ? period.at : period.day, state, revision]
}
