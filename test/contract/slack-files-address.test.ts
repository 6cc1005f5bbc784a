import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createSlackFiles } from '../../src/integrations/slack/files.ts'
import { isUploadAddress } from '../../src/integrations/slack/upload-address.ts'
import { createSystemClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

test.each([
  ['https://files.slack.com/upload/v1/ABC', true],
  ['https://files.slack-gov.com/upload/v1/ABC', true],
  ['http://files.slack.com/upload/v1/ABC', false],
  ['https://files.slack.com:8443/upload', false],
  ['https://user:pass@files.slack.com/upload', false],
  ['https://files.slack.com.evil.example/upload', false],
  ['https://evilslack.com/upload', false],
  ['http://169.254.169.254/latest/meta-data', false],
  ['http://127.0.0.1:9000/upload', false],
  ['file:///etc/passwd', false],
  ['not an address', false],
])('with Slack itself, %s: %s', (address, expected) => {
  expect(isUploadAddress(address, 'https://slack.com/api/')).toBe(expected)
})

test.each([
  ['http://127.0.0.1:9000/api/', 'http://127.0.0.1:9000/upload/v1/x', true],
  ['http://127.0.0.1:9000/api/', 'http://127.0.0.1:9001/upload/v1/x', false],
  ['https://slack.proxy.example/api/', 'https://slack.proxy.example/upload', true],
  ['http://slack.proxy.example/api/', 'http://slack.proxy.example/upload', false],
])('with %s, %s: %s', (apiUrl, address, expected) => {
  expect(isUploadAddress(address, apiUrl)).toBe(expected)
})

async function listen(answer: (path: string) => { status: number; headers?: object; body: string }) {
  const paths: string[] = []
  const server = createServer((request, response) => {
    paths.push(request.url ?? '')
    const { status, headers, body } = answer(request.url ?? '')
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(body)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, paths }
}

const keep = (url: string) =>
  createSlackFiles({
    botToken: 'none',
    apiUrl: `${url}/api/`,
    clock: createSystemClock(),
    logger: createLogger('silent'),
    timeoutMs: 10_000,
  }).keep({ filename: 'a.csv', title: 'A', altText: null, bytes: new Uint8Array([1]) })

test('bytes are not sent where an answer leads, nor where a redirect does', async () => {
  const stranger = await listen(() => ({ status: 200, body: 'OK - 1' }))
  const answer = (upload_url: string) => JSON.stringify({ ok: true, upload_url, file_id: 'F0000000001' })
  const liar = await listen(() => ({ status: 200, body: answer(`${stranger.url}/upload`) }))
  expect(await keep(liar.url)).toEqual({ outcome: 'refused', error: 'upload address is not of slack' })
  const turning = await listen((path) =>
    path.startsWith('/api/')
      ? { status: 200, body: answer(`${turning.url}/upload`) }
      : { status: 307, headers: { location: `${stranger.url}/upload` }, body: '' },
  )
  expect(await keep(turning.url)).toMatchObject({ outcome: 'later' })
  expect(turning.paths).toContain('/upload')
  expect(stranger.paths).toEqual([])
})

test('a connection that was never made', async () => {
  const { url } = await listen(() => ({ status: 200, body: '' }))
  await new Promise((done) => servers.pop()?.close(done))
  expect(await keep(url)).toEqual({ outcome: 'later', retryAfterMs: 10_000, error: 'ECONNREFUSED' })
})
