import { createHash } from 'node:crypto'

export interface Manifest {
  digest: string
  type: string
  body: string
}

export interface Manifests {
  /** Without a digest it is that of the manifest it makes. */
  add(repository: string, tag: string, digest?: string): string
  /** The manifest and the tags that name it. */
  remove(repository: string, digest: string): void
  hasRepository(repository: string): boolean
  find(repository: string, reference: string): Manifest | undefined
}

const TYPE = 'application/vnd.oci.image.manifest.v1+json'

export function createManifests(): Manifests {
  const repositories = new Map<string, { tags: Map<string, string>; manifests: Map<string, Manifest> }>()
  return {
    add(repository, tag, digest) {
      const { tags, manifests } = repositories.get(repository) ?? { tags: new Map(), manifests: new Map() }
      repositories.set(repository, { tags, manifests })
      const body = manifestText(repository, tag)
      const named = digest ?? `sha256:${createHash('sha256').update(body).digest('hex')}`
      if (!manifests.has(named)) manifests.set(named, { digest: named, type: TYPE, body })
      tags.set(tag, named)
      return named
    },
    remove(repository, digest) {
      const found = repositories.get(repository)
      found?.manifests.delete(digest)
      for (const [tag, named] of found?.tags ?? []) if (named === digest) found?.tags.delete(tag)
    },
    hasRepository: (repository) => repositories.has(repository),
    find(repository, reference) {
      const found = repositories.get(repository)
      const digest = reference.includes(':') ? reference : found?.tags.get(reference)
      return digest === undefined ? undefined : found?.manifests.get(digest)
    },
  }
}

/** https://github.com/opencontainers/image-spec/blob/main/manifest.md */
function manifestText(repository: string, tag: string): string {
  const config = createHash('sha256').update(`${repository}:${tag}`).digest('hex')
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: TYPE,
    config: {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      digest: `sha256:${config}`,
      size: 452,
    },
    layers: [],
    annotations: { 'org.opencontainers.image.version': tag },
  })
}
