import { z } from 'zod'
import { refused, type Outcome } from '../domain/actor.ts'
import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import { peopleOnly } from '../domain/members.ts'
import type { Records } from '../domain/store.ts'
import { defineOperation } from './define-operation.ts'
import type { DeployDeps } from './deploy-deps.ts'
import { tellOfDeploy } from './deploy-effects.ts'
import { stepRecord } from './deploy-transition.ts'
import { calledIn, decided, userOf } from './request-deploy-decided.ts'

/** Who asked for it takes it back, while nothing of it rolls. */
export const createWithdrawDeploy = defineOperation<{ deployId: string }, DeployRecord, DeployDeps>({
  name: 'withdraw-deploy',
  isKept: true,
  input: z.object({ deployId: z.string().min(1).max(200) }),
  may: peopleOnly,
  async decide({ tx, actor, input: { deployId }, now }) {
    const record = await tx.deploys.get(deployId)
    const outcome = record
      ? await takeBack(tx, record, { userId: userOf(actor), now })
      : refused('deploy-unknown', { deployId })
    const details = record ? calledIn(record) : {}
    return decided(outcome, { subject: deployId, as: 'withdrawn', details })
  },
})

async function takeBack(
  tx: Records,
  record: DeployRecord,
  { userId, now }: { userId: string; now: number },
): Promise<Outcome<DeployRecord>> {
  if (record.requesterId !== userId) {
    return refused('only-requester-may-withdraw', { userId: record.requesterId })
  }
  const event = { event: 'called-off', as: 'cancelled', reason: 'withdrawn' } as const
  const stepped = await stepRecord(tx, record, { event, now })
  if (!stepped.ok) return stepped
  const values = { by: userId }
  await tellOfDeploy(tx, record, { key: 'withdrawn', news: 'withdrawn', values, mentions: [], now })
  return stepped
}
