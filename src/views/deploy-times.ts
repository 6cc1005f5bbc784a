import type { Eta } from '../domain/rollout/eta.ts'
import { duration } from './mrkdwn.ts'

const HOUR_MS = 3_600_000

/** "1 min 12 s": for what people watch as it goes. */
export function tookWords(ms: number): string {
  if (!Number.isFinite(ms) || ms >= HOUR_MS) return duration(Number.isFinite(ms) ? ms : 0)
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  const rest = seconds % 60
  return rest === 0 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 60)} min ${rest} s`
}

/** "about 40 s left", in steps that do not pretend to know better; null while nobody can say. */
export function etaWords(eta: Eta | null): string | null {
  if (!eta) return null
  if (eta.isLate) return `late: ${nearly(eta.p50Ms)} is usual`
  if (eta.remainingMs <= 0) return 'any moment now'
  return `about ${nearly(eta.remainingMs)} left`
}

function nearly(ms: number): string {
  const step = ms < 60_000 ? 5_000 : 30_000
  return tookWords(Math.max(step, Math.ceil(ms / step) * step))
}
