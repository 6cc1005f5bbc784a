import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { createMetrics } from '../../src/lib/metrics.ts'
import { registerMetrics } from '../../src/web/metrics.ts'

let app: FastifyInstance | undefined
afterEach(() => app?.close())

async function serve(metrics: ReturnType<typeof createMetrics>): Promise<string> {
  app = fastify()
  registerMetrics(app, { metrics })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const answer = await fetch(`${app.listeningOrigin}/metrics`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  return answer.text()
}

test('tells latency, depth and age of queue and outbox, Slack calls by outcome and 429s', async () => {
  const metrics = createMetrics()
  metrics.webhookToSlack.observe(1.5)
  metrics.slackCalls.inc({ method: 'chat.postMessage', outcome: 'done' })
  metrics.slackLimited.inc({ method: 'chat.update' })
  metrics.alertsReceived.inc({ source: 'grafana/main', status: 'firing' }, 3)
  metrics.buildsRecorded.inc({ source: 'builds/github', outcome: 'first' })
  metrics.clusterCall({ cluster: 'alpha', verb: 'get', outcome: 'ok', ms: 250 })
  metrics.deploysFinished.inc({ environment: 'prod', state: 'succeeded' })
  metrics.approvalWait.observe(90)
  metrics.cloudCall({ action: 'elasticache:CreateUser', outcome: 'ok' })
  metrics.changesFinished.inc({ verb: 'create', state: 'succeeded' })
  metrics.costReadings.inc({ source: 'opencost:prod-kr', outcome: 'read' })
  metrics.onScrape(async () => ({
    queue: [{ kind: 'show-card', waiting: 4, due: 2, running: 1, dead: 0, oldestAgeSeconds: 12 }],
    outbox: { waiting: 4, oldestAgeSeconds: 12, parked: 1 },
    rolloutsRunning: 2,
  }))
  const text = await serve(metrics)
  for (const line of [
    'coxswain_webhook_to_slack_seconds_bucket{le="2.5"} 1',
    'coxswain_slack_calls_total{method="chat.postMessage",outcome="done"} 1',
    'coxswain_slack_rate_limited_total{method="chat.update"} 1',
    'coxswain_alerts_received_total{source="grafana/main",status="firing"} 3',
    'coxswain_queue_depth{kind="show-card"} 4',
    'coxswain_queue_oldest_age_seconds{kind="show-card"} 12',
    'coxswain_outbox_depth 4',
    'coxswain_outbox_oldest_age_seconds 12',
    'coxswain_outbox_parked 1',
    'coxswain_rollouts_running 2',
    'coxswain_builds_recorded_total{source="builds/github",outcome="first"} 1',
    'coxswain_cluster_calls_total{cluster="alpha",verb="get",outcome="ok"} 1',
    'coxswain_cluster_call_seconds_sum{cluster="alpha",verb="get"} 0.25',
    'coxswain_deploys_finished_total{environment="prod",state="succeeded"} 1',
    'coxswain_approval_wait_seconds_count 1',
    'coxswain_cloud_calls_total{action="elasticache:CreateUser",outcome="ok"} 1',
    'coxswain_resource_changes_finished_total{verb="create",state="succeeded"} 1',
    'coxswain_cost_readings_total{source="opencost:prod-kr",outcome="read"} 1',
  ])
    expect(text.split('\n')).toContain(line)
  expect(text).toContain('coxswain_process_resident_memory_bytes')
})

test('a kind of work that is done is told no more; a store that cannot be read counts as an error', async () => {
  const metrics = createMetrics()
  let read = 0
  metrics.onScrape(async () => {
    read += 1
    if (read > 2) throw new Error('the store is closed')
    const queue =
      read === 1 ? [{ kind: 'x', waiting: 1, due: 1, running: 0, dead: 0, oldestAgeSeconds: 1 }] : []
    return { queue, outbox: { waiting: 0, oldestAgeSeconds: 0, parked: 0 }, rolloutsRunning: 0 }
  })
  expect(await metrics.text()).toContain('kind="x"')
  expect(await metrics.text()).not.toContain('kind="x"')
  expect(await serve(metrics)).toContain('coxswain_scrape_errors_total 1')
})

test('two bots in one process do not share a registry', () => {
  const metrics = [createMetrics(), createMetrics()]
  expect(metrics[0]?.registry).not.toBe(metrics[1]?.registry)
})
