import { AwsFault, type AwsService } from '../aws-service.ts'
import type { FaultBook } from '../faults.ts'
import { isRegion } from '../places.ts'
import type { AwsSettings } from '../settings.ts'
import { OPERATIONS } from './operations.ts'
import { emptyRegion, loadRegion, saveRegion, type Region, type SavedRegion } from './region.ts'
import { settle } from './settle.ts'

export interface ElastiCache extends AwsService {
  /** As it is now. Throws AwsFault for a region that is not simulated. */
  region(name: string): Region
  /** Those in which something was ever looked for. */
  regions(): Region[]
  save(): SavedRegion[]
  load(saved: SavedRegion[]): void
  reset(): void
}

export function createElastiCache(deps: {
  now(): number
  settings: AwsSettings
  faults: FaultBook
}): ElastiCache {
  const { settings, faults } = deps
  const all = new Map<string, Region>()
  const settled = (region: Region): Region => {
    settle(region, deps.now(), settings)
    return region
  }
  const regionOf = (name: string): Region => {
    if (!isRegion(name))
      throw new AwsFault('InvalidParameterValue', `the simulated AWS has no region ${name}`)
    const region = all.get(name) ?? emptyRegion(name)
    all.set(name, region)
    return settled(region)
  }
  return {
    operations: Object.keys(OPERATIONS),
    answer(call) {
      const operation = OPERATIONS[call.operation]
      if (!operation)
        throw new AwsFault('InvalidAction', `the simulated ElastiCache has no operation ${call.operation}`)
      const region = regionOf(call.region)
      const result = operation({ call, region, now: deps.now(), settings, faults })
      // What takes no time has happened when the answer leaves.
      settled(region)
      return result
    },
    region: regionOf,
    regions: () => [...all.values()].map(settled),
    save: () => [...all.values()].map((region) => saveRegion(settled(region))),
    load(saved) {
      for (const one of saved) all.set(one.region, loadRegion(one))
    },
    reset: () => all.clear(),
  }
}
