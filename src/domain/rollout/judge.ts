import type {
  ControllerRevision,
  HorizontalPodAutoscaler,
  KubernetesEvent,
  Pod,
  ReplicaSet,
  Workload,
} from '../kubernetes-objects.ts'
import { seeDaemonSet } from './daemon-set.ts'
import { seeDeployment } from './deployment.ts'
import { findingsOfRollout } from './findings/of-rollout.ts'
import { earlyVerdict } from './early.ts'
import { evaluate } from './evaluate.ts'
import { firstMemory, remember } from './memory.ts'
import { circumstances } from './notes.ts'
import type { Finding } from './reasons.ts'
import type { RolloutRecord } from './record.ts'
import type { Seen } from './seen.ts'
import { seeStatefulSet } from './stateful-set.ts'
import { wasReplaced } from './superseded.ts'
import type { Verdict } from './verdict.ts'

export interface JudgeInput {
  /** `null`: it is gone, as the server said; never while nothing was read yet. */
  readonly workload: Workload | null
  /** Of a Deployment. Those of others are told apart by their owner, as are pods and events. */
  readonly replicaSets?: readonly ReplicaSet[]
  /** Of a DaemonSet. */
  readonly revisions?: readonly ControllerRevision[]
  readonly pods: readonly Pod[]
  readonly events: readonly KubernetesEvent[]
  readonly hpa?: HorizontalPodAutoscaler | null
  /** What another controller says about the same rollout: it does not heal by waiting. */
  readonly reported?: readonly Reported[]
  readonly rollout: RolloutRecord
  /** The cluster's time. */
  readonly now: number
}

export interface Reported {
  readonly code: 'sync-error' | 'analysis-failed'
  readonly message: string
}

/**
 * What is true of a rollout. `kubectl rollout status` decides when it is complete, with what that overlooks: whose
 * pods are available, old pods that still terminate, a deadline left from the rollout before, later changes by others,
 * workloads without a deadline, stability. The same input gives the same verdict.
 */
export function judge(input: JudgeInput): Verdict {
  const { workload, rollout, now } = input
  const early = earlyVerdict(workload, rollout)
  if (early) return early
  const seen = see(workload as Workload, input)
  const before = rollout.memory ?? firstMemory(rollout, seen.progress.desired)
  const replaced = wasReplaced(workload as Workload, seen, { rollout, memory: before })
  if (replaced) return replaced
  const found = findingsOfRollout(seen, {
    kind: (workload as Workload).kind,
    events: input.events,
    startedAt: rollout.startedAt,
    now,
  })
  const reported = (input.reported ?? []).map(({ code, message }): Finding => ({
    code,
    message,
    weight: 'fatal',
  }))
  return evaluate({
    seen,
    findings: [...reported, ...found.findings],
    scaleUp: found.scaleUp,
    memory: remember(before, seen, now),
    notes: circumstances(workload as Workload, seen, { rollout, memory: before, hpa: input.hpa ?? null }),
    rollout,
    now,
  })
}

function see(workload: Workload, input: JudgeInput): Seen {
  const { pods, rollout, now } = input
  switch (workload.kind) {
    case 'Deployment':
      return seeDeployment(workload, { replicaSets: input.replicaSets ?? [], pods, rollout })
    case 'StatefulSet':
      return seeStatefulSet(workload, { pods, rollout, now })
    case 'DaemonSet':
      return seeDaemonSet(workload, { revisions: input.revisions ?? [], pods, rollout, now })
  }
}
