import { isIP } from 'node:net'
import type { ImageReference } from '../../domain/deploys/image-reference.ts'

/** `bearer`: a token that the registry itself takes, for those without a token service. */
export type RegistryAuth =
  { type: 'basic'; username: string; password: string } | { type: 'bearer'; token: string }

export interface RegistrySettings {
  /** As it stands in images, with its port; `docker.io` for Docker Hub. */
  host: string
  /** Where it is spoken to, when that is not `https://<host>`. */
  url?: string | null
  auth?: RegistryAuth | null
}

export interface Endpoint {
  /** Without a slash at its end. */
  base: string
  name: string
  /** A tag or a digest. */
  reference: string
  digest: string | null
  auth: RegistryAuth | null
  isConfigured: boolean
}

/** Names under which people write Docker Hub, which answers under another. */
const DOCKER_HUB = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io'])
const DOCKER_HUB_URL = 'https://registry-1.docker.io'

export function endpointOf(
  image: ImageReference,
  registries: readonly RegistrySettings[],
): Endpoint | { error: string } {
  const host = canonical(image.registry ?? 'docker.io')
  const isHub = host === 'docker.io'
  const settings = registries.find((one) => canonical(one.host) === host)
  const base = settings?.url ?? (isHub ? DOCKER_HUB_URL : `https://${host}`)
  if (!settings && !isPublicName(new URL(base))) {
    return { error: `${host} is not a public name: add it to \`registries\` in the configuration` }
  }
  return {
    base: base.replace(/\/+$/, ''),
    // https://github.com/distribution/reference/blob/main/normalize.go
    name: isHub && !image.repository.includes('/') ? `library/${image.repository}` : image.repository,
    reference: image.digest ?? image.tag ?? 'latest',
    digest: image.digest,
    auth: settings?.auth ?? null,
    isConfigured: settings !== undefined,
  }
}

/** Whether an address that came from outside may be asked: https, by a name of the public internet. */
export function isPublicName({ protocol, hostname }: URL): boolean {
  const name = hostname.replace(/\.$/, '')
  if (protocol !== 'https:' || isIP(name.replaceAll(/[[\]]/g, '')) !== 0) return false
  return name.includes('.') && !/\.(?:local|localhost|internal|svc|cluster)$/i.test(name)
}

function canonical(host: string): string {
  const lower = host.toLowerCase()
  return DOCKER_HUB.has(lower) ? 'docker.io' : lower
}
