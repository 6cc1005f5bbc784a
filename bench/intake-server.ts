import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Catalogue } from '../src/domain/catalogue.ts'
import type { AlertPolicy, AlertSource } from '../src/domain/policy.ts'
import { createIngestAlerts } from '../src/jobs/ingest-alerts.ts'
import { createWorker } from '../src/jobs/worker.ts'
import { createSystemClock } from '../src/lib/clock.ts'
import { createNewId } from '../src/lib/id.ts'
import { createInFlight } from '../src/lib/in-flight.ts'
import { ingestAlerts } from '../src/operations/ingest-alerts.ts'
import { receiveAlerts } from '../src/operations/receive-alerts.ts'
import { openSqliteStore } from '../src/store/sqlite.ts'
import { createWebServer } from '../src/web/server.ts'
import { registerAlertmanagerWebhook } from '../src/web/webhooks/alertmanager.ts'

const SOURCE: AlertSource = { kind: 'alertmanager', name: 'bench', cluster: null, clusterLabel: 'cluster' }
const TOKEN = 'bench-token'

const POLICY: AlertPolicy = {
  namespaceLabels: ['exported_namespace', 'namespace', 'kubernetes_namespace'],
  namespaceRules: [],
  threadQuietMs: 1_800_000,
  threadMaxAgeMs: 86_400_000,
  mentionQuietMs: 300_000,
  coalesceMs: 60_000,
  deliveryRetentionMs: 604_800_000,
}

const CATALOGUE: Catalogue = {
  teams: [{ id: 'team', name: 'Team', channel: 'C0TEAM', userGroup: null, members: [] }],
  projects: Array.from({ length: 350 }, (_, index) => ({
    namespace: `team-${String(index).padStart(3, '0')}`,
    clusters: [],
    teamId: 'team',
    services: [],
  })),
  fallbackChannel: 'C0FALLBACK',
  companyChannel: null,
  adminChannel: 'C0ADMIN',
  adminGroup: null,
}

export interface IntakeServer {
  url: string
  headers: Record<string, string>
  /** Resolves when nothing waits to be ingested. */
  drained(): Promise<void>
  firing(): Promise<number>
  close(): Promise<void>
}

/** The bot's intake: store, web server, and the worker that ingests; nothing towards Slack. */
export async function startIntake(): Promise<IntakeServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'coxswain-bench-'))
  const clock = createSystemClock()
  const newId = createNewId(clock.now)
  const store = await openSqliteStore({ dataDir, newId })
  const intake = createInFlight()
  const deps = { store, now: clock.now, newId, policy: POLICY, sources: [SOURCE], catalogue: CATALOGUE }
  const job = createIngestAlerts({ store, ingestAlerts: ingestAlerts(deps), intake })
  const logger = { info() {}, warn: console.error, error: console.error }
  const worker = createWorker({ store, jobs: [job], clock, newId, logger })
  const sources = [{ ...SOURCE, auth: { type: 'bearer' as const, token: TOKEN } }]
  const webhooks = { sources, receiveAlerts: receiveAlerts(deps), now: clock.now, intake }
  const app = createWebServer({ routes: [(web) => registerAlertmanagerWebhook(web, webhooks)] })
  await app.listen({ host: '127.0.0.1', port: 0 })
  worker.start()
  const { port } = app.server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/webhooks/alertmanager/bench`,
    headers: { authorization: `Bearer ${TOKEN}` },
    async drained() {
      while ((await store.work.stats(clock.now())).some(({ kind }) => kind === 'ingest-alerts'))
        await clock.sleep(10)
    },
    firing: async () => (await store.read((reads) => reads.episodes.firing({}))).length,
    async close() {
      await app.close()
      await worker.stop()
      await store.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
