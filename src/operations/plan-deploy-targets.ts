import { allowed, refused, type Outcome, type Refusal } from '../domain/actor.ts'
import type { Deployer, PlanWish, TargetPlace } from '../domain/deployer.ts'
import type { Wave } from '../domain/deploys/deploy-policy.ts'
import type { DeployKind } from '../domain/deploys/deploy-record.ts'
import type { TargetPlan } from '../domain/deploys/plan.ts'
import type { PlanWarning } from '../domain/deploys/plan-warnings.ts'
import { releaseName, type Release } from '../domain/deploys/release.ts'

export interface TargetsWish {
  /** A rollback goes where it can: regions that cannot be planned now are told and follow. */
  place: { kind: DeployKind; project: string; service: string; environment: string }
  waves: readonly Wave[]
  release: Release
  warnings: PlanWish['warnings']
}

/** Asks every cluster at once what would change. One no is a no to the whole, but for a rollback. */
export async function planTargets(deployer: Deployer, wish: TargetsWish): Promise<Outcome<TargetPlan[]>> {
  const { place, waves, release, warnings } = wish
  const { repository, digest } = release
  const { project, service, environment } = place
  const places = waves.flatMap(({ regions }, wave) =>
    regions.map((where) => ({ project, service, environment, ...where, wave })),
  )
  const asked = await Promise.all(
    places.map(async (target) => ({
      target,
      planned: await deployer.plan({ place: target, repository, digest, commits: null, warnings }),
    })),
  )
  const targets: TargetPlan[] = []
  let first: Refusal | null = null
  for (const { target, planned } of asked) {
    if (planned.ok) {
      targets.push(planned.value)
      continue
    }
    const { refusal } = planned
    first ??= { ...refusal, details: { region: target.region, ...refusal.details } }
    if (place.kind === 'deploy') return { ok: false, refusal: first }
    targets.push(unseenTarget(target, { reason: refusal.reason, warnings }))
  }
  if (targets.some(({ workloads }) => workloads.length > 0)) return allowed(targets)
  // What stands already is watched, and counts as deployed when it serves.
  const stands = targets.some(({ standing = [] }) => standing.length > 0)
  if (place.kind === 'deploy' && stands) return allowed(targets)
  if (first) return { ok: false, refusal: first }
  return refused('nothing-to-change', { version: releaseName(release), service, environment })
}

function unseenTarget(
  { service, environment, region, cluster, wave }: TargetPlace,
  { reason, warnings }: { reason: string; warnings: PlanWish['warnings'] },
): TargetPlan {
  const unseen: PlanWarning = { warning: 'not-seen', region, cluster, reason }
  const told = [...warnings, unseen]
  return { service, environment, region, cluster, wave, workloads: [], commits: null, warnings: told }
}
