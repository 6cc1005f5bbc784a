import type { RolloutTrouble } from '../domain/deploys/target-rollout.ts'

interface Met {
  trouble: RolloutTrouble
  againAt: number
}

/** How long a cluster asked not to be asked: whatever wakes a rollout meanwhile does not shorten it. */
export interface WritePauses {
  note(rolloutId: string, workload: number, met: Met): void
  /** null: go. */
  of(rolloutId: string, workload: number, now: number): Met | null
  forget(rolloutId: string): void
}

export function createWritePauses(): WritePauses {
  const pauses = new Map<string, Map<number, Met>>()
  return {
    note(rolloutId, workload, { trouble, againAt }) {
      // Anything else may be tried as soon as somebody thinks that it helps.
      if (trouble.code !== 'cluster-limited') return
      const own = pauses.get(rolloutId) ?? new Map<number, Met>()
      pauses.set(rolloutId, own.set(workload, { trouble, againAt }))
    },
    of(rolloutId, workload, now) {
      const met = pauses.get(rolloutId)?.get(workload)
      return met && now < met.againAt ? met : null
    },
    forget(rolloutId) {
      pauses.delete(rolloutId)
    },
  }
}
