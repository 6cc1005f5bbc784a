import type { Rollout } from '../domain/deploys/deploy.ts'
import type { DeployView, QueuePlace } from '../domain/deploys/deploy-view.ts'
import type { Lock } from '../domain/deploys/lock.ts'
import type { TargetPlan } from '../domain/deploys/plan.ts'
import type { TargetRollout } from '../domain/deploys/target-rollout.ts'
import type { Eta } from '../domain/rollout/eta.ts'
import { own } from '../domain/own.ts'

/** Everything that is told of one region of a deploy. */
export interface RegionView {
  wave: number
  rollout: Rollout
  target: TargetRollout | null
  plan: TargetPlan | null
  queue: QueuePlace | null
  eta: Eta | null
  closed: NonNullable<Lock['closed']> | null
}

export function regionsOf(view: DeployView): RegionView[] {
  const targets = new Map(view.rollouts.map((target) => [target.id, target]))
  const plans = new Map(view.record.plan.targets.map((plan) => [plan.region, plan]))
  return view.record.waves.flatMap(({ rollouts }, wave) =>
    rollouts.map((rollout) => ({
      wave,
      rollout,
      target: targets.get(rollout.id) ?? null,
      plan: plans.get(rollout.region) ?? null,
      queue: own(view.queues, rollout.id) ?? null,
      eta: own(view.etas, rollout.id) ?? null,
      closed: own(view.closed, rollout.region) ?? null,
    })),
  )
}

/** When the first region began, null before. */
export function startOf(view: DeployView): number | null {
  const starts = view.rollouts.flatMap(({ startedAt }) => (startedAt === null ? [] : [startedAt]))
  return starts.length === 0 ? null : Math.min(...starts)
}

/** Something else runs there by now: what went wrong is history. */
export function isPast({ record }: DeployView): boolean {
  return record.state === 'rolled-back' || record.state === 'superseded'
}

/** It had begun to write when it lost its place: a rollback did that, or whoever came when its time ran out. */
export function isPreempted({ record, rollouts }: DeployView): boolean {
  const begun = new Set(rollouts.filter(({ startedAt }) => startedAt !== null).map(({ id }) => id))
  const all = record.waves.flatMap((wave) => wave.rollouts)
  return record.state === 'superseded' && all.some(({ id, state }) => state === 'superseded' && begun.has(id))
}
