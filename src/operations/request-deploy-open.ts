import type { DeployFilter } from '../domain/deploys/records.ts'
import type { Records } from '../domain/store.ts'
import { wakeDeploy, wantDeployCard } from './deploy-effects.ts'

/** What stands in the way of open deploys changed: their cards say so, and they look again at `wakeAt` (null: not for this). */
export async function touchOpenDeploys(
  tx: Records,
  filter: DeployFilter,
  { now, wakeAt }: { now: number; wakeAt: number | null },
): Promise<void> {
  for (const record of await tx.deploys.open(filter)) {
    await wantDeployCard(tx, record, { now })
    if (wakeAt !== null) await wakeDeploy(tx, record.id, wakeAt)
  }
}
