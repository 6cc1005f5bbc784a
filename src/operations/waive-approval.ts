import { z } from 'zod'
import { allowed, refused } from '../domain/actor.ts'
import { stepApproval } from '../domain/approval.ts'
import { currentWave } from '../domain/deploys/deploy.ts'
import { effectivePolicy } from '../domain/deploys/effective-policy.ts'
import { defineOperation, systemOnly } from './define-operation.ts'
import type { DeployDeps } from './deploy-deps.ts'
import { wakeDeploy } from './deploy-effects.ts'
import { stepRecord } from './deploy-transition.ts'

/** Policy does not ask for this approval any more: nobody could give it, so the wave goes on without. */
export const createWaiveApproval = defineOperation<{ deployId: string }, 'waived' | 'unchanged', DeployDeps>({
  name: 'waive-approval',
  isKept: true,
  input: z.object({ deployId: z.string() }),
  may: systemOnly,
  async decide({ tx, input, now, deps }) {
    const record = await tx.deploys.get(input.deployId)
    const audit = { subject: input.deployId }
    if (!record) return { outcome: refused('deploy-unknown'), audit: { ...audit, outcome: 'unknown' } }
    const unchanged = { outcome: allowed('unchanged' as const), audit: null }
    const wave = currentWave(record)
    const policy = effectivePolicy(deps.deployPolicy, record, now)
    if (wave === null || !policy.ok || policy.value.approval !== null) return unchanged
    for (const approval of await tx.approvals.of(record.id)) {
      const event = { event: 'set-aside', by: null, reason: 'approval-not-needed' } as const
      const moment = { seen: approval.version, now }
      const set = stepApproval(approval, event, moment)
      // One that has run out of time answers so: it is expired.
      const ended = set.ok ? set : stepApproval(approval, { event: 'time-passed' }, moment)
      if (ended.ok) await tx.approvals.update(ended.value.approval)
    }
    const stepped = await stepRecord(tx, record, { event: { event: 'wave-approved', wave }, now })
    if (!stepped.ok) return unchanged
    await wakeDeploy(tx, record.id, now)
    const details = { wave, exceptions: policy.value.exceptions.map(({ id }) => id) }
    return { outcome: allowed('waived' as const), audit: { ...audit, outcome: 'waived', details } }
  },
})
