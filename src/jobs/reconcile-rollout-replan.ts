import type { Deployer } from '../domain/deployer.ts'
import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import type { WorkloadChange } from '../domain/deploys/plan.ts'
import { openWorkload, type RolloutTrouble, type TargetRollout } from '../domain/deploys/target-rollout.ts'
import type { Clock } from '../lib/clock.ts'
import { isPassing } from '../operations/start-wave-facts.ts'

export type Replanned =
  | { rollout: TargetRollout; againAt: number; trouble: RolloutTrouble | null }
  | { rollout: TargetRollout; reason: string; message: string }

interface ReplanDeps {
  deployer: Pick<Deployer, 'plan'>
  clock: Pick<Clock, 'now'>
}

const RETRY_MS = 5_000

/** A target that could not be looked at when its wave began. */
export async function planTargetNow(
  deps: ReplanDeps,
  record: DeployRecord,
  rollout: TargetRollout,
): Promise<Replanned> {
  const planned = await planAll(deps, record, rollout)
  if (!Array.isArray(planned)) return planned
  return {
    rollout: { ...rollout, workloads: planned.map(openWorkload) },
    againAt: deps.clock.now(),
    trouble: null,
  }
}

/** What runs changed under a change that nobody's yes is bound to: it is made from what runs now. */
export async function planWorkloadAgain(
  deps: ReplanDeps,
  record: DeployRecord,
  { rollout, index }: { rollout: TargetRollout; index: number },
): Promise<Replanned> {
  const before = rollout.workloads[index]?.change
  const planned = await planAll(deps, record, rollout)
  if (!Array.isArray(planned)) return planned
  const fresh = planned.find(({ kind, name }) => kind === before?.kind && name === before.name)
  if (!fresh) return { rollout, reason: 'workload-not-found', message: before?.name ?? '' }
  const again = rollout.workloads.with(index, openWorkload(fresh))
  return { rollout: { ...rollout, workloads: again }, againAt: deps.clock.now(), trouble: null }
}

async function planAll(
  { deployer, clock }: ReplanDeps,
  { release }: DeployRecord,
  rollout: TargetRollout,
): Promise<WorkloadChange[] | Replanned> {
  const { repository, digest } = release
  const planned = await deployer.plan({ place: rollout, repository, digest, commits: null, warnings: [] })
  if (planned.ok) return [...planned.value.workloads, ...(planned.value.standing ?? [])]
  const { refusal } = planned
  if (!isPassing(refusal)) return { rollout, reason: refusal.reason, message: '' }
  const now = clock.now()
  const since = rollout.trouble?.code === refusal.reason ? rollout.trouble.since : now
  return { rollout, againAt: now + RETRY_MS, trouble: { code: refusal.reason, message: '', since } }
}
