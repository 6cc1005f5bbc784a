import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FiringBook } from './firing-book.ts'
import { SCENARIOS, type Scenario } from './scenarios.ts'
import type { SendWebhook, WebhookAnswer } from './send-webhook.ts'

export interface AlertRoutes {
  book: FiringBook
  send: SendWebhook
  now: () => number
}

/** Answers `/playground/alerts…`; false when the path is another. */
export function createAlertRoutes(routes: AlertRoutes) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const path = new URL(request.url ?? '/', 'http://page').pathname
    if (path === '/playground/alerts' && request.method === 'GET') {
      const listed = SCENARIOS.map(({ id, title, description, source }) => ({
        id,
        title,
        description,
        source,
      }))
      answer(response, 200, listed)
      return true
    }
    const id = /^\/playground\/alerts\/([\w-]+)$/.exec(path)?.[1]
    if (!id || request.method !== 'POST') return false
    request.resume()
    const scenario = SCENARIOS.find((candidate) => candidate.id === id)
    if (scenario) await run(routes, scenario, response)
    else answer(response, 404, refusal('scenario_not_found', `There is no scenario "${id}".`))
    return true
  }
}

async function run(
  { book, send, now }: AlertRoutes,
  scenario: Scenario,
  response: ServerResponse,
): Promise<void> {
  const deliveries = scenario.deliveries(book, now())
  if (deliveries.length === 0) {
    return answer(
      response,
      409,
      refusal('nothing_firing', 'Nothing of this source is firing, so nothing can resolve.'),
    )
  }
  const answers: WebhookAnswer[] = []
  for (const delivery of deliveries) {
    if (delivery.pauseMs) await sleep(delivery.pauseMs)
    answers.push(await send(delivery))
  }
  const refused = answers.find((one) => one.status < 200 || one.status > 299)
  const alerts = deliveries.reduce((sum, delivery) => sum + delivery.alerts, 0)
  if (!refused) return answer(response, 200, { ok: true, status: answers.at(-1)?.status, alerts })
  const words =
    refused.status === 0
      ? refused.body
      : `The bot answered HTTP ${refused.status}: ${refused.body.slice(0, 300)}`
  answer(response, 409, { ...refusal('webhook_refused', words), status: refused.status, alerts })
}

const refusal = (error: string, message: string) => ({ ok: false, error, message })

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(body))
}
