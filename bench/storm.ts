import { setTimeout as sleep } from 'node:timers/promises'
import { defaultRateLimits } from '../playground/slack/rate-limits.ts'
import { buttonsIn } from '../test/chaos/stimuli.ts'
import { CLICKER, NAMESPACES, namespaceName, prepareBot, type BenchBot } from './bench-bot.ts'
import { quantile, row, type BenchResult, type BenchRow } from './bench-row.ts'
import { benchAlerts, webhookBodies } from './intake-bodies.ts'

const ALERTS = 10_000
const BODY_SIZE = 100
/** The last of the namespaces to arrive are the critical ones: they have to overtake. */
const CRITICAL_FROM = 315
const CRITICAL = new Set(
  Array.from({ length: NAMESPACES - CRITICAL_FROM }, (_, n) => namespaceName(CRITICAL_FROM + n)),
)
const CLICK_EVERY_MS = 150

/** A storm under Slack's limits: how close to the fastest that Slack allows, and whether people notice. */
export async function run(): Promise<BenchResult> {
  const one = await storm({ channels: 1, speed: 10 })
  const twenty = await storm({ channels: 20, speed: 5 })
  return { name: 'storm', rows: [...one, ...twenty] }
}

async function storm({ channels, speed }: { channels: number; speed: number }): Promise<BenchRow[]> {
  const bench = await prepareBot({ channels, speed })
  try {
    await bench.bot.start()
    // The budgets of a fresh process begin empty: a bot that has run for a while is measured.
    await sleep(15_000 / speed)
    const startedAt = bench.clock.now()
    const clicking = new AbortController()
    const clicks = clickAway(bench, clicking.signal)
    for (const body of webhookBodies(stormAlerts(), BODY_SIZE)) await bench.send(body)
    const acceptedMs = bench.clock.now() - startedAt
    await untilStanding(bench, { withinMs: 120_000 })
    const callsByThen = bench.slack.calls()
    clicking.abort()
    const latencies = await clicks
    return figures(bench, { channels, startedAt, acceptedMs, latencies, calls: callsByThen })
  } finally {
    await bench.stop()
  }
}

function stormAlerts() {
  return benchAlerts(ALERTS, NAMESPACES, 1).map((alert) => {
    const severity = CRITICAL.has(alert.labels['namespace'] ?? '') ? 'critical' : 'warning'
    return { ...alert, labels: { ...alert.labels, severity } }
  })
}

type Posted = Record<string, unknown>

function rootsOf({ slack, channels }: BenchBot): Posted[] {
  return channels
    .flatMap((channel) => slack.messages(channel).map((message) => ({ ...message, channel })))
    .filter((message: Posted) => message.thread_ts === undefined || message.thread_ts === message.ts)
}

async function untilStanding(bench: BenchBot, { withinMs }: { withinMs: number }): Promise<void> {
  const end = Date.now() + withinMs
  while (rootsOf(bench).length < NAMESPACES) {
    if (Date.now() > end) throw new Error(`only ${rootsOf(bench).length} of ${NAMESPACES} threads stand`)
    await sleep(50)
  }
}

/** A person who acknowledges one alert after the other; real ms from the click to Slack having its answer. */
async function clickAway(bench: BenchBot, signal: AbortSignal): Promise<number[]> {
  const latencies: number[] = []
  const clicked = new Set<string>()
  while (!signal.aborted) {
    await sleep(CLICK_EVERY_MS)
    const next = rootsOf(bench)
      .flatMap((root) =>
        buttonsIn(root.blocks, 'alert:acknowledge').map((button) => ({
          ...button,
          channel: root.channel,
          ts: root.ts,
        })),
      )
      .find(({ value }) => !clicked.has(value))
    if (!next) continue
    clicked.add(next.value)
    const startedAt = performance.now()
    const target = { channel: String(next.channel), ts: String(next.ts), action_id: next.action_id }
    const { ok } = await bench.slack.as(CLICKER).click(target)
    latencies.push(ok ? performance.now() - startedAt : Number.POSITIVE_INFINITY)
  }
  return latencies
}

interface Measured {
  channels: number
  startedAt: number
  acceptedMs: number
  latencies: number[]
  calls: ReturnType<BenchBot['slack']['calls']>
}

function figures(
  bench: BenchBot,
  { channels, startedAt, acceptedMs, latencies, calls }: Measured,
): BenchRow[] {
  const roots = rootsOf(bench).map((root) => ({
    at: Number(root.ts) * 1000 - startedAt,
    text: String(root.text),
  }))
  const last = Math.max(...roots.map(({ at }) => at)) / 1000
  const critical = roots
    .filter(({ text }) => [...CRITICAL].some((name) => text.includes(name)))
    .map(({ at }) => at / 1000)
  const limited = Object.values(calls).reduce((sum, call) => sum + call.limited, 0)
  const floor = floorSeconds(channels)
  const p99 = quantile(latencies, 0.99)
  const named = (figure: string) => `${channels === 1 ? '1 channel' : `${channels} channels`}: ${figure}`
  return [
    row(named('10,000 alerts accepted after'), acceptedMs / 1000, 's of Slack’s time'),
    row(named('last of 350 threads'), last, 's of Slack’s time'),
    row(named('arithmetic floor'), floor, 's'),
    row(named('÷ floor'), last / floor, '', { target: '≤ 1.1', ok: last / floor <= 1.1 }),
    row(named('first critical thread'), Math.min(...critical), 's'),
    row(named('last critical thread'), Math.max(...critical), 's'),
    row(named('posts'), calls['chat.postMessage']?.total ?? 0, 'calls'),
    row(named('edits'), calls['chat.update']?.total ?? 0, 'calls'),
    row(
      named('calls in all'),
      Object.values(calls).reduce((sum, call) => sum + call.total, 0),
      'calls',
    ),
    row(named('429s'), limited, '', { target: '0', ok: limited === 0 }),
    row(named('button → ack p50'), quantile(latencies, 0.5), 'ms'),
    row(named('button → ack p99'), p99, 'ms', { target: '< 300', ok: p99 < 300 }),
    row(named('clicks'), latencies.length, ''),
  ]
}

/** The fastest that Slack's limits allow for one post per thread, bursts used to the full. */
function floorSeconds(channels: number): number {
  const { postPerChannel, postPerWorkspace } = defaultRateLimits
  const of = (posts: number, { perMinute, burst }: { perMinute: number; burst: number }) =>
    Math.max(0, posts - burst) / (perMinute / 60)
  return Math.max(of(Math.ceil(NAMESPACES / channels), postPerChannel), of(NAMESPACES, postPerWorkspace))
}
