import type { Refusal } from '../../domain/actor.ts'
import type { Cluster } from '../../domain/cluster.ts'
import type { Prepared, TargetPlace, WriteSettings } from '../../domain/deployer.ts'
import type { WorkloadChange } from '../../domain/deploys/plan.ts'
import { takeoverOf } from '../../domain/deploys/takeover.ts'
import { refOf, type BeforeWrite } from '../../domain/deploys/target-rollout.ts'
import type { Workload } from '../../domain/kubernetes-objects.ts'
import { writeProblemOf } from './patch-images-problems.ts'
import { adoptedRecord, aheadMs, imagesOf } from './patch-images-record.ts'
import { readRevision } from './patch-images-revision.ts'

export interface Preparing {
  place: TargetPlace
  change: WorkloadChange
  options: WriteSettings & { before: BeforeWrite | null; now: number }
}

/** Looks first: a write whose answer was lost may stand. */
export async function prepareChange(cluster: Cluster, asked: Preparing): Promise<Prepared> {
  const { place, change, options } = asked
  const read = await cluster.workload(refOf(place, change))
  if (read.outcome === 'not-found') return refusedFor(asked, 'workload-deleted')
  if (read.outcome !== 'ok') return writeProblemOf(read, place)
  const workload = read.value
  const refusal = refusalOf(workload, asked)
  if (refusal) return { outcome: 'refused', refusal }
  const revision = await readRevision(cluster, workload)
  if (revision.outcome !== 'ok') return writeProblemOf(revision, place)
  const now: BeforeWrite = {
    uid: workload.metadata.uid,
    generation: workload.metadata.generation ?? 0,
    revision: revision.value,
    replicas: replicasOf(workload),
    readAt: read.serverTimeMs ?? options.now,
  }
  const clockAheadMs = aheadMs(read.serverTimeMs, options.now)
  if (isApplied(workload, change)) {
    return { outcome: 'adopted', record: adoptedRecord(workload, { change, options, now }), clockAheadMs }
  }
  const { resourceVersion = '' } = workload.metadata
  return { outcome: 'ready', before: now, resourceVersion, clockAheadMs }
}

function refusalOf(workload: Workload, asked: Preparing): Refusal | null {
  const { change } = asked
  const { uid, deletionTimestamp } = workload.metadata
  if (uid !== change.uid) return because(asked, 'workload-recreated')
  if (deletionTimestamp) return because(asked, 'workload-deleted')
  const managed = takeoverOf(
    workload,
    change.containers.map(({ container }) => container),
  )
  if (managed.kind === 'gitops') {
    return because(asked, 'managed-by-gitops', { tool: managed.tool, application: managed.name })
  }
  const images = imagesOf(workload)
  for (const { container, from, to } of change.containers) {
    const image = images.get(container)
    if (!images.has(container)) return because(asked, 'container-not-found', { container, image: from })
    if (image !== from && image !== to) {
      return because(asked, 'plan-changed', { container, from, found: image ?? null })
    }
  }
  if (managed.kind === 'ours' || isApplied(workload, change)) return null
  // Force would take the image from whoever has it: only from those that stood in the plan.
  const agreed = change.managedBy.kind === 'takeover' ? change.managedBy.managers : []
  const others = managed.managers.filter((manager) => !agreed.includes(manager))
  return others.length === 0 ? null : because(asked, 'image-conflict', { managers: others.join(', ') })
}

function isApplied(workload: Workload, { containers }: WorkloadChange): boolean {
  const images = imagesOf(workload)
  return containers.every(({ container, to }) => images.get(container) === to)
}

function replicasOf(workload: Workload): number {
  if (workload.kind === 'DaemonSet') return workload.status?.desiredNumberScheduled ?? 0
  return workload.spec.replicas ?? 1
}

function refusedFor(asked: Preparing, reason: string): Prepared {
  return { outcome: 'refused', refusal: because(asked, reason) }
}

function because({ place, change }: Preparing, reason: string, details: Refusal['details'] = {}): Refusal {
  const { region, service } = place
  return { reason, details: { region, service, workload: change.name, ...details } }
}
