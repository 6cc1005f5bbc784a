import { readFileSync } from 'node:fs'
import { readAlerts } from '../../src/domain/alert-formats/alert-body.ts'
import { openBody } from '../../src/domain/alert-formats/open-body.ts'
import type { Catalogue } from '../../src/domain/catalogue.ts'
import type { Episode } from '../../src/domain/episode.ts'
import type { AlertPolicy, AlertSource } from '../../src/domain/policy.ts'
import type { AlertThread } from '../../src/domain/thread.ts'
import { createIngestAlerts } from '../../src/jobs/ingest-alerts.ts'
import { createNewId } from '../../src/lib/id.ts'
import { createInFlight } from '../../src/lib/in-flight.ts'
import { ingestAlerts } from '../../src/operations/ingest-alerts.ts'
import { receiveAlerts } from '../../src/operations/receive-alerts.ts'
import { takeIn } from '../../src/web/webhooks/take-in.ts'
import { openTestStore } from './store.ts'
import { createTestClock } from './test-clock.ts'

export const POLICY: AlertPolicy = {
  namespaceLabels: ['exported_namespace', 'namespace', 'kubernetes_namespace', 'k8s_namespace_name'],
  namespaceRules: [{ label: 'dbinstance_identifier', pattern: /^(.+)-prod$/, namespace: '$1' }],
  threadQuietMs: 30 * 60_000,
  threadMaxAgeMs: 24 * 3_600_000,
  mentionQuietMs: 5 * 60_000,
  coalesceMs: 60_000,
  deliveryRetentionMs: 7 * 86_400_000,
}

export const CATALOGUE: Catalogue = {
  teams: [
    { id: 'payments', name: 'Payments', channel: 'C0PAY', userGroup: 'S0PAY', members: [] },
    { id: 'search', name: 'Search', channel: 'C0SEARCH', userGroup: null, members: ['U0SEARCH'] },
  ],
  projects: [
    { namespace: 'payments', clusters: [], teamId: 'payments', services: ['payments-api'] },
    { namespace: 'search', clusters: ['prod-kr'], teamId: 'search', services: [] },
  ],
  fallbackChannel: 'C0UNOWNED',
  companyChannel: null,
  adminChannel: 'C0ADMINS',
  adminGroup: null,
}

export const SOURCES: AlertSource[] = [
  { kind: 'grafana', name: 'main', cluster: null, clusterLabel: 'cluster' },
  { kind: 'alertmanager', name: 'main', cluster: null, clusterLabel: 'cluster' },
]

export type IntakeRig = Awaited<ReturnType<typeof createIntakeRig>>

/** Receiving and ingesting on a real store, with a clock that is moved. */
export async function createIntakeRig(policy: Partial<AlertPolicy> = {}) {
  const { store, close } = await openTestStore()
  const clock = createTestClock()
  const deps = {
    store,
    now: clock.now,
    newId: createNewId(clock.now),
    policy: { ...POLICY, ...policy },
    sources: SOURCES,
    catalogue: CATALOGUE,
  }
  const intake = createInFlight()
  const receive = receiveAlerts(deps)
  const operation = ingestAlerts(deps)
  const job = createIngestAlerts({ store, ingestAlerts: operation, intake })
  const signal = new AbortController().signal

  /** Works everything that waits, in the order of the queue. */
  async function ingest(): Promise<void> {
    for (;;) {
      const claim = { kinds: [job.kind], limit: 50, now: clock.now(), owner: 'rig', leaseMs: 60_000 }
      const items = await store.work.claim(claim)
      if (items.length === 0) return
      for (const item of items) {
        await job.run(item, signal)
        await store.work.complete(item, 'rig')
      }
    }
  }
  async function receiveBody(kind: AlertSource['kind'], body: unknown) {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body))
    return takeIn({ kind, name: 'main' }, bytes, { receiveAlerts: receive, intake })
  }
  return {
    store,
    clock,
    job,
    close,
    ingest,
    receive: receiveBody,
    /** Ingests a body without storing it: a third of the commits, for tests of very many bodies. */
    async take(kind: AlertSource['kind'], body: unknown) {
      const opened = openBody(kind, Buffer.from(JSON.stringify(body)))
      if (!opened.ok) throw new Error(opened.problem)
      const { alerts, quarantined } = readAlerts(opened.body)
      const delivery = { id: 'unstored', sourceKind: kind, source: 'main', receivedAt: clock.now() }
      const input = { delivery, alerts, snapshot: opened.body.snapshot, cursor: alerts.length, isLast: true }
      const outcome = await operation({ actor: { kind: 'system', job: 'test' }, input })
      if (!outcome.ok) throw new Error(outcome.refusal.reason)
      return { alerts: alerts.length, quarantined: quarantined.length }
    },
    /** Receives and ingests one body. */
    async send(kind: AlertSource['kind'], body: unknown) {
      const taken = await receiveBody(kind, body)
      if (!taken.ok) throw new Error(taken.problem.text)
      await ingest()
      return taken.kept
    },
    threads: (): Promise<AlertThread[]> => store.read((reads) => reads.threads.allOpen()),
    episodesOf: (thread: AlertThread): Promise<Episode[]> =>
      store.read((reads) => reads.episodes.inThread(thread.id)),
  }
}

/** A body under test/payloads, exact bytes. */
export function payload(path: string): Buffer {
  return readFileSync(new URL(`../payloads/${path}`, import.meta.url))
}
