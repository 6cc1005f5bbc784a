import type { Config } from './schema.ts'
import type { Secrets } from './secrets.ts'

export type RegistryAuth =
  { type: 'basic'; username: string; password: string } | { type: 'bearer'; token: string }

/** A registry, its host as it stands in images. */
export interface RegistrySource {
  host: string
  url: string
  auth: RegistryAuth | null
}

// Images name Docker Hub by a host that serves no images: https://distribution.github.io/distribution/recipes/mirror/
const DOCKER_HUB = new Set(['docker.io', 'index.docker.io'])
const DOCKER_HUB_URL = 'https://registry-1.docker.io'

export function toRegistries({ registries }: Config, secrets: Pick<Secrets, 'reveal'>): RegistrySource[] {
  return registries.map(({ host, url, auth }) => ({
    host,
    url: url ?? (DOCKER_HUB.has(host) ? DOCKER_HUB_URL : `https://${host}`),
    auth: auth ? toAuth(auth, secrets.reveal(auth.secret)) : null,
  }))
}

function toAuth(auth: NonNullable<Config['registries'][number]['auth']>, secret: string): RegistryAuth {
  return auth.type === 'basic'
    ? { type: 'basic', username: auth.username, password: secret }
    : { type: 'bearer', token: secret }
}
