import type { CostGroupsTable } from '../cost-tables.ts'
import { unpackBody, type BodyTarget, type CostBody, type Owner } from './cost-body.ts'
import { createCostSums, type CostSums } from './cost-sums.ts'
import { madeOnce } from './made-once.ts'

export type Group = Pick<CostGroupsTable, 'source' | 'currency'>

export interface CollectorOptions {
  /** null: all. */
  projects: ReadonlySet<number> | null
  teams: ReadonlySet<number> | null
  /** Owners are told apart too, but for `nothing`. */
  by: 'service' | 'project' | 'nothing'
}

/** Sums figures. */
export interface Collector<Of> {
  /** `key` tells `of` apart. */
  add(key: string, of: Of, body: CostBody): void
  collected(): Collected<Of>[]
  sums: CostSums
}

/** `project` and `service` are 0 where they are not told apart. */
export interface Collected<Of> {
  of: Of
  owner: Owner
  project: number
  service: number
  slot: number
}

interface Place {
  owner: Owner
  project: number
  /** Service → slot. */
  services: Map<number, number>
}

/** Project → places, one for each owner: rarely more than one. */
type Places = Map<number, Place[]>

export function createCollector<Of>({ projects, teams, by }: CollectorOptions): Collector<Of> {
  const sums = createCostSums()
  const known = new Map<string, { of: Of; places: Places }>()
  let places: Places = new Map()
  const target: BodyTarget = {
    servicesOf(project, team, bucket) {
      if (projects !== null && !projects.has(project)) return null
      if (teams !== null && !teams.has(team)) return null
      const owners = madeOnce<number, Place[]>(places, by === 'nothing' ? 0 : project, () => [])
      for (const { owner, services } of owners)
        if (by === 'nothing' || (owner.team === team && owner.bucket === bucket)) return services
      const services = new Map<number, number>()
      owners.push({ owner: { bucket, team }, project: by === 'nothing' ? 0 : project, services })
      return services
    },
    areServicesApart: by === 'service',
    sums,
  }
  return {
    sums,
    add(key, of, body) {
      places = madeOnce(known, key, () => ({ of, places: new Map() })).places
      unpackBody(body, target)
    },
    collected() {
      const all: Collected<Of>[] = []
      for (const { of, places: ofKey } of known.values())
        for (const { owner, project, services } of [...ofKey.values()].flat())
          for (const [service, slot] of services) all.push({ of, owner, project, service, slot })
      return all
    },
  }
}
