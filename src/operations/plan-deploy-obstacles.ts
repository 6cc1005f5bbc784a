import type { Refusal } from '../domain/actor.ts'
import { targetKey } from '../domain/deploys/deploy-record.ts'
import type { EffectivePolicy } from '../domain/deploys/effective-policy.ts'
import { closedNow } from '../domain/deploys/lock.ts'
import { judgePromotion } from '../domain/deploys/promotion.ts'
import { versionOf, type Release } from '../domain/deploys/release.ts'
import type { Reads } from '../domain/store.ts'

export interface Wanted {
  project: string
  service: string
  environment: string
  regions: readonly string[]
  release: Release
  policy: EffectivePolicy
}

/** Why the store says that this version may not be deployed there now, null when it may. Never asked of a rollback. */
export async function obstacleOf(
  reads: Pick<Reads, 'deploys' | 'locks'>,
  wanted: Wanted,
  now: number,
): Promise<Refusal | null> {
  const { project, service, release, policy } = wanted
  const successes = policy.promotion ? await reads.deploys.successesOf({ project, service }, release) : []
  const version = versionOf(release, project, service)
  const no = judgePromotion(policy.promotion, version, { successes, now })
  if (no) return no
  for (const region of wanted.regions) {
    const closed = closedNow(await reads.locks.get(targetKey({ ...wanted, region })), now)
    if (closed) {
      const { by, reason, expiresAt } = closed
      return { reason: 'locked', details: { region, by, reason, until: expiresAt } }
    }
  }
  return null
}
