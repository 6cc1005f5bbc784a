import type { Cluster } from '../cluster.ts'
import { canonical } from '../json.ts'
import type { PodTemplate } from '../objects.ts'
import { safeText } from '../template-hash.ts'
import type { ControllerRevision, DaemonSet, StatefulSet } from '../workloads.ts'
import { CONTROLLER, createAs, editAs } from '../write.ts'
import { ownerReference } from './pods.ts'

export const REVISION_LABEL = 'controller-revision-hash'

export function revisionsOf({ store }: Cluster, { metadata }: StatefulSet | DaemonSet): ControllerRevision[] {
  return store.dependents('controllerrevisions', metadata.uid).sort((a, b) => a.revision - b.revision)
}

/** The ControllerRevision of the template as it is now: made, or an older one moved to the front. */
export function currentRevision(cluster: Cluster, owner: StatefulSet | DaemonSet): ControllerRevision {
  const known = revisionsOf(cluster, owner)
  const data = { spec: { template: { ...owner.spec.template, $patch: 'replace' } } }
  const text = canonical(data)
  const last = known.at(-1)
  const found = known.find((revision) => canonical(revision.data) === text)
  if (found && found === last) return found
  const revision = (last?.revision ?? 0) + 1
  if (found)
    return (
      editAs(cluster, 'controllerrevisions', {
        object: found,
        manager: CONTROLLER,
        change: (draft) => void (draft.revision = revision),
      }) ?? found
    )
  const hash = safeText(text, 10)
  const { name, namespace = '' } = owner.metadata
  return createAs(cluster, 'controllerrevisions', {
    manager: CONTROLLER,
    draft: {
      kind: 'ControllerRevision',
      apiVersion: 'apps/v1',
      metadata: {
        name: `${name}-${hash}`,
        namespace,
        labels: { ...owner.spec.template.metadata.labels, [REVISION_LABEL]: labelValue(owner, hash) },
        ownerReferences: [ownerReference(owner)],
      },
      data,
      revision,
    },
  })
}

/** StatefulSets label pods with the revision's name, DaemonSets with its hash. */
function labelValue({ kind, metadata }: StatefulSet | DaemonSet, hash: string): string {
  return kind === 'StatefulSet' ? `${metadata.name}-${hash}` : hash
}

export function labelOf(revision: ControllerRevision): string {
  return revision.metadata.labels?.[REVISION_LABEL] ?? ''
}

export function templateOf(revision: ControllerRevision): PodTemplate {
  const { template } = (revision.data as { spec: { template: PodTemplate & { $patch?: string } } }).spec
  const { $patch: _directive, ...rest } = template
  return rest
}

export function forgetOldRevisions(
  cluster: Cluster,
  owner: StatefulSet | DaemonSet,
  used: readonly string[],
): void {
  const idle = revisionsOf(cluster, owner).filter((revision) => !used.includes(labelOf(revision)))
  const surplus = idle.length - owner.spec.revisionHistoryLimit
  for (const revision of idle.slice(0, Math.max(0, surplus)))
    cluster.store.remove('controllerrevisions', revision)
}
