import { afterEach, beforeEach, expect, test } from 'vitest'
import { fetch } from 'undici'
import { startRegistrySimulator, type RegistrySimulator } from '../../playground/registry/simulator.ts'

const DIGEST = `sha256:${'a'.repeat(64)}`
const TYPE = 'application/vnd.oci.image.manifest.v1+json'
let registry: RegistrySimulator

beforeEach(async () => {
  registry = await startRegistrySimulator()
  registry.add('team/checkout', '1.4.2', DIGEST)
})
afterEach(() => registry.stop())

const manifest = (reference: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${registry.url}/v2/team/checkout/manifests/${reference}`, { method, headers })

async function tokenFor(scope: string): Promise<Record<string, string>> {
  const answer = await fetch(`${registry.url}/token?service=s&scope=${scope}`)
  const { token } = (await answer.json()) as { token: string }
  return { authorization: `Bearer ${token}` }
}

test('says where to get a token, and answers with it by tag and by digest', async () => {
  const refused = await manifest('1.4.2')
  expect(refused.status).toBe(401)
  expect(refused.headers.get('www-authenticate')).toBe(
    `Bearer realm="${registry.url}/token",service="simulated-registry",scope="repository:team/checkout:pull"`,
  )
  expect(await refused.json()).toMatchObject({ errors: [{ code: 'UNAUTHORIZED' }] })
  const headers = { ...(await tokenFor('repository:team/checkout:pull')), accept: TYPE }
  for (const reference of ['1.4.2', DIGEST]) {
    const found = await manifest(reference, headers)
    expect([found.status, found.headers.get('docker-content-digest')]).toEqual([200, DIGEST])
    expect([found.headers.get('content-type'), await found.json()]).toEqual([
      TYPE,
      expect.objectContaining({ schemaVersion: 2 }),
    ])
  }
  const head = await manifest('1.4.2', headers, 'HEAD')
  expect([head.status, head.headers.get('docker-content-digest'), await head.text()]).toEqual([
    200,
    DIGEST,
    '',
  ])
  expect(Number(head.headers.get('content-length'))).toBeGreaterThan(100)
})

test('a token grants what it was asked for and no more', async () => {
  const answer = await manifest('1.4.2', await tokenFor('repository:other:pull'))
  expect(answer.status).toBe(401)
  expect(answer.headers.get('www-authenticate')).toContain('error="insufficient_scope"')
})

test('what is not there, and what was removed', async () => {
  const headers = await tokenFor('repository:team/checkout:pull')
  expect(await (await manifest('9', headers)).json()).toMatchObject({
    errors: [{ code: 'MANIFEST_UNKNOWN' }],
  })
  registry.remove('team/checkout', DIGEST)
  expect((await manifest('1.4.2', headers)).status).toBe(404)
  expect((await manifest(DIGEST, headers)).status).toBe(404)
  const other = await fetch(`${registry.url}/v2/other/manifests/1`, {
    headers: await tokenFor('repository:other:pull'),
  })
  expect(await other.json()).toMatchObject({ errors: [{ code: 'NAME_UNKNOWN' }] })
})

test('a type that Accept does not name is not found', async () => {
  const token = await tokenFor('repository:team/checkout:pull')
  const accept = 'application/vnd.docker.distribution.manifest.v2+json'
  expect((await manifest('1.4.2', { ...token, accept })).status).toBe(404)
})

test('refuses everything else', async () => {
  const ask = async (method: string, path: string) =>
    (await fetch(`${registry.url}${path}`, { method })).status
  expect(await ask('GET', '/v2/')).toBe(401)
  expect(await ask('GET', '/v2/_catalog')).toBe(404)
  expect(await ask('GET', '/v2/team/checkout/tags/list')).toBe(404)
  expect(await ask('PUT', '/v2/team/checkout/manifests/1')).toBe(405)
  expect(await ask('DELETE', `/v2/team/checkout/manifests/${DIGEST}`)).toBe(405)
  expect(await ask('POST', '/token')).toBe(405)
})
