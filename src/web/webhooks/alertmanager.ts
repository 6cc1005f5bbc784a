import type { FastifyInstance } from 'fastify'
import { registerAlertWebhook, type WebhookDeps } from './alert-webhook.ts'

/** POST /webhooks/alertmanager/<source>: a `webhook_configs` receiver of an Alertmanager. */
export function registerAlertmanagerWebhook(app: FastifyInstance, deps: WebhookDeps): void {
  const settings = 'the http_config of the receiver'
  registerAlertWebhook(app, { kind: 'alertmanager', methods: ['POST'], settings }, deps)
}
