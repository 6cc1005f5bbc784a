import { quantile, row, type BenchRow } from './bench-row.ts'
import { readDeploys } from './deploys-database.ts'
import { emptyEdits, lagsOf, observe, type Observer } from './deploys-observer.ts'
import { deployAll, noticeLags, untilOver } from './deploys-people.ts'
import { startDeployStage, type DeployStage } from './deploys-stage.ts'

const WITHIN_MS = 120_000
/** Slack allows 50 edits a minute. */
const EDIT_MS = 1200
const NOTICE_MS = 3000
/** One pod after the other, so that each becomes visible by itself. */
const ONE_BY_ONE = { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } }

interface Rush {
  deploys: number
  speed: number
  /** Mean time of one pod; the regions differ a little. */
  readyMs: number
  replicas: number
}

/** From a change in a cluster to the card that shows it, alone and among others. */
export async function lagRows(): Promise<BenchRow[]> {
  const one = await rush({ deploys: 1, speed: 1, readyMs: 4000, replicas: 6 })
  const ten = await rush({ deploys: 10, speed: 5, readyMs: 11_000, replicas: 7 })
  const many = await rush({ deploys: 25, speed: 5, readyMs: 18_000, replicas: 6 })
  return [...one, ...ten, ...many]
}

async function rush({ deploys, speed, readyMs, replicas }: Rush): Promise<BenchRow[]> {
  const regions = { kr: 0.85, eu1: 0.95, us1: 1.05, jp1: 1.15 }
  const stage = await startDeployStage({
    services: deploys,
    speed,
    readyMs: Object.fromEntries(Object.entries(regions).map(([name, part]) => [name, readyMs * part])),
    workload: { replicas, spec: ONE_BY_ONE },
  })
  try {
    const before = callsOf(stage)
    const observer = observe(stage, { everyMs: speed === 1 ? 10 : 50 })
    await deployAll(stage)
    await untilOver(stage, { withinMs: WITHIN_MS })
    observer.stop()
    return figures(stage, { observer, before })
  } finally {
    await stage.stop()
  }
}

interface Calls {
  all: number
  edits: number
  posts: number
  limited: number
}

function callsOf({ slack }: DeployStage): Calls {
  const calls = slack.calls()
  const sum = (of: 'total' | 'limited') => Object.values(calls).reduce((count, call) => count + call[of], 0)
  const edits = calls['chat.update']?.total ?? 0
  const posts = calls['chat.postMessage']?.total ?? 0
  return { all: sum('total'), edits, posts, limited: sum('limited') }
}

function figures(
  stage: DeployStage,
  { observer, before }: { observer: Observer; before: Calls },
): BenchRow[] {
  const count = stage.services.length
  const named = (figure: string) => `${count === 1 ? '1 deploy' : `${count} deploys`}: ${figure}`
  const calls = callsOf(stage)
  const notices = noticeLags(stage)
  const slowest = Math.max(...notices)
  const limited = calls.limited - before.limited
  return [
    ...lagFigures(observer, { stage, named }),
    row(named('slowest outcome notice'), slowest / 1000, 's', { target: '≤ 3', ok: slowest <= NOTICE_MS }),
    row(named('outcome notices'), notices.length, ''),
    row(named('Slack calls per deploy'), (calls.all - before.all) / count, 'calls'),
    row(named('posts per deploy'), (calls.posts - before.posts) / count, 'calls'),
    row(named('edits per deploy'), (calls.edits - before.edits) / count, 'calls'),
    row(
      named('edits that move the times only'),
      (emptyEdits(observer.cards) / observer.cards.length) * 100,
      '%',
    ),
    row(named('429s'), limited, '', { target: '0', ok: limited === 0 }),
  ]
}

/** Counted while all of them run. */
function lagFigures(
  observer: Observer,
  { stage, named }: { stage: DeployStage; named: (figure: string) => string },
): BenchRow[] {
  const count = stage.services.length
  const { rollouts } = readDeploys(stage.dataDir)
  const from = Math.max(...rollouts.map(({ startedAt }) => startedAt ?? Number.POSITIVE_INFINITY))
  const until = Math.min(...rollouts.map(({ finishedAt }) => finishedAt ?? 0))
  const isDuring = ({ at }: { at: number }) => count === 1 || (at >= from && at <= until)
  const lags = lagsOf(observer).filter(({ change }) => isDuring(change))
  if (lags.length === 0) throw new Error(named('they never ran at the same time: the machine is too busy'))
  const p50 = quantile(
    lags.map(({ ms }) => ms),
    0.5,
  )
  const p95 = quantile(
    lags.map(({ ms }) => ms),
    0.95,
  )
  const samples = row(named('changes seen'), lags.length, '')
  if (count === 1) {
    return [
      row(named('change in the cluster → card p50'), p50, 'ms'),
      row(named('change in the cluster → card p95'), p95, 'ms', { target: '< 2,000', ok: p95 < 2000 }),
      samples,
    ]
  }
  const round = count * EDIT_MS
  const ratio = (figure: string, value: number) =>
    row(named(figure), value, '', { target: '≤ 1.5', ok: value <= 1.5 })
  return [
    row(named('change → card p50'), p50 / 1000, 's of Slack’s time'),
    row(named('change → card p95'), p95 / 1000, 's of Slack’s time'),
    row(
      named('cards posted or edited meanwhile'),
      observer.cards.filter(isDuring).length / ((until - from) / 60_000),
      'per minute',
    ),
    ratio(`p50 ÷ half a round (${round / 2000} s)`, p50 / (round / 2)),
    ratio(`p95 ÷ a round (${round / 1000} s)`, p95 / round),
    samples,
  ]
}
