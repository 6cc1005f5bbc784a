import type { Cluster } from '../cluster.ts'
import type { Container, ContainerStatus, Pod } from '../objects.ts'
import { recordEvent } from '../record-event.ts'
import { timestamp } from '../timestamps.ts'
import { editAs } from '../write.ts'
import { refresh } from './refresh.ts'

/** A pod's doings; each yield is a wait in milliseconds. */
export type Script = Generator<number, void, void>

export interface PodLife {
  cluster: Cluster
  /** The container that the script is about. */
  culprit: Container
  pod(): Pod
  change(change: (pod: Pod, now: string) => void): void
  /** Changes a container's status, and the pod's phase and conditions with it. */
  status(name: string, change: (status: ContainerStatus, now: string) => void): void
  tell(
    type: 'Normal' | 'Warning',
    reason: string,
    more: { message: string; container?: string; by?: string },
  ): void
  log(container: string, ...lines: string[]): void
  /** A wait that is `ms` long when a start takes eight seconds. */
  pace(ms: number): number
}

export function createPodLife(cluster: Cluster, born: Pod, culprit: Container): PodLife {
  const { namespace = '', name } = born.metadata
  const pod = (): Pod => cluster.store.get('pods', namespace, name) ?? born
  const life: PodLife = {
    cluster,
    culprit,
    pod,
    change(change) {
      const now = timestamp(cluster.now())
      editAs(cluster, 'pods', {
        object: born,
        manager: 'kubelet',
        subresource: 'status',
        change: (draft) => change(draft, now),
      })
    },
    status(container, change) {
      life.change((draft, now) => {
        const { status } = draft
        const all = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])]
        const found = all.find((one) => one.name === container)
        if (found) change(found, now)
        refresh(draft, now)
      })
    },
    tell(type, reason, { message, container, by = 'kubelet' }) {
      const initial = born.spec.initContainers?.some((one) => one.name === container) ?? false
      recordEvent(cluster, pod(), {
        type,
        reason,
        message,
        component: by,
        ...(by === 'kubelet' && { host: pod().spec.nodeName ?? '' }),
        ...(container && { fieldPath: `spec.${initial ? 'initContainers' : 'containers'}{${container}}` }),
      })
    },
    log(container, ...lines) {
      for (const text of lines) cluster.logs.write(born.metadata.uid, container, { at: cluster.now(), text })
    },
    pace: (ms) => (ms * cluster.settings.podReadyMs) / 8000,
  }
  return life
}
