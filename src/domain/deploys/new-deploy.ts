import { allowed, refused, type Outcome } from '../actor.ts'
import type { NewId } from '../../lib/id.ts'
import type { Deploy, DeployWave } from './deploy.ts'
import type { EffectivePolicy } from './effective-policy.ts'

/** A deploy as it is asked for: a rollout per region, in the waves that policy orders. */
export function newDeploy(
  policy: EffectivePolicy,
  who: { requesterId: string; regions: readonly string[] | 'all' },
  newId: NewId,
): Outcome<Deploy> {
  const known = policy.waves.flatMap((wave) => wave.regions.map(({ region }) => region))
  const wanted = who.regions === 'all' ? known : who.regions
  const unknown = wanted.find((region) => !known.includes(region))
  if (unknown !== undefined) return refused('region-unknown', { region: unknown, environment: policy.name })
  if (wanted.length === 0) return refused('no-region', { environment: policy.name })
  const waves = policy.waves.flatMap((wave): DeployWave[] => {
    const regions = wave.regions.filter(({ region }) => wanted.includes(region))
    if (regions.length === 0) return []
    const rollouts = regions.map((place) => ({
      ...place,
      id: newId(),
      state: 'waiting' as const,
      reason: null,
    }))
    return [{ name: wave.name, approval: policy.approval ? 'waiting' : 'not-needed', rollouts }]
  })
  return allowed({
    id: newId(),
    state: policy.approval ? 'waiting-for-approval' : 'requested',
    waves,
    requesterId: who.requesterId,
    reason: null,
    brokenGlass: null,
    version: 0,
  })
}
