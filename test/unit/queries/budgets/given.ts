import { createBudgetForm } from '../../../../src/queries/budget-form.ts'
import { createBudgetOfApproval } from '../../../../src/queries/budget-of-approval.ts'
import { createListBudgets } from '../../../../src/queries/list-budgets.ts'
import { UNIT } from '../../operations/budgets/given.ts'
import type { Rig } from '../../operations/budgets/rig.ts'

export function queriesOf({ deps: given }: Rig) {
  const deps = { ...given, costSources: [] }
  return {
    list: createListBudgets(deps),
    form: createBudgetForm(deps),
    ofApproval: createBudgetOfApproval(deps),
  }
}

/** What a project of the team cost on a day, in units. */
export async function spent(
  rig: Rig,
  day: string,
  { units, teamId = 'payments', project = 'payments', currency = 'USD' }: Spent,
): Promise<void> {
  const line = { bucket: 'team', teamId, project, service: 'api', currency, podMinutes: 0 } as const
  const imported = {
    sourceId: `opencost:${project}-${currency}`,
    period: { unit: 'day', day },
    state: 'complete',
    coveredMs: 86_400_000,
    lengthMs: 86_400_000,
    isEstimated: false,
    readAt: rig.clock.now,
  } as const
  await rig.store.transaction((tx) =>
    tx.costs.replace(imported, [{ ...line, micros: { cpu: units * UNIT } }]),
  )
}

interface Spent {
  units: number
  teamId?: string
  project?: string
  currency?: string
}
