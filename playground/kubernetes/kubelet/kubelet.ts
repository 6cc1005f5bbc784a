import type { Cluster } from '../cluster.ts'
import type { Pod } from '../objects.ts'
import { parseTimestamp } from '../timestamps.ts'
import { healthy } from './healthy.ts'
import { createPodLife, type Script } from './pod-life.ts'
import { culpritOf } from './scenario-of.ts'
import { SCRIPTS } from './scripts.ts'

/** Gives every pod its life, and ends it when the pod is deleted. */
export function startKubelet(cluster: Cluster): void {
  const running = new Map<string, () => void>()
  const stopping = new Set<string>()
  const evictedOwners = new Set<string>()

  const begin = (pod: Pod): void => {
    const [first] = pod.spec.containers
    if (!first) return
    if (cluster.seeding) return finish(healthy(createPodLife(cluster, pod, first)))
    const { container, scenario } = culpritOf(cluster.faults, pod.spec) ?? { container: first }
    const owner = pod.metadata.ownerReferences?.[0]?.uid ?? ''
    const spared = scenario === 'evicted' && evictedOwners.has(owner)
    if (scenario === 'evicted') evictedOwners.add(owner)
    const initial = scenario === 'init-crash' ? pod.spec.initContainers?.[0] : undefined
    const life = createPodLife(cluster, pod, initial ?? container)
    run(pod.metadata.uid, scenario && !spared ? SCRIPTS[scenario](life) : healthy(life))
  }
  const run = (uid: string, script: Script): void => {
    const next = (): void => {
      const { value, done } = script.next()
      if (done || cluster.stopped) return void running.delete(uid)
      running.set(uid, cluster.clock.after(value, next))
    }
    running.set(uid, () => {})
    next()
  }
  const halt = (uid: string): void => {
    running.get(uid)?.()
    running.delete(uid)
  }
  const stop = (pod: Pod): void => {
    const { uid } = pod.metadata
    if (stopping.has(uid)) return
    stopping.add(uid)
    halt(uid)
    const life = createPodLife(cluster, pod, pod.spec.containers[0] ?? { name: '', image: '' })
    for (const { name } of pod.spec.containers)
      life.tell('Normal', 'Killing', { message: `Stopping container ${name}`, container: name })
    const graceMs = parseTimestamp(pod.metadata.deletionTimestamp) - cluster.now()
    const slow = culpritOf(cluster.faults, pod.spec)?.scenario === 'slow-stop'
    const waitMs = slow ? graceMs : Math.min(cluster.settings.podStopMs, graceMs)
    if (cluster.seeding) return cluster.store.remove('pods', pod)
    cluster.clock.after(waitMs, () => cluster.store.remove('pods', pod))
  }

  cluster.store.subscribe(({ plural, type, object }) => {
    if (plural !== 'pods' || cluster.stopped) return
    const pod = object as Pod
    if (type === 'ADDED') begin(pod)
    else if (type === 'DELETED') {
      halt(pod.metadata.uid)
      stopping.delete(pod.metadata.uid)
      cluster.logs.forget(pod.metadata.uid)
    } else if (pod.metadata.deletionTimestamp) stop(pod)
  })
}

/** Lives it through at once. */
function finish(script: Script): void {
  while (!script.next().done);
}
