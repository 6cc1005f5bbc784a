import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { challengeIn } from '../../src/integrations/registry/challenge.ts'
import { createRegistry } from '../../src/integrations/registry/create-registry.ts'
import { createTestClock } from '../harness/test-clock.ts'
import { until } from '../harness/until.ts'
import { listenOn } from './cluster-adapter-listen.ts'

const HOST = 'registry.example.test'
const IMAGE = { registry: HOST, repository: 'checkout', tag: '1', digest: null }
const AUTH = { type: 'basic', username: 'bot', password: 'secret' } as const
const DIGEST = `sha256:${'a'.repeat(64)}`

type Script = (request: IncomingMessage, response: ServerResponse) => void

async function scripted(script: Script) {
  const asked: { url: string; authorization: string | undefined }[] = []
  const server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', authorization: request.headers.authorization })
    script(request, response)
  })
  const { url, close } = await listenOn(server)
  return { url, asked, [Symbol.asyncDispose]: close }
}

function registryAt(url: string) {
  return createRegistry({ registries: [{ host: HOST, url, auth: AUTH }] })
}

test('a redirect to another host is followed without the credentials', async () => {
  await using other = await scripted((_, response) =>
    response.writeHead(200, { 'docker-content-digest': DIGEST }).end(),
  )
  await using own = await scripted(({ headers, url }, response) => {
    if (headers.authorization === undefined)
      return response.writeHead(401, { 'www-authenticate': 'Basic realm="r"' }).end()
    return response.writeHead(307, { location: `${other.url}${url ?? ''}` }).end()
  })
  expect(await registryAt(own.url).resolve(IMAGE)).toEqual({ outcome: 'found', digest: DIGEST })
  expect(own.asked[1]?.authorization).toMatch(/^Basic /)
  expect(other.asked).toEqual([{ url: '/v2/checkout/manifests/1', authorization: undefined }])
})

test.each<[string, Script]>([
  ['nothing', () => {}],
  ['half', (_, response) => void response.writeHead(200, { 'content-length': '100' }).write('{')],
])('a registry that answers %s is given up', async (_, script) => {
  await using own = await scripted((request, response) =>
    request.method === 'HEAD' ? void response.end() : script(request, response),
  )
  const clock = createTestClock()
  const registry = createRegistry({ registries: [{ host: HOST, url: own.url }], timeoutMs: 9000, clock })
  const answer = registry.resolve(IMAGE)
  await until('the second question', () => own.asked.length === 2)
  await clock.advance(9000)
  expect(await answer).toEqual({ outcome: 'unreachable', error: 'no answer within 9000 ms' })
})

test.each<[string, Script, RegExp]>([
  [
    'redirects for ever',
    (_, response) => void response.writeHead(302, { location: '/again' }).end(),
    /redirects/,
  ],
  ['has another page', (_, response) => void response.end('<html>'), /manifest is of type/],
  [
    'has a manifest without end',
    (_, response) => void response.end(Buffer.alloc(5 * 1024 * 1024, 'x')),
    /larger than 4 MiB/,
  ],
  [
    'sends us to a file for a token',
    (_, response) =>
      void response.writeHead(401, { 'www-authenticate': 'Bearer realm="file:///etc/passwd"' }).end(),
    /may not be asked/,
  ],
])('one that %s is out of reach', async (_, script, error) => {
  await using own = await scripted(script)
  expect(await registryAt(own.url).resolve(IMAGE)).toEqual({
    outcome: 'unreachable',
    error: expect.stringMatching(error) as string,
  })
})

test('a 403 whose reason is that there is no such image', async () => {
  await using own = await scripted(({ method }, response) => {
    const body = JSON.stringify({ errors: [{ code: 'NAME_UNKNOWN', message: 'no' }] })
    response.writeHead(403).end(method === 'HEAD' ? undefined : body)
  })
  expect(await registryAt(own.url).resolve(IMAGE)).toEqual({ outcome: 'not-found' })
})

test('a configured token is sent once it is asked for, to the registry alone', async () => {
  await using own = await scripted(({ headers }, response) => {
    if (headers.authorization === 'Bearer given')
      return response.writeHead(200, { 'docker-content-digest': DIGEST }).end()
    return response
      .writeHead(401, { 'www-authenticate': 'Bearer realm="https://elsewhere.test/token"' })
      .end()
  })
  const registries = [{ host: HOST, url: own.url, auth: { type: 'bearer', token: 'given' } as const }]
  expect(await createRegistry({ registries }).resolve(IMAGE)).toEqual({ outcome: 'found', digest: DIGEST })
})

test('a 403 without a reason', async () => {
  await using own = await scripted((_, response) => void response.writeHead(403).end())
  expect(await registryAt(own.url).resolve(IMAGE)).toEqual({ outcome: 'unauthorized' })
})

test.each([
  [
    'Bearer realm="https://a/t",service="s",scope="repository:x:pull,push"',
    { scopes: ['repository:x:pull,push'] },
  ],
  ['bearer Realm="https://a/t", service=s', { service: 's', scopes: [] }],
  ['Basic realm="r", Bearer realm="https://a/t",scope="a b"', { scheme: 'bearer', scopes: ['a', 'b'] }],
  ['Basic realm="Bearer of news"', { scheme: 'basic' }],
])('reads the challenge %s', (header, expected) => {
  expect(challengeIn(header)).toMatchObject(expected)
})

test.each([null, '', 'Negotiate', 'Bearer', 'Bearer service="s"'])('reads no challenge in %s', (header) => {
  expect(challengeIn(header)).toBeNull()
})
