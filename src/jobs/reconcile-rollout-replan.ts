import type { Deployer } from '../domain/deployer.ts'
import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import { openWorkload, type TargetRollout } from '../domain/deploys/target-rollout.ts'
import type { Clock } from '../lib/clock.ts'

export type Replanned =
  { rollout: TargetRollout; againAt: number } | { rollout: TargetRollout; reason: string; message: string }

/** What runs changed under a change that nobody's yes is bound to: it is made from what runs now. */
export async function planWorkloadAgain(
  { deployer, clock }: { deployer: Pick<Deployer, 'plan'>; clock: Pick<Clock, 'now'> },
  record: DeployRecord,
  { rollout, index }: { rollout: TargetRollout; index: number },
): Promise<Replanned> {
  const { repository, digest } = record.release
  const planned = await deployer.plan({ place: rollout, repository, digest, commits: null, warnings: [] })
  const before = rollout.workloads[index]?.change
  if (!planned.ok) return { rollout, reason: planned.refusal.reason, message: '' }
  const { workloads, standing = [] } = planned.value
  const fresh = [...workloads, ...standing].find(
    ({ kind, name }) => kind === before?.kind && name === before.name,
  )
  if (!fresh) return { rollout, reason: 'workload-not-found', message: before?.name ?? '' }
  const again = rollout.workloads.with(index, openWorkload(fresh))
  return { rollout: { ...rollout, workloads: again }, againAt: clock.now() }
}
