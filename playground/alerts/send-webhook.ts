import type { Delivery } from './sent-alert.ts'

export interface Webhook {
  url: string
  headers: Record<string, string>
}

export type Webhooks = Record<Delivery['to'], Webhook>

/** Status 0: the bot could not be reached; `body` says why. */
export interface WebhookAnswer {
  status: number
  body: string
  ms: number
}

export type SendWebhook = (delivery: Delivery) => Promise<WebhookAnswer>

const TIMEOUT_MS = 30_000
const AGENTS = { grafana: 'Grafana', alertmanager: 'Alertmanager/0.34.0' }

/** Posts as Grafana and Alertmanager do: JSON, their user agent, the credential of the source. */
export function createSendWebhook(
  webhooks: () => Webhooks,
  onSent: (delivery: Delivery, answer: WebhookAnswer) => void,
): SendWebhook {
  return async (delivery) => {
    const startedAt = performance.now()
    const { url, headers } = webhooks()[delivery.to]
    const sent = await post(url, {
      body: JSON.stringify(delivery.body),
      headers: { ...headers, 'content-type': 'application/json', 'user-agent': AGENTS[delivery.to] },
    })
    const answer = { ...sent, ms: performance.now() - startedAt }
    onSent(delivery, answer)
    return answer
  }
}

async function post(url: string, init: { body: string; headers: Record<string, string> }) {
  try {
    const response = await fetch(url, { method: 'POST', ...init, signal: AbortSignal.timeout(TIMEOUT_MS) })
    return { status: response.status, body: await response.text() }
  } catch (error) {
    return { status: 0, body: `The bot does not answer: ${(error as Error).message}` }
  }
}
