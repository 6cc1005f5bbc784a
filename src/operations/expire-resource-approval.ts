import { z } from 'zod'
import { allowed } from '../domain/actor.ts'
import { stepApproval } from '../domain/approval.ts'
import { endUntouched, readChange } from './change-transition.ts'
import { defineOperation, systemOnly } from './define-operation.ts'
import { tellOfChange } from './resource-effects.ts'

const input = z.object({ approvalId: z.string() })

/** Ends an approval whose time is over, and its change with it. */
export const createExpireResourceApproval = defineOperation<z.output<typeof input>, 'expired' | 'unchanged'>({
  name: 'expire-resource-approval',
  isKept: true,
  input,
  may: systemOnly,
  async decide({ tx, input: { approvalId }, now }) {
    const unchanged = { outcome: allowed('unchanged' as const), audit: null }
    const approval = await tx.approvals.get(approvalId)
    const read = approval && (await readChange(tx, approval.subjectId))
    if (!approval || !read?.ok) return unchanged
    const stepped = stepApproval(approval, { event: 'time-passed' }, { seen: approval.version, now })
    if (!stepped.ok || stepped.value.effect !== 'expired') return unchanged
    await tx.approvals.update(stepped.value.approval)
    const { change, resource } = read.value
    if (change.state === 'waiting-for-approval') {
      await endUntouched(tx, read.value, { as: 'expired', now })
      await tellOfChange(
        tx,
        { id: change.id, channel: resource.channel },
        {
          key: 'expired',
          news: 'expired',
          values: {},
          mentions: [change.requesterId],
          now,
        },
      )
    }
    const details = { approvalId, changeId: change.id, name: resource.name }
    return {
      outcome: allowed('expired' as const),
      audit: { subject: resource.id, outcome: 'expired', details },
    }
  },
})
