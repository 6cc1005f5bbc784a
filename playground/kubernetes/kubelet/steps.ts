import { createHash } from 'node:crypto'
import { withPodCondition } from '../conditions.ts'
import type { Container, ContainerStatus, Terminated } from '../objects.ts'
import { safeText } from '../template-hash.ts'
import type { PodLife, Script } from './pod-life.ts'
import { refresh } from './refresh.ts'

export function* scheduled(life: PodLife): Script {
  yield life.pace(200)
  const { uid, namespace, name } = life.pod().metadata
  const nodes = life.cluster.nodes
  const chosen = nodes[Number.parseInt(uid.slice(0, 6), 16) % nodes.length] ?? ''
  life.change((pod, now) => {
    pod.spec.nodeName ??= chosen
    pod.status.conditions = withPodCondition(
      pod.status.conditions,
      { type: 'PodScheduled', status: 'True' },
      now,
    )
  })
  const message = `Successfully assigned ${namespace}/${name} to ${life.pod().spec.nodeName}`
  life.tell('Normal', 'Scheduled', { message, by: 'default-scheduler' })
  yield life.pace(300)
  life.change((pod, now) => {
    const { initContainers = [], containers } = pod.spec
    const waiting = (reason: string) => (container: Container) => waitingStatus(container, reason)
    pod.status.startTime = now
    pod.status.hostIP = '127.0.0.1'
    if (initContainers.length > 0)
      pod.status.initContainerStatuses = initContainers.map(waiting('PodInitializing'))
    const reason = initContainers.length > 0 ? 'PodInitializing' : 'ContainerCreating'
    pod.status.containerStatuses = containers.map(waiting(reason))
    refresh(pod, now)
  })
}

export function* pulled(life: PodLife, container: Container): Script {
  const { name, image } = container
  life.tell('Normal', 'Pulling', { message: `Pulling image "${image}"`, container: name })
  yield life.pace(1500)
  const message = `Successfully pulled image "${image}" in 1.5s (1.5s including waiting). Image size: 41231733 bytes.`
  life.tell('Normal', 'Pulled', { message, container: name })
}

export function started(life: PodLife, { name }: Container): void {
  const { uid } = life.pod().metadata
  life.cluster.logs.begin(uid, name)
  life.change((pod) => {
    const ip = `10.244.${pod.metadata.uid.charCodeAt(0) % 250}.${pod.metadata.uid.charCodeAt(1) * 2}`
    pod.status.podIP = ip
    pod.status.podIPs = [{ ip }]
  })
  life.status(name, (status, now) => {
    status.state = { running: { startedAt: now } }
    status.started = true
    status.ready = false
    status.imageID = imageId(status.image)
    status.containerID = `containerd://${uid}-${status.restartCount}`
  })
  life.tell('Normal', 'Created', { message: `Created container ${name}`, container: name })
  life.tell('Normal', 'Started', { message: `Started container ${name}`, container: name })
}

/** A digest for each tag, always the same. */
function imageId(image: string): string {
  if (image.includes('@')) return image
  return `${image.replace(/:[^/:]+$/, '')}@sha256:${createHash('sha256').update(image).digest('hex')}`
}

export function setReady(life: PodLife, ready: boolean, names: readonly string[]): void {
  life.change((pod, now) => {
    for (const status of pod.status.containerStatuses ?? [])
      if (names.includes(status.name)) status.ready = ready
    refresh(pod, now)
  })
}

export function* initialised(life: PodLife): Script {
  for (const container of life.pod().spec.initContainers ?? []) {
    yield* pulled(life, container)
    started(life, container)
    life.log(container.name, 'preparing', 'done')
    yield life.pace(500)
    ended(life, container.name, { exitCode: 0, reason: 'Completed' })
  }
  life.change((pod, now) => {
    for (const status of pod.status.containerStatuses ?? [])
      status.state = { waiting: { reason: 'ContainerCreating' } }
    refresh(pod, now)
  })
}

export function ended(
  life: PodLife,
  name: string,
  how: Pick<Terminated, 'exitCode' | 'reason'> & { message?: string; neverRan?: true },
): void {
  const { neverRan, ...told } = how
  life.status(name, (status, now) => {
    const startedAt = neverRan ? null : (status.state.running?.startedAt ?? now)
    const containerID = status.containerID ?? `containerd://${safeText(status.name, 12)}`
    status.state = { terminated: { ...told, startedAt, finishedAt: now, containerID } }
    status.ready = told.exitCode === 0
    status.started = false
  })
}

export function waits(life: PodLife, name: string, waiting: { reason: string; message?: string }): void {
  life.status(name, (status) => {
    if (status.state.terminated) status.lastState = { terminated: status.state.terminated }
    status.state = { waiting }
    status.ready = false
    status.started = false
  })
}

function waitingStatus({ name, image }: Container, reason: string): ContainerStatus {
  return {
    name,
    state: { waiting: { reason } },
    lastState: {},
    ready: false,
    restartCount: 0,
    image,
    imageID: '',
    started: false,
  }
}
