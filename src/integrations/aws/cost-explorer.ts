import type { CostSource } from '../../domain/cost/source.ts'
import type { CostExplorerReader } from './cost-explorer-reader.ts'
import type { CostExplorerOptions } from './cost-explorer-settings.ts'

/** What the services of one account cost, day by day of UTC, as the invoice will say it. */
export function createCostExplorer(options: CostExplorerOptions): CostSource & { close(): void } {
  const { account } = options
  let loading: Promise<CostExplorerReader> | null = null
  const load = () =>
    (loading ??= import('./cost-explorer-reader.ts').then(({ createCostExplorerReader }) =>
      createCostExplorerReader(options),
    ))
  return {
    id: `cost-explorer:${account.name}`,
    kind: 'cost-explorer',
    place: account.name,
    cluster: null,
    unit: 'day',
    prices: 'billed',
    read: async (window, how) => (await load()).read(window, how),
    close() {
      void loading?.then((reader) => reader.close())
    },
  }
}
