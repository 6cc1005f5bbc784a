import { allowed, refused, type Outcome } from '../domain/actor.ts'
import type { Deployer, PlanWish } from '../domain/deployer.ts'
import type { Wave } from '../domain/deploys/deploy-policy.ts'
import type { TargetPlan } from '../domain/deploys/plan.ts'
import { releaseName, type Release } from '../domain/deploys/release.ts'

export interface TargetsWish {
  place: { project: string; service: string; environment: string }
  waves: readonly Wave[]
  release: Release
  warnings: PlanWish['warnings']
}

/** Asks every cluster at once what would change. One no is a no to the whole. */
export async function planTargets(deployer: Deployer, wish: TargetsWish): Promise<Outcome<TargetPlan[]>> {
  const { place, waves, release, warnings } = wish
  const { repository, digest } = release
  const { project, service, environment } = place
  const places = waves.flatMap(({ regions }, wave) =>
    regions.map((where) => ({ project, service, environment, ...where, wave })),
  )
  const asked = await Promise.all(
    places.map(async (target) => ({
      region: target.region,
      planned: await deployer.plan({ place: target, repository, digest, commits: null, warnings }),
    })),
  )
  const targets: TargetPlan[] = []
  for (const { region, planned } of asked) {
    if (!planned.ok) {
      const { refusal } = planned
      return { ok: false, refusal: { ...refusal, details: { region, ...refusal.details } } }
    }
    targets.push(planned.value)
  }
  if (targets.some(({ workloads }) => workloads.length > 0)) return allowed(targets)
  return refused('nothing-to-change', { version: releaseName(release), service, environment })
}
