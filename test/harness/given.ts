import type { Catalogue, Team } from '../../src/domain/catalogue.ts'
import type { Episode } from '../../src/domain/episode.ts'
import type { AlertThread } from '../../src/domain/thread.ts'

export const NINE = Date.UTC(2026, 10, 21, 9, 0, 0)
export const MINUTE = 60_000

let count = 0

/** A firing alert of payments in prod-kr; what matters to a test is given. */
export function givenEpisode(given: Partial<Episode> = {}): Episode {
  count += 1
  return {
    id: `01k0episode${String(count).padStart(15, '0')}`,
    source: 'grafana:main',
    fingerprint: `fp${count}`,
    startsAt: NINE,
    endsAt: null,
    state: 'firing',
    resolvedReason: null,
    threadId: '01k0thread0000000000000001',
    cluster: 'prod-kr',
    namespace: 'payments',
    alertname: 'KubePodCrashLooping',
    severity: 'critical',
    labels: { alertname: 'KubePodCrashLooping', namespace: 'payments', pod: `payments-api-${count}` },
    annotations: {},
    values: {},
    links: {},
    ruleKey: null,
    firstSeenAt: NINE + 30_000,
    lastSeenAt: NINE + 30_000,
    resolvedSeenAt: null,
    ack: null,
    version: 1,
    ...given,
  }
}

export function givenThread(given: Partial<AlertThread> = {}): AlertThread {
  return {
    id: '01k0thread0000000000000001',
    cluster: 'prod-kr',
    namespace: 'payments',
    channel: 'C0PAY',
    teamId: 'payments',
    openedAt: NINE,
    quietSince: null,
    closedAt: null,
    mentionedAt: NINE,
    ...given,
  }
}

export const PAYMENTS: Team = {
  id: 'payments',
  name: 'Payments',
  channel: 'C0PAY',
  userGroup: 'S0PAY',
  members: [],
}
export const SEARCH: Team = {
  id: 'search',
  name: 'Search',
  channel: 'C0SEARCH',
  userGroup: null,
  members: ['U0BOB'],
}

export function givenCatalogue(given: Partial<Catalogue> = {}): Catalogue {
  return {
    teams: [PAYMENTS, SEARCH],
    projects: [
      { namespace: 'payments', clusters: [], teamId: 'payments', services: ['payments-api'] },
      { namespace: 'search', clusters: ['prod-kr'], teamId: 'search', services: [] },
    ],
    fallbackChannel: 'C0UNOWNED',
    companyChannel: null,
    adminChannel: 'C0UNOWNED',
    adminGroup: 'S0ADMINS',
    ...given,
  }
}
