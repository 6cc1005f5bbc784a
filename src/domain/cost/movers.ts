import type { MoveReason, Mover } from './digest.ts'
import type { CostLine } from './line.ts'
import { totalOf } from './money.ts'
import { reasonsOf, type RecentDeploy, type Weight } from './move-reasons.ts'
import type { MoveThreshold } from './policy.ts'

export interface MoversFacts {
  threshold: MoveThreshold
  currency: string
  recentDeploys: readonly RecentDeploy[]
  /** How many hours the lines of now and before are of. Left out: pods on average are not told. */
  hours?: { now: number; before: number }
  /** The end of the time of now: deploys count that began in the 24 hours before it. Left out: all that are given. */
  at?: number
  /** So many are listed, the most moved ones. Left out: 5. */
  most?: number
}

interface Workload {
  project: string
  service: string
  now: Weight
  before: Weight
}

const MOST = 5

/**
 * Which workloads moved beyond the threshold, the most first, and how many there are in all. What is idle is no
 * workload. Of a time before of which nothing is known nothing may be said: do not ask.
 */
export function moversOf(
  now: readonly CostLine[],
  before: readonly CostLine[],
  facts: MoversFacts,
): { movers: Mover[]; total: number } {
  const moved = workloads(now, before, facts.currency)
    .filter((one) => hasMoved({ micros: one.now.micros, beforeMicros: one.before.micros }, facts.threshold))
    .toSorted((a, b) => size(b) - size(a) || compare(a, b))
  const movers = moved.slice(0, facts.most ?? MOST).map((one) => toMover(one, reasonsOf(one, facts)))
  return { movers, total: moved.length }
}

/** Whether both the percentage and the amount are exceeded. Against 0, any percentage is; against the unknown, none. */
export function hasMoved(
  { micros, beforeMicros }: { micros: number; beforeMicros: number | null },
  threshold: MoveThreshold,
): boolean {
  if (beforeMicros === null) return false
  const change = Math.abs(micros - beforeMicros)
  return change > threshold.micros && change * 100 > threshold.percent * Math.abs(beforeMicros)
}

function workloads(now: readonly CostLine[], before: readonly CostLine[], currency: string): Workload[] {
  const found = new Map<string, Workload>()
  const add = (when: 'now' | 'before', line: CostLine) => {
    if (line.currency !== currency || line.bucket === 'idle') return
    const { project, service } = line
    const key = `${project}\0${service}`
    const known = found.get(key) ?? { project, service, now: NOTHING, before: NOTHING }
    const weight = {
      micros: known[when].micros + totalOf(line.micros),
      podMinutes: known[when].podMinutes + line.podMinutes,
    }
    found.set(key, { ...known, [when]: weight })
  }
  for (const line of now) add('now', line)
  for (const line of before) add('before', line)
  return [...found.values()]
}

const NOTHING: Weight = { micros: 0, podMinutes: 0 }

function toMover({ project, service, now, before }: Workload, reasons: MoveReason[]): Mover {
  return { project, service, micros: now.micros, beforeMicros: before.micros, reasons }
}

function size({ now, before }: Workload): number {
  return Math.abs(now.micros - before.micros)
}

function compare(a: Workload, b: Workload): number {
  const [left, right] = [`${a.project}\0${a.service}`, `${b.project}\0${b.service}`]
  return left < right ? -1 : left > right ? 1 : 0
}
