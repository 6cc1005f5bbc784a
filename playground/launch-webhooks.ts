import { randomBytes } from 'node:crypto'
import type { Webhook, Webhooks } from './alerts/send-webhook.ts'

/** Where others tell the bot something, each with a credential of its own. */
export interface BotWebhooks extends Webhooks {
  builds: Webhook
}

export function webhooksOf(botUrl: string): BotWebhooks {
  const webhook = (path: string) => ({
    url: `${botUrl}/webhooks/${path}`,
    headers: { authorization: `Bearer ${randomBytes(18).toString('hex')}` },
  })
  return {
    grafana: webhook('grafana/main'),
    alertmanager: webhook('alertmanager/main'),
    builds: webhook('builds/ci'),
  }
}

export function secretOf({ headers }: Webhook): string {
  return (headers['authorization'] ?? '').replace('Bearer ', '')
}
