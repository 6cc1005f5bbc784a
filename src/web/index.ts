import type { FastifyInstance } from 'fastify'
import type { Store } from '../domain/store.ts'
import type { Logger } from '../lib/logger.ts'
import type { Metrics } from '../lib/metrics.ts'
import { registerHealth } from './health.ts'
import { registerMetrics } from './metrics.ts'
import { createWebServer } from './server.ts'
import { registerAlertmanagerWebhook } from './webhooks/alertmanager.ts'
import type { WebhookAnswer, WebhookDeps } from './webhooks/alert-webhook.ts'
import { registerBuildsWebhook, type BuildAnswer, type BuildsWebhookDeps } from './webhooks/builds.ts'
import { registerGrafanaWebhook } from './webhooks/grafana.ts'
import type { Answer } from './webhooks/webhook.ts'

export interface WebDeps extends Omit<WebhookDeps, 'onAnswer'>, Omit<BuildsWebhookDeps, 'onBuildAnswer'> {
  store: Pick<Store, 'checkWritable'>
  metrics: Metrics
  logger: Logger
  doorAlive(): boolean
  tokenProblem(): string | null
  /** Slack's requests in HTTP mode. */
  slackPlugin: ((app: FastifyInstance) => Promise<void>) | null
}

/** The registry of the HTTP door: webhooks, Slack in HTTP mode, health, metrics. */
export function createWeb(deps: WebDeps): FastifyInstance {
  const { slackPlugin, logger } = deps
  const webhooks: WebhookDeps = { ...deps, onAnswer: (answer) => countAnswer(deps, answer) }
  return createWebServer({
    routes: [
      (app) => registerGrafanaWebhook(app, webhooks),
      (app) => registerAlertmanagerWebhook(app, webhooks),
      (app) => registerBuildsWebhook(app, { ...deps, onBuildAnswer: (answer) => countBuild(deps, answer) }),
      (app) => {
        if (slackPlugin) void app.register(slackPlugin)
      },
      (app) =>
        registerHealth(app, {
          checkWritable: () => deps.store.checkWritable(),
          slackDoor: () => ({ alive: deps.doorAlive() }),
          tokenProblem: deps.tokenProblem,
          now: () => performance.now(),
        }),
      (app) => registerMetrics(app, deps),
    ],
    onError: (error, request) =>
      logger.error(
        { ...request, error: error instanceof Error ? error.stack : String(error) },
        'answering a request: it broke',
      ),
  })
}

function countAnswer({ metrics, logger }: Pick<WebDeps, 'metrics' | 'logger'>, answer: WebhookAnswer): void {
  const { source, status, kept } = answer
  metrics.webhookAnswers.inc({ source, code: String(status) })
  if (kept) {
    metrics.alertsReceived.inc({ source, status: 'firing' }, kept.firing)
    metrics.alertsReceived.inc({ source, status: 'resolved' }, kept.resolved)
    metrics.alertsQuarantined.inc({ source }, kept.quarantined)
    logger.info({ source, ...kept }, 'webhook stored')
    return
  }
  logRefused(logger, answer)
}

function countBuild({ metrics, logger }: Pick<WebDeps, 'metrics' | 'logger'>, answer: BuildAnswer): void {
  const { source, status, kept } = answer
  metrics.webhookAnswers.inc({ source, code: String(status) })
  metrics.buildsRecorded.inc({ source, outcome: kept ?? 'refused' })
  if (kept) logger.info({ source, recorded: kept }, 'build recorded')
  else logRefused(logger, answer)
}

function logRefused(logger: Logger, { source, status, problem, error }: Answer<unknown>): void {
  logger.warn(
    { source, status, problem, error: error instanceof Error ? error.message : undefined },
    'webhook refused',
  )
}
