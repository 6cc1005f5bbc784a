import { z } from 'zod'
import { allowed, refused } from '../domain/actor.ts'
import { stepApproval } from '../domain/approval.ts'
import { defineOperation, systemOnly } from './define-operation.ts'
import { tellOfDeploy } from './deploy-effects.ts'
import { stepRecord } from './deploy-transition.ts'

/** Ends an approval whose time is over, and its deploy with it. */
export const createExpireApproval = defineOperation<{ approvalId: string }, 'expired' | 'unchanged'>({
  name: 'expire-approval',
  isKept: true,
  input: z.object({ approvalId: z.string() }),
  may: systemOnly,
  async decide({ tx, input, now }) {
    const approval = await tx.approvals.get(input.approvalId)
    const record = approval && (await tx.deploys.get(approval.subjectId))
    const audit = { subject: record?.id ?? input.approvalId, details: { approvalId: input.approvalId } }
    if (!approval || !record) {
      return { outcome: refused('approval-unknown'), audit: { ...audit, outcome: 'unknown' } }
    }
    const stepped = stepApproval(approval, { event: 'time-passed' }, { seen: approval.version, now })
    if (!stepped.ok || stepped.value.effect !== 'expired') {
      return { outcome: allowed('unchanged' as const), audit: null }
    }
    await tx.approvals.update(stepped.value.approval)
    const event = { event: 'called-off', as: 'expired', reason: null } as const
    await stepRecord(tx, record, { event, now })
    const values = { wave: approval.wave }
    const mentions = [record.requesterId]
    await tellOfDeploy(tx, record, { key: `expired:${approval.id}`, news: 'expired', values, mentions, now })
    return { outcome: allowed('expired' as const), audit: { ...audit, outcome: 'expired' } }
  },
})
