import type { Deploy } from '../../../src/domain/deploys/deploy.ts'
import { newDeploy } from '../../../src/domain/deploys/new-deploy.ts'
import { stepDeploy, type DeployEvent } from '../../../src/domain/deploys/step-deploy.ts'
import { anEnvironment } from './a-policy.ts'

export function start(needsApproval = true, regions: string[] | 'all' = 'all') {
  let n = 0
  const approval = needsApproval ? anEnvironment().approval : null
  const policy = { ...anEnvironment({ approval }), exceptions: [] }
  return newDeploy(policy, { requesterId: 'UBOB', regions }, () => `r${n++}`)
}
export function after(...events: DeployEvent[]): Deploy {
  const begun = start()
  if (!begun.ok) throw new Error(begun.refusal.reason)
  return events.reduce((deploy, event) => {
    const next = stepDeploy(deploy, event, deploy.version)
    if (!next.ok) throw new Error(next.refusal.reason)
    return next.value
  }, begun.value)
}
export const approved = (wave: number): DeployEvent => ({ event: 'wave-approved', wave })
export const go = (wave: number): DeployEvent => ({ event: 'start-wave', wave, no: null })
export const end = (rolloutId: string, as: 'succeeded' | 'failed' = 'succeeded'): DeployEvent => ({
  event: 'rollout-ended',
  rolloutId,
  as,
  reason: as === 'failed' ? 'out-of-memory' : null,
})
export const glass = { event: 'glass-broken', by: 'UEVE', reason: 'down', at: 1 } as const
export const superseded: DeployEvent = { event: 'superseded', reason: 'd2' }
export const undone: DeployEvent = { event: 'rolled-back', reason: 'd3' }
export const off = { event: 'called-off', as: 'rejected', reason: 'no' } as const
export const first = [approved(0), go(0), end('r0')]
export const all = [...first, approved(1), go(1), end('r1'), end('r2')]
