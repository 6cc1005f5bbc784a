import type { CostRow } from '../../domain/cost/line.ts'
import { addKinds, microsOfText } from '../../domain/cost/money.ts'
import { own } from '../../domain/own.ts'
import type { CostGroup } from './cost-explorer-page.ts'
import { kindOfService } from './cost-explorer-services.ts'

/** Throws RangeError for what is no amount of money, and for what belongs to another tag. */
export function toRow(
  { Keys: [tagged, service], Metrics }: CostGroup,
  { projectTag, metric }: { projectTag: string; metric: string },
): CostRow {
  const prefix = `${projectTag}$`
  // `project$` alone is what carries no tag, or an empty one.
  if (!tagged.startsWith(prefix)) throw new RangeError(`${tagged} is no value of the tag ${projectTag}`)
  const { Amount, Unit } = own(Metrics, metric) ?? { Amount: '', Unit: '' }
  if (!/^[A-Z]{3}$/.test(Unit)) throw new RangeError(`${service}: ${metric}: no currency: ${Unit}`)
  return {
    role: 'used',
    project: tagged.slice(prefix.length),
    service,
    currency: Unit,
    micros: addKinds({}, { [kindOfService(service)]: microsOf(Amount, `${service}: ${metric}`) }),
    podMinutes: 0,
  }
}

function microsOf(amount: string, where: string): number {
  try {
    return microsOfText(amount)
  } catch (error) {
    throw error instanceof RangeError ? new RangeError(`${where}: ${error.message}`) : error
  }
}
