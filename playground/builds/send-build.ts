import type { Webhook, WebhookAnswer } from '../alerts/send-webhook.ts'
import { webhookBody, type PlaygroundBuild } from './playground-build.ts'

const TIMEOUT_MS = 30_000

export type SendBuild = (build: PlaygroundBuild) => Promise<WebhookAnswer & { request: unknown }>

/** Posts as a step of a pipeline does, with curl. */
export function createSendBuild({ url, headers }: Webhook): SendBuild {
  return async (build) => {
    const startedAt = performance.now()
    const request = webhookBody(build)
    const sent = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'user-agent': 'curl/8.5.0' },
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).then(
      async (response) => ({ status: response.status, body: await response.text() }),
      (error: Error) => ({ status: 0, body: `The bot does not answer: ${error.message}` }),
    )
    return { ...sent, request, ms: performance.now() - startedAt }
  }
}
