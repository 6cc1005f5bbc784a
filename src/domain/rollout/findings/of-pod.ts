import type { Pod } from '../../kubernetes-objects.ts'
import type { Events } from '../events.ts'
import { isActive, isTerminating } from '../pods.ts'
import type { Finding } from '../reasons.ts'
import type { ContainerContext } from './context.ts'
import { crash } from './crash.ts'
import { disruption, rejected } from './disruption.ts'
import { imagePull } from './image-pull.ts'
import { notCreated } from './not-created.ts'
import { readiness, readinessGate } from './readiness.ts'
import { scheduling } from './scheduling.ts'
import { storage } from './storage.ts'

export interface PodContext {
  readonly events: Events
  readonly startedAt: number
  readonly now: number
}

/** All that speaks against one pod, from its status first, from events second. */
export function findingsOf(pod: Pod, { events, startedAt, now }: PodContext): readonly Finding[] {
  const taken = disruption(pod) ?? (isTerminating(pod) ? null : rejected(pod))
  if (taken) return [taken]
  if (!isActive(pod)) return []
  const about = events.about(pod.metadata.uid)
  const unplaced = scheduling(pod, about)
  if (unplaced) return [unplaced]
  const found = containersOf(pod).flatMap(({ isInit, status }) => {
    const specs = isInit ? pod.spec.initContainers : pod.spec.containers
    const container = specs?.find(({ name }) => name === status.name)
    return ofContainer({ pod, status, container, isInit, events: about, startedAt, now })
  })
  if (found.length > 0) return found
  return [storage(pod, about) ?? readinessGate(pod)].filter((finding) => finding !== null)
}

function containersOf({ status }: Pod) {
  return [
    ...(status?.initContainerStatuses ?? []).map((one) => ({ isInit: true, status: one })),
    ...(status?.containerStatuses ?? []).map((one) => ({ isInit: false, status: one })),
  ]
}

function ofContainer(context: ContainerContext): readonly Finding[] {
  const found = [imagePull, notCreated, crash, readiness]
    .map((look) => look(context))
    .filter((finding) => finding !== null)
  // A crash that healed must not hide that the container is not ready since.
  return [found.find(({ weight }) => weight === 'fatal') ?? found[0]].filter(
    (finding) => finding !== undefined,
  )
}
