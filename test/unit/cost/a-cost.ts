import fc from 'fast-check'
import type { Catalogue } from '../../../src/domain/catalogue.ts'
import type { CostLine, CostRow, CostTotal } from '../../../src/domain/cost/line.ts'
import { COST_KINDS, type ByKind } from '../../../src/domain/cost/money.ts'
import type { OwnershipChange } from '../../../src/domain/cost/ownership.ts'
import { createTeamNames } from '../../../src/domain/cost/team-names.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
export const at = (iso: string) => Date.parse(iso)

const team = (id: string, name: string) => ({ id, name, channel: `C${id}`, userGroup: null, members: [] })
export const project = (namespace: string, teamId: string, clusters: string[] = []) => ({
  namespace,
  clusters,
  teamId,
  services: [],
})

export const CATALOGUE: Catalogue = {
  teams: [team('pay', 'Payments'), team('find', 'Search')],
  projects: [project('checkout', 'pay'), project('search', 'find')],
  fallbackChannel: 'C0',
  companyChannel: null,
  adminChannel: 'C0',
  adminGroup: null,
}
export const NAMES = createTeamNames(CATALOGUE)

export function aRow(over: Partial<CostRow> = {}): CostRow {
  const row = { role: 'used' as const, project: 'checkout', service: 'api', currency: 'USD' }
  return { ...row, micros: { cpu: 1_000_000 }, podMinutes: 60, ...over }
}

export function aLine(over: Partial<CostLine> = {}): CostLine {
  const owner = { bucket: 'team' as const, teamId: 'pay' }
  const { role: _, ...row } = aRow()
  return { ...owner, ...row, ...over }
}

/** A line of so many micro-units. */
export const line = (micros: number, over: Partial<CostLine> = {}) =>
  aLine({ micros: { cpu: micros }, ...over })

export function toTotals(of: readonly CostLine[], sourceId = 'opencost:kr'): CostTotal[] {
  return of.map(({ bucket, teamId, project: name, currency, micros }) => {
    return { bucket, teamId, project: name, currency, micros, sourceId }
  })
}

export const byKinds: fc.Arbitrary<ByKind> = fc.dictionary(
  fc.constantFrom(...COST_KINDS),
  fc.integer({ min: -1_000_000_000, max: 1_000_000_000_000 }),
)
const names = fc.constantFrom('', 'checkout', 'search', 'kube-system', 'constructor', 'other')
const figures = {
  project: names,
  service: fc.constantFrom('', 'api', 'web', 'Tax', '__proto__'),
  currency: fc.constantFrom('USD', 'KRW'),
  micros: byKinds,
  podMinutes: fc.nat(100_000),
}

export const rows: fc.Arbitrary<CostRow[]> = fc.array(
  fc.record({ role: fc.constantFrom('used', 'idle', 'shared'), ...figures }),
)

const owner = fc.oneof(
  fc.record({ bucket: fc.constant('team' as const), teamId: fc.constantFrom('pay', 'find', 'gone') }),
  fc.record({ bucket: fc.constantFrom('shared', 'idle', 'unowned'), teamId: fc.constant(null) }),
)
export const lines: fc.Arbitrary<CostLine[]> = fc.array(
  fc.tuple(owner, fc.record(figures)).map(([whose, what]) => ({ ...what, ...whose })),
  { maxLength: 60 },
)

export const ownerships: fc.Arbitrary<OwnershipChange[]> = fc.array(
  fc.record({
    cluster: fc.constantFrom('', 'kr', 'us'),
    namespace: names,
    teamId: fc.constantFrom('pay', 'find', null),
    from: fc.integer({ min: 0, max: 100 }),
  }),
)
