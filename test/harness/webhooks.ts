import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { SourceCredential } from '../../src/domain/policy.ts'
import type { Store } from '../../src/domain/store.ts'
import { createNewId } from '../../src/lib/id.ts'
import { createInFlight } from '../../src/lib/in-flight.ts'
import { receiveAlerts } from '../../src/operations/receive-alerts.ts'
import { createWebServer } from '../../src/web/server.ts'
import type { ConfiguredSource, WebhookAnswer } from '../../src/web/webhooks/alert-webhook.ts'
import { registerAlertmanagerWebhook } from '../../src/web/webhooks/alertmanager.ts'
import { registerGrafanaWebhook } from '../../src/web/webhooks/grafana.ts'
import { CATALOGUE } from './intake.ts'

export const CREDENTIALS = {
  bearer: { type: 'bearer', token: 'bearer-secret' },
  basic: { type: 'basic', username: 'am', password: 'p:ss wörd' },
  signed: {
    type: 'hmac',
    secret: 'test-secret',
    header: 'X-Grafana-Alerting-Signature',
    timestampHeader: null,
  },
  stamped: {
    type: 'hmac',
    secret: 'test-secret',
    header: 'X-Grafana-Alerting-Signature',
    timestampHeader: 'X-Grafana-Timestamp',
  },
} satisfies Record<string, SourceCredential>

const SOURCES: ConfiguredSource[] = [
  ...Object.entries(CREDENTIALS).map(([name, auth]) => ({ kind: 'grafana' as const, name, auth })),
  ...Object.entries(CREDENTIALS).map(([name, auth]) => ({ kind: 'alertmanager' as const, name, auth })),
]

export interface WebhookRig {
  app: FastifyInstance
  answers: WebhookAnswer[]
  send(
    path: string,
    request: { body?: Buffer | string; headers?: Record<string, string>; method?: string },
  ): Promise<Response>
  close(): Promise<void>
}

/** The webhooks behind the real server, one source per kind and credential. */
export async function startWebhooks(store: Store, now: () => number): Promise<WebhookRig> {
  const receive = receiveAlerts({ store, now, newId: createNewId(now), catalogue: CATALOGUE })
  const answers: WebhookAnswer[] = []
  const onAnswer = (answer: WebhookAnswer) => void answers.push(answer)
  const deps = { sources: SOURCES, receiveAlerts: receive, now, intake: createInFlight(), onAnswer }
  const app = createWebServer({
    routes: [(web) => registerGrafanaWebhook(web, deps), (web) => registerAlertmanagerWebhook(web, deps)],
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  return {
    app,
    answers,
    send: (path, { body = null, headers = {}, method = 'POST' }) =>
      fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        body,
        headers: { 'content-type': 'application/json', ...headers },
      }),
    close: () => app.close(),
  }
}
