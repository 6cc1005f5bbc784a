import type { TargetRollout } from '../domain/deploys/target-rollout.ts'
import { etaOf, type Eta, type PastRollout } from '../domain/rollout/eta.ts'
import type { Reads } from '../domain/store.ts'

/** By id: how long each of these rollouts still takes, as the earlier ones of its target went. */
export async function loadEtas(
  reads: { rollouts: Pick<Reads['rollouts'], 'durations'> },
  running: readonly TargetRollout[],
  now: number,
): Promise<Record<string, Eta | null>> {
  const etas: Record<string, Eta | null> = {}
  for (const rollout of running) {
    if (rollout.startedAt === null) continue
    const past = await reads.rollouts.durations(rollout)
    const replicas = replicasOf(rollout) ?? newest(past)?.replicas ?? 0
    etas[rollout.id] = etaOf(past, { replicas, elapsedMs: Math.max(0, now - rollout.startedAt) })
  }
  return etas
}

/** Pods that the workloads of the target want together; null while nobody looked. */
function replicasOf({ workloads }: TargetRollout): number | null {
  const known = workloads.map(({ seen, before }) => seen?.progress.desired ?? before?.replicas ?? null)
  return known.includes(null) ? null : known.reduce<number>((sum, replicas) => sum + (replicas ?? 0), 0)
}

function newest(past: readonly PastRollout[]): PastRollout | undefined {
  return past.toSorted((a, b) => b.finishedAt - a.finishedAt)[0]
}
