import type { MoveReason } from './digest.ts'

export interface RecentDeploy {
  project: string
  service: string
  version: string
  environment: string
  at: number
}

export interface Weight {
  micros: number
  podMinutes: number
}

interface Moved {
  project: string
  service: string
  now: Weight
  before: Weight
}

interface Facts {
  recentDeploys: readonly RecentDeploy[]
  hours?: { now: number; before: number }
  at?: number
}

const DAY_MS = 86_400_000
/** Pods on average that differ by less are noise: a restart, an autoscaler that breathes. */
const REPLICAS_PERCENT = 20

/** Why a workload moved, as far as the bot knows; empty: it does not. */
export function reasonsOf(moved: Moved, facts: Facts): MoveReason[] {
  return [...presence(moved), ...replicas(moved, facts), ...deploy(moved, facts)]
}

function presence({ now, before }: Moved): MoveReason[] {
  if (isNothing(before)) return [{ is: 'new-workload' }]
  return isNothing(now) ? [{ is: 'gone' }] : []
}

function isNothing({ micros, podMinutes }: Weight): boolean {
  return micros === 0 && podMinutes === 0
}

function replicas({ now, before }: Moved, { hours }: Facts): MoveReason[] {
  if (!hours || hours.now <= 0 || hours.before <= 0) return []
  if (now.podMinutes <= 0 || before.podMinutes <= 0) return []
  const [fromMilli, toMilli] = [podsMilli(before, hours.before), podsMilli(now, hours.now)]
  const isChange = Math.abs(toMilli - fromMilli) * 100 >= fromMilli * REPLICAS_PERCENT
  return isChange ? [{ is: 'replicas', fromMilli, toMilli }] : []
}

function podsMilli({ podMinutes }: Weight, hours: number): number {
  return Math.round((podMinutes * 1000) / (hours * 60))
}

/** The newest one: it is what runs. */
function deploy({ project, service }: Moved, { recentDeploys, at }: Facts): MoveReason[] {
  const newest = recentDeploys
    .filter((one) => one.project === project && one.service === service)
    .filter((one) => at === undefined || (one.at > at - DAY_MS && one.at <= at))
    .toSorted((a, b) => b.at - a.at)[0]
  return newest
    ? [{ is: 'deploy', version: newest.version, at: newest.at, environment: newest.environment }]
    : []
}
