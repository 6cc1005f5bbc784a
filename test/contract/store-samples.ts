import type { Episode } from '../../src/domain/episode.ts'
import type { Delivery } from '../../src/domain/store.ts'
import type { AlertThread } from '../../src/domain/thread.ts'

export function sampleEpisode(change: Partial<Episode> = {}): Episode {
  return {
    id: 'episode-1',
    source: 'grafana/main',
    fingerprint: 'f1',
    cluster: 'prod',
    namespace: 'payments',
    startsAt: 1_000,
    endsAt: null,
    state: 'firing',
    resolvedReason: null,
    threadId: 'thread-1',
    alertname: 'HighLatency',
    severity: 'critical',
    labels: { namespace: 'payments', 'odd key': '"; drop table episodes; --' },
    annotations: { summary: 'p99 is 3 s 🚨' },
    values: { A: 3.25, B: null },
    links: { generator: 'https://grafana.example/a' },
    ruleKey: 'rule-1',
    firstSeenAt: 2_000,
    lastSeenAt: 2_000,
    resolvedSeenAt: null,
    ack: null,
    version: 1,
    ...change,
  }
}

export function sampleThread(change: Partial<AlertThread> = {}): AlertThread {
  return {
    id: 'thread-1',
    cluster: 'prod',
    namespace: 'payments',
    channel: 'C0PAY',
    teamId: 'payments',
    openedAt: 2_000,
    quietSince: null,
    closedAt: null,
    mentionedAt: 2_000,
    ...change,
  }
}

export function sampleDelivery(change: Partial<Delivery> = {}): Delivery {
  return {
    id: 'delivery-1',
    sourceKind: 'grafana',
    source: 'main',
    receivedAt: 2_000,
    body: Buffer.from('{"alerts":[]}'),
    alertCount: 3,
    cursor: 0,
    truncatedAlerts: 0,
    ...change,
  }
}

export const SAMPLE_CARD = {
  id: 'alert-thread:thread-1',
  kind: 'alert-thread' as const,
  subject: 'thread-1',
  channel: 'C0PAY',
  priority: 3 as const,
  dueAt: 5_000,
}

export const SAMPLE_NOTICE = {
  key: 'joined:thread-1:1',
  kind: 'alerts-joined' as const,
  payload: { threadId: 'thread-1', count: 2 },
  channel: 'C0PAY',
  threadCardId: 'alert-thread:thread-1',
  priority: 2 as const,
  createdAt: 4_000,
  dueAt: 5_000,
}
