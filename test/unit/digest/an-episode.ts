import type { Catalogue } from '../../../src/domain/catalogue.ts'
import type { Episode } from '../../../src/domain/episode.ts'

let count = 0

/** A firing warning; each call makes another alert. */
export function anEpisode(given: Partial<Episode> = {}): Episode {
  count += 1
  const seen = given.firstSeenAt ?? 0
  return {
    id: `e${String(count).padStart(8, '0')}`,
    source: 'grafana/main',
    fingerprint: `f${count}`,
    cluster: 'prod-kr',
    namespace: 'payments',
    startsAt: seen,
    endsAt: null,
    state: 'firing',
    resolvedReason: null,
    threadId: `t-${given.cluster ?? 'prod-kr'}-${given.namespace ?? 'payments'}`,
    alertname: 'HighLatency',
    severity: 'warning',
    labels: {},
    annotations: {},
    values: {},
    links: {},
    ruleKey: null,
    firstSeenAt: seen,
    lastSeenAt: seen,
    resolvedSeenAt: null,
    ack: null,
    version: 1,
    ...given,
  }
}

/** Two teams with a channel each, one with two namespaces; `lab` belongs to nobody. */
export const CATALOGUE: Catalogue = {
  teams: [
    { id: 'pay', name: 'Payments', channel: 'C0PAY', userGroup: 'S0PAY', members: [] },
    { id: 'search', name: 'Search', channel: 'C0SEARCH', userGroup: null, members: ['U1'] },
  ],
  projects: [
    { namespace: 'payments', clusters: [], teamId: 'pay', services: [] },
    { namespace: 'ledger', clusters: ['prod-kr'], teamId: 'pay', services: [] },
    { namespace: 'search', clusters: [], teamId: 'search', services: [] },
  ],
  fallbackChannel: 'C0UNOWNED',
  companyChannel: 'C0COMPANY',
  adminChannel: 'C0UNOWNED',
  adminGroup: null,
}
