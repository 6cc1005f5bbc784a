import type { HorizontalPodAutoscaler, Workload } from '../kubernetes-objects.ts'

export type PlanWarning =
  | { warning: 'never-succeeded-earlier'; environment: string }
  | { warning: 'other-deploy-running'; deployId: string }
  | { warning: 'frozen'; reason: string; until: number }
  | { warning: 'autoscaler-at-maximum'; workload: string; replicas: number }
  | { warning: 'single-replica'; workload: string }
  | { warning: 'no-replicas'; workload: string }
  | { warning: 'no-change' }
  | { warning: 'unverified' }
  /** Of a rollback: this target cannot be looked at now and follows when it can. `reason` is a refusal's code. */
  | { warning: 'not-seen'; region: string; cluster: string; reason: string }
  | { warning: 'takeover'; workload: string; managers: string[] }

/** What the size of a workload means for who uses it while it rolls. */
export function sizeWarnings(
  workload: Workload,
  autoscalers: readonly HorizontalPodAutoscaler[],
): PlanWarning[] {
  if (workload.kind === 'DaemonSet') return []
  const name = workload.metadata.name
  const replicas = workload.spec.replicas ?? 1
  const scaler = autoscalers.find(
    ({ spec: { scaleTargetRef: ref } }) => ref.kind === workload.kind && ref.name === name,
  )
  const warnings: PlanWarning[] = []
  if (replicas === 0) warnings.push({ warning: 'no-replicas', workload: name })
  if (replicas === 1) warnings.push({ warning: 'single-replica', workload: name })
  if (scaler && replicas > 0 && replicas >= scaler.spec.maxReplicas) {
    warnings.push({ warning: 'autoscaler-at-maximum', workload: name, replicas })
  }
  return warnings
}
