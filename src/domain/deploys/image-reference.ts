/** A container image as it is written in a workload: `registry:5000/team/app:tag@sha256:…`. */
export interface ImageReference {
  /** Host, with its port; null when it is left to the runtime. */
  registry: string | null
  repository: string
  tag: string | null
  digest: string | null
}

// https://github.com/distribution/reference/blob/main/regexp.go
const PATH = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/
const HOST = /^(?:\[[0-9a-fA-F:]+\]|[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?)(?::[0-9]{1,5})?$/
const TAG = /^\w[\w.-]{0,127}$/
const DIGEST = /^sha256:[0-9a-f]{64}$/

export function isDigest(text: string): boolean {
  return DIGEST.test(text)
}

export function isTag(text: string): boolean {
  return TAG.test(text)
}

/** null when no container runtime would take it. */
export function parseImage(text: string): ImageReference | null {
  const [named = '', digest = null, ...more] = text.split('@')
  if (more.length > 0 || (digest !== null && !isDigest(digest))) return null
  // A colon before the last slash belongs to the port of the registry.
  const colon = named.lastIndexOf(':')
  const hasTag = colon > named.lastIndexOf('/')
  const tag = hasTag ? named.slice(colon + 1) : null
  if (tag !== null && !isTag(tag)) return null
  const { registry, repository } = splitHost(hasTag ? named.slice(0, colon) : named)
  if (!PATH.test(repository) || (registry !== null && !HOST.test(registry))) return null
  return { registry, repository, tag, digest }
}

export function formatImage(image: ImageReference): string {
  const host = image.registry === null ? '' : `${image.registry}/`
  const tag = image.tag === null ? '' : `:${image.tag}`
  return `${host}${image.repository}${tag}${image.digest === null ? '' : `@${image.digest}`}`
}

/** The same image by its digest alone: what is stored and applied. */
export function pinned(image: ImageReference, digest: string): string {
  return formatImage({ ...image, tag: null, digest })
}

function splitHost(name: string): Pick<ImageReference, 'registry' | 'repository'> {
  const slash = name.indexOf('/')
  const first = name.slice(0, Math.max(slash, 0))
  const isHost = /[.:A-Z]/.test(first) || first === 'localhost'
  return slash > 0 && isHost
    ? { registry: first, repository: name.slice(slash + 1) }
    : { registry: null, repository: name }
}
