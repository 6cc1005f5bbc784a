import type { KubernetesSimulator } from '../kubernetes/simulator.ts'
import type { ClusterImages, RunningImage, RunningImages } from './running-images.ts'
import { keyOf, workloadStates, type WorkloadState } from './workload-state.ts'

const EVERY_MS = 1000

/** Saves what the cluster runs, at most a second after it changed; the returned function saves a last time. */
export function saveRunning({ name, state }: KubernetesSimulator, images: RunningImages): () => void {
  let savedVersion = -1
  const save = () => {
    const version = state.version()
    if (version === savedVersion) return
    savedVersion = version
    images.save(name, nextImages(images.of(name), workloadStates(state)))
  }
  const timer = setInterval(save, EVERY_MS)
  timer.unref()
  save()
  return () => {
    clearInterval(timer)
    save()
  }
}

export function nextImages(before: ClusterImages, workloads: readonly WorkloadState[]): ClusterImages {
  return Object.fromEntries(
    workloads.map((workload) => [keyOf(workload), nextImage(before[keyOf(workload)], workload)]),
  )
}

function nextImage(before: RunningImage | undefined, { image, settled }: WorkloadState): RunningImage {
  if (settled || !before) return { image }
  if (before.image === image) return before
  const serving = before.serving ?? before.image
  return serving === image ? { image } : { image, serving }
}
