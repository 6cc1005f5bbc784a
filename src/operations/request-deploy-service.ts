import { z } from 'zod'
import { refused, type Outcome } from '../domain/actor.ts'
import { projectNamed, type Catalogue } from '../domain/catalogue.ts'
import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import { targetKey } from '../domain/deploys/deploy-record.ts'
import { effectivePolicy } from '../domain/deploys/effective-policy.ts'
import type { DeployFilter } from '../domain/deploys/records.ts'
import type { Lock } from '../domain/deploys/lock.ts'
import type { Records } from '../domain/store.ts'
import { wavesFor } from './plan-deploy-waves.ts'

const name = z.string().trim().min(1).max(253)
export const placeInput = z.object({ project: name, service: name, environment: name })
export type ServicePlace = z.output<typeof placeInput>

const LONGEST_MS = 366 * 86_400_000
/** For how long; null: until somebody ends it. */
export const forMsInput = z.int().positive().max(LONGEST_MS).nullable()
export const reasonInput = z.string().trim().max(1000)

/** Every region that a service may run in. */
export function regionsOf(
  deps: { catalogue: Catalogue; deployPolicy: DeployPolicy },
  place: { project: string; environment: string },
  now: number,
): Outcome<string[]> {
  const known = projectNamed(deps.catalogue, place.project)
  if (!known) return refused('project-unknown', { project: place.project })
  const policy = effectivePolicy(deps.deployPolicy, place, now)
  if (!policy.ok) return policy
  const wish = { kind: 'deploy', regions: 'all' } as const
  const waves = wavesFor({ policy: policy.value, project: known.project }, wish)
  if (!waves.ok) return waves
  return { ok: true, value: waves.value.flatMap(({ regions }) => regions.map(({ region }) => region)) }
}

export interface TargetLock {
  region: string
  key: string
  lock: Lock
}

export async function locksOf(
  tx: Records,
  place: ServicePlace,
  regions: readonly string[],
): Promise<TargetLock[]> {
  const locks: TargetLock[] = []
  for (const region of regions) {
    const key = targetKey({ ...place, region })
    locks.push({ region, key, lock: await tx.locks.get(key) })
  }
  return locks
}

export function filterOf({ project, service, environment }: ServicePlace): DeployFilter {
  return { projects: [project], service, environment }
}
