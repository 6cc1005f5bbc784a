import type { ApplyImages, ClusterResult, WorkloadRef } from '../../domain/cluster.ts'
import type { Container, Workload } from '../../domain/kubernetes-objects.ts'
import { FIELD_MANAGER, imagesAppliedBy } from '../../domain/managed-by.ts'
import type { Calls } from './calls.ts'
import { readWorkload, RESOURCE_OF } from './workloads.ts'

const PART = ['initContainers', 'containers'] as const

/**
 * Server-side apply of images. It reads first, because an apply would add a container that is not there, and would
 * remove an image that an earlier apply of ours set and this one does not name.
 */
export async function applyImages(
  calls: Calls,
  ref: WorkloadRef,
  request: ApplyImages,
): Promise<ClusterResult<Workload>> {
  const read = await readWorkload(calls, ref)
  if (read.outcome !== 'ok') return read
  const refusal = refusalOf(read.value, request)
  if (refusal) return refusal
  const { kind, namespace, name } = ref
  return calls.json<Workload>({
    target: { resource: RESOURCE_OF[kind], verb: 'patch', namespace, name },
    query: {
      fieldManager: FIELD_MANAGER,
      force: String(request.force),
      dryRun: request.dryRun ? 'All' : undefined,
    },
    body: { type: 'application/apply-patch+yaml', text: JSON.stringify(bodyOf(read.value, ref, request)) },
  })
}

function refusalOf(
  live: Workload,
  request: ApplyImages,
): Exclude<ClusterResult<never>, { outcome: 'ok' }> | null {
  const { uid, resourceVersion = '' } = live.metadata
  if (uid !== request.uid || resourceVersion !== request.resourceVersion) {
    const error =
      uid === request.uid ? 'changed since it was read' : 'deleted and recreated since it was read'
    return { outcome: 'conflict', kind: 'resource-version', managers: [], error }
  }
  const present = new Set(PART.flatMap((part) => live.spec.template.spec[part] ?? []).map(({ name }) => name))
  const absent = Object.keys(request.containers).filter((name) => !present.has(name))
  if (absent.length === 0) return null
  return { outcome: 'invalid', details: absent.map((name) => `no container ${JSON.stringify(name)}`) }
}

function bodyOf(live: Workload, { kind, namespace, name }: WorkloadRef, request: ApplyImages) {
  const { uid, resourceVersion, containers: wanted } = request
  const ours = imagesAppliedBy(FIELD_MANAGER, live)
  const imagesOf = (containers: readonly Container[]) =>
    containers
      .filter((container) => Object.hasOwn(wanted, container.name) || ours.has(container.name))
      .map((container) => ({ name: container.name, image: wanted[container.name] ?? container.image }))
  const parts = PART.map((part) => [part, imagesOf(live.spec.template.spec[part] ?? [])] as const)
  const spec = Object.fromEntries(parts.filter(([, containers]) => containers.length > 0))
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace, uid, resourceVersion },
    spec: { template: { spec } },
  }
}
