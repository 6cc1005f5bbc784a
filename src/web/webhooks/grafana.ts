import type { FastifyInstance } from 'fastify'
import { registerAlertWebhook, type WebhookDeps } from './alert-webhook.ts'

/** POST or PUT /webhooks/grafana/<source>: Grafana's webhook contact point. */
export function registerGrafanaWebhook(app: FastifyInstance, deps: WebhookDeps): void {
  const settings = 'the authorization or HMAC settings of the contact point'
  registerAlertWebhook(app, { kind: 'grafana', methods: ['POST', 'PUT'], settings }, deps)
}
