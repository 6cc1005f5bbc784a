import { deployCardId, type DeployRecord } from '../domain/deploys/deploy-record.ts'
import type { DeployNotice } from '../domain/deploys/deploy-view.ts'
import { PRIORITY, type Priority } from '../domain/message.ts'
import type { Records } from '../domain/store.ts'

type Shown = Pick<DeployRecord, 'id' | 'channel'>

/** The card shows what is true now. */
export async function wantDeployCard(
  tx: Records,
  { id, channel }: Shown,
  { now, priority = PRIORITY.outcome }: { now: number; priority?: Priority },
): Promise<void> {
  await tx.cards.want({ id: deployCardId(id), kind: 'deploy', subject: id, channel, priority, dueAt: now })
}

/** A reply in the deploy's thread, once per `key`. */
export async function tellOfDeploy(
  tx: Records,
  { id, channel }: Shown,
  notice: Omit<DeployNotice, 'deployId'> & { key: string; now: number },
): Promise<void> {
  const { key, now, ...told } = notice
  await tx.notices.add({
    key: `deploy:${id}:${key}`,
    kind: 'deploy',
    payload: { deployId: id, ...told },
    channel,
    threadCardId: deployCardId(id),
    priority: PRIORITY.outcome,
    createdAt: now,
    dueAt: now,
  })
}

/** The deploy's next step is taken at `dueAt`. */
export async function wakeDeploy(tx: Records, deployId: string, dueAt: number): Promise<void> {
  await tx.queue.enqueue('reconcile-deploy', deployId, { dueAt, priority: PRIORITY.outcome })
}

export async function wakeRollout(tx: Records, rolloutId: string, dueAt: number): Promise<void> {
  await tx.queue.enqueue('reconcile-rollout', rolloutId, { dueAt, priority: PRIORITY.outcome })
}
