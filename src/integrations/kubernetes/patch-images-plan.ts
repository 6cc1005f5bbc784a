import type { Outcome } from '../../domain/actor.ts'
import type { Cluster } from '../../domain/cluster.ts'
import type { PlanWish } from '../../domain/deployer.ts'
import type { TargetPlan } from '../../domain/deploys/plan.ts'
import { planTarget } from '../../domain/deploys/target-plan.ts'
import type { Workload } from '../../domain/kubernetes-objects.ts'
import { refusalOfRead } from './patch-images-problems.ts'

const LABELS = ['app.kubernetes.io/name', 'app']

/** What would change in one cluster, as it is now. */
export async function planChanges(cluster: Cluster, wish: PlanWish): Promise<Outcome<TargetPlan>> {
  const { place, repository, digest, commits, warnings } = wish
  const { project, service, environment, region, wave } = place
  const [workloads, autoscalers] = await Promise.all([
    cluster.workloads(project),
    cluster.autoscalers(project),
  ])
  if (workloads.outcome !== 'ok') return { ok: false, refusal: refusalOfRead(workloads, place) }
  return planTarget({
    target: { service, environment, region, cluster: place.cluster, wave },
    workloads: workloads.value.filter((workload) => belongsTo(workload, service)),
    // They cause warnings only: who may not list them deploys all the same.
    autoscalers: autoscalers.outcome === 'ok' ? autoscalers.value : [],
    repository,
    digest,
    commits,
    warnings,
  })
}

function belongsTo({ metadata }: Workload, service: string): boolean {
  if (metadata.deletionTimestamp) return false
  return metadata.name === service || LABELS.some((label) => metadata.labels?.[label] === service)
}
