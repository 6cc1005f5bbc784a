import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import type { DeployKind } from '../domain/deploys/deploy-record.ts'
import type { EffectivePolicy } from '../domain/deploys/effective-policy.ts'
import { frozenAt } from '../domain/deploys/freeze.ts'
import { frozenByHand } from '../domain/deploys/manual-freeze.ts'
import type { PlanWarning } from '../domain/deploys/plan-warnings.ts'
import type { Release } from '../domain/deploys/release.ts'
import type { Reads } from '../domain/store.ts'

export interface WarningFacts {
  place: { kind: DeployKind; project: string; service: string; environment: string }
  release: Release
  policy: EffectivePolicy
  environments: DeployPolicy['environments']
  now: number
}

/** What the store knows that somebody should think of before asking; the same for each target. */
export async function warningsOf(
  reads: Pick<Reads, 'deploys' | 'freezes'>,
  facts: WarningFacts,
): Promise<PlanWarning[]> {
  const { place, release, policy, now } = facts
  const { kind, project, service, environment } = place
  const warnings: PlanWarning[] = []
  if (kind === 'deploy') {
    const never = await neverSucceeded(reads, facts)
    if (never !== null) warnings.push({ warning: 'never-succeeded-earlier', environment: never })
  }
  if (kind === 'deploy') {
    // A rollback goes before them.
    for (const { id } of await reads.deploys.open({ projects: [project], service, environment })) {
      warnings.push({ warning: 'other-deploy-running', deployId: id })
    }
    const byHand = frozenByHand(await reads.freezes.active(now), place, now)
    const frozen = frozenAt(policy.freezes, now) ?? byHand
    if (frozen) warnings.push({ warning: 'frozen', ...frozen })
  }
  if (!release.isVerified) warnings.push({ warning: 'unverified' })
  return warnings
}

/** The environment right before this one, when the version never ran well there. */
async function neverSucceeded(
  reads: Pick<Reads, 'deploys'>,
  { place, release, policy, environments }: WarningFacts,
): Promise<string | null> {
  const index = environments.findIndex(({ name }) => name === place.environment)
  const earlier = environments[index - 1]?.name
  if (earlier === undefined) return null
  const byCommit = policy.promotion?.same === 'commit'
  const past = await reads.deploys.successesOf(place, release)
  const isWell = past.some(
    ({ environment, digest, commit }) =>
      environment === earlier &&
      (digest === release.digest || (byCommit && commit !== null && commit === release.commit)),
  )
  return isWell ? null : earlier
}
