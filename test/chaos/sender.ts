import type { Random } from './random.ts'
import { WEBHOOK_TOKEN } from './workspace.ts'

/** One alert as the sender knows it. */
export interface SentAlert {
  /** Alert name; unique, so that it can be recognised wherever it is shown. */
  name: string
  namespace: string
  fingerprint: string
  startsAt: number
  status: 'firing' | 'resolved'
}

/** Alertmanager as far as it matters: it keeps what fires and sends until it gets a 2xx. */
export interface Sender {
  /** What was accepted, with its last state. */
  alerts(): SentAlert[]
  fire(namespace: string, count: number): Promise<void>
  resolve(namespace: string, count: number): Promise<void>
}

interface SenderDeps {
  url(): string | null
  now(): number
  random: Random
}

export function createSender(deps: SenderDeps): Sender {
  const known: SentAlert[] = []
  let made = 0
  const newAlert = (namespace: string): SentAlert => {
    made++
    return {
      name: `Chaos${made}`,
      namespace,
      fingerprint: `fp${made}`,
      startsAt: deps.now() - 1000 - deps.random.below(60_000),
      status: 'firing',
    }
  }
  return {
    alerts: () => known,
    async fire(namespace, count) {
      const fresh = Array.from({ length: count }, () => newAlert(namespace))
      await sendUntilAccepted(deps, fresh)
      known.push(...fresh)
    },
    async resolve(namespace, count) {
      const firing = known.filter((alert) => alert.namespace === namespace && alert.status === 'firing')
      const chosen = deps.random.shuffled(firing).slice(0, count)
      await sendUntilAccepted(
        deps,
        chosen.map((alert) => ({ ...alert, status: 'resolved' as const })),
      )
      for (const alert of chosen) alert.status = 'resolved'
    },
  }
}

const GIVE_UP_MS = 30_000

async function sendUntilAccepted(deps: SenderDeps, alerts: SentAlert[]): Promise<void> {
  if (alerts.length === 0) return
  const body = JSON.stringify(webhookBody(alerts, deps))
  const end = Date.now() + GIVE_UP_MS
  while (Date.now() < end) {
    const url = deps.url()
    const headers = { authorization: `Bearer ${WEBHOOK_TOKEN}`, 'content-type': 'application/json' }
    const answer =
      url &&
      (await fetch(`${url}/webhooks/alertmanager/main`, { method: 'POST', headers, body }).catch(() => null))
    if (answer && answer.ok) return
    if (answer && answer.status < 500)
      throw new Error(`webhook refused: ${answer.status} ${await answer.text()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the bot took no webhook any more')
}

function webhookBody(alerts: SentAlert[], { now, random }: SenderDeps) {
  return {
    version: '4',
    groupKey: '{}:{}',
    truncatedAlerts: 0,
    status: alerts.some(({ status }) => status === 'firing') ? 'firing' : 'resolved',
    receiver: 'coxswain',
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    externalURL: 'http://alertmanager.example.com',
    alerts: random.shuffled(alerts).map(({ name, namespace, fingerprint, startsAt, status }) => ({
      status,
      labels: { alertname: name, namespace, severity: random.pick(['critical', 'warning', 'info']) },
      annotations: { summary: `what ${fingerprint} is about` },
      startsAt: new Date(startsAt).toISOString(),
      endsAt: status === 'firing' ? '0001-01-01T00:00:00Z' : new Date(now()).toISOString(),
      generatorURL: 'http://prometheus.example.com/graph',
      fingerprint,
    })),
  }
}
