import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import { createCostMetrics } from './cost-metrics.ts'
import { createDeployMetrics } from './deploy-metrics.ts'
import { createResourceMetrics } from './resource-metrics.ts'

/** Numbers that are read when somebody scrapes, not when they change. */
export interface ScrapedNumbers {
  /** Waiting work by kind; age of the oldest that is due. */
  queue: {
    kind: string
    waiting: number
    due: number
    running: number
    dead: number
    oldestAgeSeconds: number
  }[]
  /** Messages on their way to Slack, and those that a person must look at. */
  outbox: { waiting: number; oldestAgeSeconds: number; parked: number }
  rolloutsRunning: number
}

export type Metrics = ReturnType<typeof createMetrics>

const SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800]
const ANSWER_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3]

/** The bot's metrics in a registry of their own. */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry, prefix: 'coxswain_' })
  const scrapers: (() => Promise<ScrapedNumbers>)[] = []
  const deploys = createDeployMetrics(registry)
  const gauges = scrapedGauges(registry, deploys)

  return {
    registry,
    ...deploys,
    ...createResourceMetrics(registry),
    ...createCostMetrics(registry),
    /** From taking in a card's newest alert to the moment the card shows it. */
    webhookToSlack: new Histogram({
      name: 'coxswain_webhook_to_slack_seconds',
      help: 'From the moment an alert is taken in to the Slack message that shows it',
      buckets: SECONDS,
      registers,
    }),
    slackCalls: new Counter({
      name: 'coxswain_slack_calls_total',
      help: 'Slack Web API calls by method and outcome',
      labelNames: ['method', 'outcome'],
      registers,
    }),
    slackLimited: new Counter({
      name: 'coxswain_slack_rate_limited_total',
      help: 'Slack answers 429 by method',
      labelNames: ['method'],
      registers,
    }),
    alertsReceived: new Counter({
      name: 'coxswain_alerts_received_total',
      help: 'Alerts stored by source and status',
      labelNames: ['source', 'status'],
      registers,
    }),
    alertsQuarantined: new Counter({
      name: 'coxswain_alerts_quarantined_total',
      help: 'Malformed alerts kept aside by source',
      labelNames: ['source'],
      registers,
    }),
    webhookAnswers: new Counter({
      name: 'coxswain_webhook_answers_total',
      help: 'Answers to webhooks by source and HTTP status',
      labelNames: ['source', 'code'],
      registers,
    }),
    interactionSeconds: new Histogram({
      name: 'coxswain_interaction_seconds',
      help: 'From a command or click to its acknowledgement',
      labelNames: ['name'],
      buckets: ANSWER_SECONDS,
      registers,
    }),
    jobOutcomes: new Counter({
      name: 'coxswain_job_runs_total',
      help: 'Runs of background work by kind and outcome',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    /** Adds a reader of the numbers that are taken at each scrape. */
    onScrape(read: () => Promise<ScrapedNumbers>): void {
      scrapers.push(read)
    },
    /** The text of a scrape. A reader that throws leaves its numbers out and counts as a scrape error. */
    async text(): Promise<string> {
      for (const read of scrapers) {
        try {
          gauges.set(await read())
        } catch {
          gauges.errors.inc()
        }
      }
      return registry.metrics()
    },
  }
}

function scrapedGauges(
  registry: Registry,
  { rolloutsRunning }: Pick<ReturnType<typeof createDeployMetrics>, 'rolloutsRunning'>,
) {
  const registers = [registry]
  const perKind = (name: string, help: string) =>
    new Gauge({ name: `coxswain_queue_${name}`, help, labelNames: ['kind'], registers })
  const depth = perKind('depth', 'Work items that wait, by kind')
  const due = perKind('due', 'Work items that are due, by kind')
  const running = perKind('running', 'Work items under way, by kind')
  const dead = perKind('dead', 'Work items given up, by kind')
  const age = perKind(
    'oldest_age_seconds',
    'How long the oldest work item, waiting or under way, has been due, by kind',
  )
  const outbox = (name: string, help: string) =>
    new Gauge({ name: `coxswain_outbox_${name}`, help, registers })
  const outboxDepth = outbox('depth', 'Slack messages to be written')
  const outboxAge = outbox(
    'oldest_age_seconds',
    'How long the oldest Slack message to be written has been due',
  )
  const outboxParked = outbox('parked', 'Slack messages refused for good: somebody must act')
  const errors = new Counter({
    name: 'coxswain_scrape_errors_total',
    help: 'Scrapes that could not read the store',
    registers,
  })
  return {
    errors,
    set(numbers: ScrapedNumbers) {
      for (const gauge of [depth, due, running, dead, age]) gauge.reset()
      for (const kind of numbers.queue) {
        depth.set({ kind: kind.kind }, kind.waiting)
        due.set({ kind: kind.kind }, kind.due)
        running.set({ kind: kind.kind }, kind.running)
        dead.set({ kind: kind.kind }, kind.dead)
        age.set({ kind: kind.kind }, kind.oldestAgeSeconds)
      }
      outboxDepth.set(numbers.outbox.waiting)
      outboxAge.set(numbers.outbox.oldestAgeSeconds)
      outboxParked.set(numbers.outbox.parked)
      rolloutsRunning.set(numbers.rolloutsRunning)
    },
  }
}
