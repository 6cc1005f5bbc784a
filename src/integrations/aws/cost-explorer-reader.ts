import type { CostAnswer, CostSource } from '../../domain/cost/source.ts'
import { CloudError } from '../../domain/resources/cloud.ts'
import { createAccountGuard } from './account-guard.ts'
import { createCalls } from './calls.ts'
import { createClients } from './clients.ts'
import { toDaySets } from './cost-explorer-days.ts'
import { costFailureOf } from './cost-explorer-failure.ts'
import { readUsagePages } from './cost-explorer-pages.ts'
import { createTagQuestion } from './cost-explorer-tag.ts'
import type { CostExplorerOptions } from './cost-explorer-settings.ts'
import { costRegion } from './home-region.ts'
import { createPaidCall, GivenUp } from './cost-explorer-paid-call.ts'

export type CostExplorerReader = Pick<CostSource, 'read'> & { close(): void }

const TIMEOUT_MS = 30_000

/** Loads the SDK; `createCostExplorer` does so when it is needed. */
export function createCostExplorerReader(options: CostExplorerOptions): CostExplorerReader {
  const { account, clock } = options
  const region = costRegion(account.role?.arn)
  // Each try costs money, so that none is made behind the back of who counts them.
  const clients = createClients({ ...options, region, requestTimeoutMs: TIMEOUT_MS, readAttempts: 1 })
  const deps = { ...options, account: account.name, region, clients }
  const guard = createAccountGuard(deps)(account.id === null ? [] : [account.id])
  const calls = createCalls({ ...deps, guard })
  const tagQuestion = createTagQuestion({ calls, clock, tag: options.projectTag })

  const read: CostSource['read'] = async (window, { mayCall, signal }): Promise<CostAnswer> => {
    const paid = createPaidCall({ clock, guard, mayCall, signal })
    const pages = await readUsagePages({ calls, paid, signal }, { ...options, ...window })
    const sets = toDaySets(pages, { ...options, ...window, now: clock.now() })
    const rows = sets.flatMap((set) => set.rows)
    const isWithoutProjects = rows.length > 0 && rows.every(({ project }) => project === '')
    const isInactive = isWithoutProjects && (await tagQuestion.isInactive(paid, signal))
    const notes = isInactive ? [{ code: 'tag-inactive' as const, tag: options.projectTag }] : []
    return { state: 'read', sets, notes }
  }
  return {
    async read(window, how) {
      try {
        return await read(window, how)
      } catch (error) {
        if (error instanceof GivenUp) return { state: 'failed', failure: error.failure }
        if (error instanceof CloudError) return { state: 'failed', failure: costFailureOf(error.failure) }
        throw error
      }
    },
    close: clients.close,
  }
}
