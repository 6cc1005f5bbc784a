import type { FastifyInstance, HTTPMethods } from 'fastify'
import type { AlertSource } from '../../domain/policy.ts'
import type { InFlight } from '../../lib/in-flight.ts'
import type { Operation } from '../../operations/define-operation.ts'
import type { Received } from '../../operations/receive-alerts.ts'
import { BODY_LIMIT_BYTES } from '../server.ts'
import { PROBLEMS } from './problems.ts'
import { takeIn, type Kept } from './take-in.ts'
import { registerWebhook, type Answer, type CredentialedSource } from './webhook.ts'

export type ConfiguredSource = Pick<AlertSource, 'kind'> & CredentialedSource

export interface WebhookDeps {
  sources: ConfiguredSource[]
  receiveAlerts: Operation<Received>
  now(): number
  /** Raised while a webhook is under way. */
  intake: InFlight
  /** Told after each answer, for metrics and the log. */
  onAnswer?: (answer: WebhookAnswer) => void
}

export type WebhookAnswer = Answer<Kept>

export interface Sender {
  kind: AlertSource['kind']
  methods: HTTPMethods[]
  /** Where its user sets the credential. */
  settings: string
}

/** `/webhooks/<kind>/<source>` of a sender of alerts. */
export function registerAlertWebhook(app: FastifyInstance, sender: Sender, deps: WebhookDeps): void {
  registerWebhook(app, {
    ...sender,
    sources: deps.sources.filter(({ kind }) => kind === sender.kind),
    bodyLimitBytes: BODY_LIMIT_BYTES,
    problems: PROBLEMS,
    now: () => deps.now(),
    async take(source, body) {
      const taken = await takeIn(source, body, deps)
      if (!taken.ok) return taken
      const { firing, resolved, quarantined } = taken.kept
      return { ...taken, status: 200, body: { stored: firing + resolved, quarantined } }
    },
    refusal: ({ text }) => ({ error: text }),
    onAnswer: deps.onAnswer,
  })
}
