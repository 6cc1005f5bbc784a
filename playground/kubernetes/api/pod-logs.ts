import type { Cluster } from '../cluster.ts'
import type { ContainerStatus, Pod } from '../objects.ts'
import { badRequest, notFound } from '../status-error.ts'
import type { ApiRequest } from './request.ts'
import type { Target } from './route.ts'

export function readPodLogs(cluster: Cluster, { query }: ApiRequest, target: Target): string {
  const pod = cluster.store.get('pods', target.namespace, target.name)
  if (!pod) throw notFound(target.resource, target.name)
  const container = containerOf(pod, query.get('container'))
  const previous = query.get('previous') === 'true'
  const found = cluster.logs.read(pod.metadata.uid, container, previous ? 'previous' : 'current')
  const state = statuses(pod).find(({ name }) => name === container)?.state
  if (!found) throw badRequest(absence(pod, { container, previous, waiting: state?.waiting }))
  const since = Number(query.get('sinceSeconds') ?? 0)
  const recent = since > 0 ? found.filter(({ at }) => at >= cluster.now() - since * 1000) : found
  const tail = query.get('tailLines')
  const kept = tail === null ? recent : recent.slice(Math.max(0, recent.length - Number(tail)))
  const stamped = query.get('timestamps') === 'true'
  const text = kept
    .map((line) => `${stamped ? `${new Date(line.at).toISOString()} ` : ''}${line.text}\n`)
    .join('')
  const limit = Number(query.get('limitBytes') ?? 0)
  return limit > 0 ? text.slice(0, limit) : text
}

function statuses({ status }: Pod): ContainerStatus[] {
  return [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])]
}

function containerOf({ metadata, spec }: Pod, asked: string | null): string {
  const names = spec.containers.map(({ name }) => name)
  const initial = (spec.initContainers ?? []).map(({ name }) => name)
  if (asked) {
    if (names.includes(asked) || initial.includes(asked)) return asked
    throw badRequest(`container ${asked} is not valid for pod ${metadata.name}`)
  }
  if (names.length === 1 && initial.length === 0 && names[0]) return names[0]
  const also = initial.length > 0 ? ` or one of the init containers: [${initial.join(' ')}]` : ''
  throw badRequest(
    `a container name must be specified for pod ${metadata.name}, choose one of: [${names.join(' ')}]${also}`,
  )
}

const WAITING: Record<string, string> = {
  ErrImagePull: 'trying and failing to pull image',
  ImagePullBackOff: 'trying and failing to pull image',
  InvalidImageName: 'trying and failing to pull image',
}

function absence(
  { metadata }: Pod,
  {
    container,
    previous,
    waiting,
  }: { container: string; previous: boolean; waiting: { reason: string } | undefined },
): string {
  if (previous) return `previous terminated container "${container}" in pod "${metadata.name}" not found`
  const reason = waiting?.reason ?? 'ContainerCreating'
  return `container "${container}" in pod "${metadata.name}" is waiting to start: ${WAITING[reason] ?? reason}`
}
