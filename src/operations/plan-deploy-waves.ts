import { allowed, refused, type Outcome } from '../domain/actor.ts'
import type { Project } from '../domain/catalogue.ts'
import type { DeployKind } from '../domain/deploys/deploy-record.ts'
import type { Wave } from '../domain/deploys/deploy-policy.ts'
import type { EffectivePolicy } from '../domain/deploys/effective-policy.ts'

export const ROLLBACK_WAVE = 'rollback'

/**
 * The waves of a deploy to these regions, numbered as it will have them: where nobody goes there is no wave. Regions
 * in clusters that the project is not in are none of its own. A rollback goes everywhere at once.
 */
export function wavesFor(
  { policy, project }: { policy: EffectivePolicy; project: Project },
  wish: { kind: DeployKind; regions: readonly string[] | 'all' },
): Outcome<Wave[]> {
  const details = { project: project.namespace, environment: policy.name }
  const own = policy.waves.map((wave) => ({
    ...wave,
    regions: wave.regions.filter(({ cluster }) => isIn(project, cluster)),
  }))
  const known = own.flatMap(({ regions }) => regions.map(({ region }) => region))
  const wanted = wish.regions === 'all' ? known : wish.regions
  const unknown = wanted.find((region) => !known.includes(region))
  if (unknown !== undefined) return refused('region-unknown', { ...details, region: unknown })
  const waves = own
    .map((wave) => ({ ...wave, regions: wave.regions.filter(({ region }) => wanted.includes(region)) }))
    .filter(({ regions }) => regions.length > 0)
  if (waves.length === 0) return refused('no-region', details)
  if (wish.kind === 'deploy') return allowed(waves)
  return allowed([{ name: ROLLBACK_WAVE, regions: waves.flatMap(({ regions }) => regions) }])
}

function isIn({ clusters }: Project, cluster: string): boolean {
  return clusters.length === 0 || clusters.includes(cluster)
}
