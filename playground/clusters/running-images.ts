import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** What a workload was told to run, and what it really ran when the two differ: a rollout was under way. */
export interface RunningImage {
  image: string
  serving?: string
}

/** By `namespace/name`. */
export type ClusterImages = Record<string, RunningImage>

export interface RunningImages {
  of(cluster: string): ClusterImages
  /** Writes the file when something is new. */
  save(cluster: string, images: ClusterImages): void
}

/** Remembers in a file what runs where, so that a cluster that is built anew runs what was deployed last. */
export function createRunningImages(path: string): RunningImages {
  const all = read(path)
  return {
    of: (cluster) => all[cluster] ?? {},
    save(cluster, images) {
      if (JSON.stringify(all[cluster]) === JSON.stringify(images)) return
      all[cluster] = images
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(`${path}.new`, JSON.stringify(all))
      renameSync(`${path}.new`, path)
    },
  }
}

function read(path: string): Record<string, ClusterImages> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, ClusterImages>
  } catch {
    return {}
  }
}
