import type { Refusal } from '../../domain/actor.ts'
import type { ClusterProblem } from '../../domain/cluster.ts'
import type { TargetPlace, WriteProblem } from '../../domain/deployer.ts'
import { redact } from '../../domain/rollout/redact.ts'

type Place = Pick<TargetPlace, 'cluster' | 'region'>

const UNREACHABLE_PAUSE_MS = 5000
/** Credentials that are refused seldom come back at once: somebody renews them. */
const UNAUTHORIZED_PAUSE_MS = 15_000

/** A stable code, in words in `views`. */
export function codeOf({ outcome }: ClusterProblem): string {
  switch (outcome) {
    case 'forbidden':
    case 'unauthorized':
    case 'limited':
      return `cluster-${outcome}`
    default:
      return 'cluster-unreachable'
  }
}

export function messageOf(problem: ClusterProblem): string {
  switch (problem.outcome) {
    case 'invalid':
      return redact(problem.details.join('; '))
    case 'limited':
      return `too many requests: again in ${String(problem.retryAfterMs)} ms`
    default:
      return redact(problem.error)
  }
}

/** Why nothing can be planned. */
export function refusalOfRead(problem: ClusterProblem, { cluster, region }: Place): Refusal {
  const reason = codeOf(problem)
  if (problem.outcome !== 'forbidden') return { reason, details: { cluster, region } }
  const { verb, resource } = problem
  return { reason, details: { cluster, region, verb, resource } }
}

/** What keeps a workload from being read or written, and whether it helps to try again. */
export function writeProblemOf(problem: ClusterProblem, place: Place): WriteProblem {
  const again = (afterMs: number, code = codeOf(problem)): WriteProblem => {
    return { outcome: 'again', afterMs, code, message: messageOf(problem) }
  }
  switch (problem.outcome) {
    case 'forbidden':
      return { outcome: 'refused', refusal: refusalOfRead(problem, place) }
    case 'unauthorized':
      return again(UNAUTHORIZED_PAUSE_MS)
    case 'limited':
      return again(problem.retryAfterMs)
    case 'conflict':
      return again(0, 'conflict')
    default:
      return again(UNREACHABLE_PAUSE_MS)
  }
}
