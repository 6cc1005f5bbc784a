import { ask, type Answer } from './ask.ts'
import type { Challenge } from './challenge.ts'
import { isPublicName, type Endpoint, type RegistryAuth } from './endpoints.ts'

export type Authorization =
  { outcome: 'granted'; header: string } | { outcome: 'refused' } | { outcome: 'failed'; error: string }

/** What to answer a 401 with: https://distribution.github.io/distribution/spec/auth/token/ */
export async function authorize(
  endpoint: Endpoint,
  challenge: Challenge,
  signal: AbortSignal,
): Promise<Authorization> {
  const { auth, name } = endpoint
  if (auth?.type === 'bearer') return { outcome: 'granted', header: `Bearer ${auth.token}` }
  if (challenge.scheme === 'basic') {
    return auth ? { outcome: 'granted', header: basic(auth) } : { outcome: 'refused' }
  }
  if (!URL.canParse(challenge.realm)) return { outcome: 'failed', error: 'its token service has no address' }
  const url = new URL(challenge.realm)
  if (!mayAsk(url, endpoint)) {
    return { outcome: 'failed', error: `its token service ${url.host} may not be asked` }
  }
  const { service, scopes } = challenge
  if (service !== null) url.searchParams.set('service', service)
  for (const scope of scopes.length > 0 ? scopes : [`repository:${name}:pull`]) {
    url.searchParams.append('scope', scope)
  }
  const headers = { 'user-agent': 'coxswain', ...(auth && { authorization: basic(auth) }) }
  const answer = await ask({ method: 'GET', url, headers, signal, may: (next) => mayAsk(next, endpoint) })
  if ('error' in answer) return { outcome: 'failed', error: answer.error }
  if (answer.status === 401 || answer.status === 403) return { outcome: 'refused' }
  const token = answer.status === 200 ? tokenIn(answer) : null
  if (token === null) {
    return { outcome: 'failed', error: `its token service answered ${String(answer.status)} without a token` }
  }
  return { outcome: 'granted', header: `Bearer ${token}` }
}

/** A registry that we know may name a token service of its own kind; any other a public one only. */
export function mayAsk(url: URL, { base, isConfigured }: Endpoint): boolean {
  const own = new URL(base)
  if (url.origin === own.origin) return true
  if (!isConfigured) return isPublicName(url)
  return url.protocol === 'https:' || (url.protocol === 'http:' && own.protocol === 'http:')
}

function tokenIn({ body }: Answer): string | null {
  try {
    const { token, access_token: other } = JSON.parse(Buffer.from(body).toString('utf8')) as Record<
      string,
      unknown
    >
    const found = [token, other].find((one) => typeof one === 'string' && /^[\x21-\x7e]+$/.test(one))
    return (found as string | undefined) ?? null
  } catch {
    return null
  }
}

function basic({ username, password }: Extract<RegistryAuth, { type: 'basic' }>): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}
