import { createHmac } from 'node:crypto'
import limits from '../blockkit-limits.json' with { type: 'json' }
import type { Delivered, Envelope, Transport } from '../delivery.ts'

/** Delivers by signed POST, as https://docs.slack.dev/authentication/verifying-requests-from-slack says. */
export function createSignedHttp(options: { requestUrl: string; signingSecret: string }): Transport {
  return {
    async deliver(envelope) {
      const startedAt = performance.now()
      const passed = () => Math.round(performance.now() - startedAt)
      const body = formOf(envelope)
      const timestamp = String(Math.floor(Date.now() / 1000))
      const hash = createHmac('sha256', options.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
      try {
        const response = await fetch(options.requestUrl, {
          method: 'POST',
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
            'x-slack-request-timestamp': timestamp,
            'x-slack-signature': `v0=${hash}`,
          },
          body,
          redirect: 'error',
          signal: AbortSignal.timeout(limits.flows.ackMs),
        })
        const answer = answerOf(await response.text())
        if (!response.ok) return { outcome: 'dispatch_failed', ackMs: passed() }
        return {
          outcome: 'acknowledged',
          answer: envelope.acceptsAnswer ? answer : undefined,
          ackMs: passed(),
        }
      } catch (error) {
        const late = error instanceof Error && error.name === 'TimeoutError'
        return {
          outcome: late ? 'operation_timeout' : 'dispatch_failed',
          ackMs: passed(),
        } satisfies Delivered
      }
    },
  }
}

function formOf({ type, payload }: Envelope): string {
  if (type === 'interactive') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
  const fields = Object.entries(payload).map(([name, value]): [string, string] => [name, String(value)])
  return new URLSearchParams(fields).toString()
}

/** JSON, or plain text. */
function answerOf(text: string): unknown {
  if (!text) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
