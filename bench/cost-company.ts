import type { Catalogue } from '../src/domain/catalogue.ts'
import { timesOf, type DayRange } from '../src/domain/cost/day.ts'
import type { OwnershipChange } from '../src/domain/cost/ownership.ts'
import type { CostPolicy } from '../src/domain/cost/policy.ts'
import type { CostSourceInfo } from '../src/domain/cost/source.ts'
import { COST_POLICY } from '../test/harness/no-cost.ts'
import { givenCatalogue } from '../test/harness/given.ts'

export const PROJECTS = 2_000
export const TEAMS = 300
export const CLUSTERS = 8
/** Of a project in its cluster. */
export const WORKLOADS = 5
export const ZONE = 'Asia/Seoul'
export const CURRENCY = 'USD'
/** 13 months, 395 days, until the end of the last one. */
export const DAYS: DayRange = { from: '2025-11-01', to: '2026-12-01' }
/** The last day of a month, as late as it gets: a running period is at its longest. */
export const ASKED_AT = timesOf(DAYS, ZONE).to - 70 * 60_000
/** A digest that tells of a whole day: the first one after midnight. */
export const DIGEST_AT = timesOf(DAYS, ZONE).to + 6 * 60_000
/** Every so many projects one went to another team. */
const MOVED_ONCE_IN = 19
export const MOVED_AT = Date.parse('2026-06-15T00:00:00Z')

export const projectName = (index: number): string => `shop-${String(index).padStart(4, '0')}`
export const teamId = (index: number): string => `team-${String(index % TEAMS).padStart(3, '0')}`
const newTeam = (project: number) => (project % MOVED_ONCE_IN === 0 ? teamId(project + 1) : teamId(project))

export const SOURCES: CostSourceInfo[] = [
  ...Array.from({ length: CLUSTERS }, (_, index): CostSourceInfo => {
    const cluster = `prod-${String(index)}`
    const info = { kind: 'opencost' as const, unit: 'hour' as const, prices: 'list' as const }
    return { id: `opencost:${cluster}`, place: cluster, cluster, ...info }
  }),
  {
    id: 'cost-explorer:main',
    kind: 'cost-explorer',
    place: 'main',
    cluster: null,
    unit: 'day',
    prices: 'billed',
  },
]

/** Numbers of the projects that it tells of: each has one cluster, and all are in the account. */
export function projectsOf({ cluster }: Pick<CostSourceInfo, 'cluster'>): number[] {
  const all = Array.from({ length: PROJECTS }, (_, index) => index)
  return cluster === null ? all : all.filter((index) => `prod-${String(index % CLUSTERS)}` === cluster)
}

/** Each team has a channel of its own. */
export const CATALOGUE: Catalogue = givenCatalogue({
  teams: Array.from({ length: TEAMS }, (_, index) => ({
    id: teamId(index),
    name: `Team ${String(index)}`,
    channel: `C0${teamId(index).toUpperCase()}`,
    userGroup: null,
    members: [],
  })),
  projects: Array.from({ length: PROJECTS }, (_, index) => ({
    namespace: projectName(index),
    clusters: [],
    teamId: newTeam(index),
    services: [],
  })),
  companyChannel: 'C0COMPANY',
})

export const OWNERSHIP: OwnershipChange[] = Array.from({ length: PROJECTS }, (_, index) => {
  const place = { cluster: '', namespace: projectName(index) }
  const first = { ...place, teamId: teamId(index), from: 0 }
  return index % MOVED_ONCE_IN === 0 ? [first, { ...place, teamId: newTeam(index), from: MOVED_AT }] : [first]
}).flat()

/** A threshold so low that whatever moves is told. */
export const POLICY: CostPolicy = {
  ...COST_POLICY,
  timeZone: ZONE,
  currency: CURRENCY,
  digest: { ...COST_POLICY.digest, threshold: { percent: 20, micros: 10_000 } },
}
