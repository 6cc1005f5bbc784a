import { isOver } from '../domain/deploys/deploy.ts'
import { deployCardId } from '../domain/deploys/deploy-record.ts'
import type { DeployFilter } from '../domain/deploys/records.ts'
import type { Records } from '../domain/store.ts'
import { wakeDeploy, wantDeployCard } from './deploy-effects.ts'

const NEWEST = 5

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

/** The cards that people have in front of them have a button to unlock, over or not. Open ones are touched anyway. */
export async function touchNewestDeploys(tx: Records, filter: DeployFilter, now: number): Promise<void> {
  for (const record of (await tx.deploys.recent(filter, NEWEST)).filter(isOver)) {
    const card = await tx.cards.get(deployCardId(record.id))
    if (card) await wantDeployCard(tx, record, { now })
  }
}
