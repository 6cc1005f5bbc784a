import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { startAlertmanager } from '../test/harness/alertmanager.ts'
import { quantile, row, type BenchResult, type BenchRow } from './bench-row.ts'
import type { Shot, ShotResult } from './intake-client.ts'
import { startIntake } from './intake-server.ts'

const ALERTS = 10_000
const STORM = { alerts: ALERTS, namespaces: 350, size: 100, connections: 4 }
const ROUNDS = 3

/** How fast webhooks are validated and durable, next to an Alertmanager that keeps the same alerts in memory. */
export async function run(): Promise<BenchResult> {
  const client = fork(new URL('./intake-client.ts', import.meta.url))
  try {
    const ours = await measureOurs(client)
    const theirs = await measureAlertmanager(client)
    return {
      name: 'intake',
      rows: [...ours.rows, ...(theirs === null ? [] : ratioRows(ours.perSecond, theirs))],
    }
  } finally {
    client.kill()
  }
}

async function measureOurs(client: ChildProcess) {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const server = await startIntake()
  const target = { url: server.url, headers: server.headers, format: 'webhook' as const }
  try {
    delay.enable()
    const shots: ShotResult[] = []
    const drains: number[] = []
    for (let round = 1; round <= ROUNDS; round++) {
      const began = performance.now()
      shots.push(await shoot(client, { ...target, ...STORM, round }))
      await server.drained()
      drains.push(performance.now() - began)
      await sleep(200)
    }
    const large = await shoot(client, {
      ...target,
      ...STORM,
      size: ALERTS,
      connections: 1,
      round: ROUNDS + 1,
    })
    await server.drained()
    delay.disable()
    const firing = await server.firing()
    if (firing !== (ROUNDS + 1) * ALERTS) throw new Error(`${firing} episodes fire: alerts were lost`)
    const perSecond = quantile(
      shots.map((shot) => (ALERTS / shot.totalMs) * 1000),
      0.5,
    )
    const latencies = shots.flatMap((shot) => shot.latenciesMs).toSorted((a, b) => a - b)
    return {
      perSecond,
      rows: ourRows({
        perSecond,
        latencies,
        large,
        drainMs: quantile(drains, 0.5),
        delayMs: delay.max / 1e6,
      }),
    }
  } finally {
    await server.close()
  }
}

interface OurFigures {
  perSecond: number
  latencies: number[]
  large: ShotResult
  drainMs: number
  delayMs: number
}

function ourRows({ perSecond, latencies, large, drainMs, delayMs }: OurFigures): BenchRow[] {
  const p99 = quantile(latencies, 0.99)
  return [
    row('alerts durable and validated', perSecond, 'alerts/s', {
      target: '≥ 20,000',
      ok: perSecond >= 20_000,
    }),
    row('answer per 100 alerts, p50', quantile(latencies, 0.5), 'ms'),
    row('answer per 100 alerts, p99', p99, 'ms', { target: '< 50', ok: p99 < 50 }),
    row('one body of 10,000 alerts', large.totalMs, 'ms', { target: '< 1,000', ok: large.totalMs < 1000 }),
    row('size of that body', large.bytes / 1e6, 'MB'),
    row('10,000 alerts in their threads after', drainMs, 'ms'),
    row('longest event loop delay', delayMs, 'ms', { target: '< 100', ok: delayMs < 100 }),
  ]
}

async function measureAlertmanager(client: ChildProcess): Promise<number | null> {
  const perSecond: number[] = []
  for (let round = 1; round <= ROUNDS; round++) {
    const alertmanager = await startAlertmanager()
    if (!alertmanager) return null
    try {
      const shot = await shoot(client, { url: alertmanager.url, headers: {}, format: 'api', ...STORM, round })
      perSecond.push((ALERTS / shot.totalMs) * 1000)
    } finally {
      await alertmanager.close()
    }
  }
  return quantile(perSecond, 0.5)
}

function ratioRows(ours: number, theirs: number): BenchRow[] {
  const ratio = ours / theirs
  return [
    row('the same alerts into an Alertmanager (memory)', theirs, 'alerts/s'),
    row('ours ÷ Alertmanager', ratio, '', { target: '≥ 0.5', ok: ratio >= 0.5 }),
  ]
}

async function shoot(client: ChildProcess, shot: Shot): Promise<ShotResult> {
  client.send(shot)
  const [result] = (await once(client, 'message')) as [ShotResult]
  const refused = Object.keys(result.statuses).filter((status) => status !== '200')
  if (refused.length > 0) throw new Error(`sending alerts: answered ${JSON.stringify(result.statuses)}`)
  return result
}
