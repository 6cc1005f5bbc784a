import { createHash } from 'node:crypto'
import { isDigest } from '../../domain/deploys/image-reference.ts'
import type { RegistryAnswer } from '../../domain/registry.ts'
import { ask, type Answer } from './ask.ts'
import { challengeIn } from './challenge.ts'
import type { Endpoint } from './endpoints.ts'
import { authorize, mayAsk } from './token.ts'

/** Indexes first: the digest of an image for several platforms is that of its index. */
const TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
]
const ACCEPT = TYPES.join(', ')

const NO_SUCH_IMAGE = new Set(['MANIFEST_UNKNOWN', 'NAME_UNKNOWN', 'NAME_INVALID'])

type Asked = (Answer & { authorization: string | null }) | { refused: RegistryAnswer }

export async function resolveDigest(endpoint: Endpoint, signal: AbortSignal): Promise<RegistryAnswer> {
  const head = await askManifest(endpoint, { method: 'HEAD', authorization: null, signal })
  if ('refused' in head) return head.refused
  const told = digestIn(head, endpoint)
  if (told !== null) return { outcome: 'found', digest: told }
  if (isPlain(head.status)) return meaningOf(head)
  // Either the digest was left out, or the reason, which an answer to HEAD cannot carry.
  const got = await askManifest(endpoint, { method: 'GET', authorization: head.authorization, signal })
  if ('refused' in got) return got.refused
  if (got.status !== 200) return meaningOf(got)
  if (!got.isWhole) return unreachable('its manifest is larger than 4 MiB')
  const type = got.headers.get('content-type')?.split(';')[0]?.trim() ?? ''
  if (!TYPES.includes(type)) return unreachable(`its manifest is of type ${type.slice(0, 100)}`)
  const digest = `sha256:${createHash('sha256').update(got.body).digest('hex')}`
  if (endpoint.digest !== null && digest !== endpoint.digest)
    return unreachable('its manifest is another one')
  return { outcome: 'found', digest }
}

async function askManifest(
  endpoint: Endpoint,
  how: { method: 'GET' | 'HEAD'; authorization: string | null; signal: AbortSignal },
): Promise<Asked> {
  const first = await askOnce(endpoint, how)
  if ('error' in first) return { refused: unreachable(first.error) }
  if (first.status !== 401) return { ...first, authorization: how.authorization }
  const challenge = challengeIn(first.headers.get('www-authenticate'))
  if (!challenge) return { refused: { outcome: 'unauthorized' } }
  const granted = await authorize(endpoint, challenge, how.signal)
  if (granted.outcome === 'refused') return { refused: { outcome: 'unauthorized' } }
  if (granted.outcome === 'failed') return { refused: unreachable(granted.error) }
  const second = await askOnce(endpoint, { ...how, authorization: granted.header })
  if ('error' in second) return { refused: unreachable(second.error) }
  return { ...second, authorization: granted.header }
}

function askOnce(
  endpoint: Endpoint,
  how: { method: 'GET' | 'HEAD'; authorization: string | null; signal: AbortSignal },
): Promise<Answer | { error: string }> {
  const { base, name, reference } = endpoint
  const { method, authorization, signal } = how
  return ask({
    method,
    url: new URL(`${base}/v2/${name}/manifests/${reference}`),
    headers: { accept: ACCEPT, 'user-agent': 'coxswain', ...(authorization !== null && { authorization }) },
    signal,
    may: (url) => mayAsk(url, endpoint),
  })
}

/** A digest that was asked for counts more than the one that the answer names. */
function digestIn({ status, headers }: Answer, { digest }: Endpoint): string | null {
  if (status !== 200) return null
  if (digest !== null) return digest
  const named = headers.get('docker-content-digest') ?? ''
  return isDigest(named) ? named : null
}

/** Statuses that say all by themselves. */
function isPlain(status: number): boolean {
  return status === 401 || status === 404 || status === 429 || status >= 500
}

function meaningOf({ status, body }: Answer): RegistryAnswer {
  const codes = codesIn(body)
  if (status === 404 || codes.some((code) => NO_SUCH_IMAGE.has(code))) return { outcome: 'not-found' }
  if (status === 401 || status === 403) return { outcome: 'unauthorized' }
  return unreachable(`it answered ${[String(status), ...codes].join(' ')}`)
}

/** https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes */
function codesIn(body: Uint8Array): string[] {
  try {
    const { errors } = JSON.parse(Buffer.from(body).toString('utf8')) as { errors?: unknown }
    const codes = Array.isArray(errors) ? errors.map((error: { code?: unknown } | null) => error?.code) : []
    return codes
      .filter((code) => typeof code === 'string')
      .map((code) => code.slice(0, 60))
      .slice(0, 5)
  } catch {
    return []
  }
}

function unreachable(error: string): RegistryAnswer {
  return { outcome: 'unreachable', error }
}
