import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { payload } from '../harness/intake.ts'
import { openTestStore, type TestStore } from '../harness/store.ts'
import { startWebhooks, type WebhookRig } from '../harness/webhooks.ts'

interface Vectors {
  secret: string
  default_header: string
  signature_no_timestamp: string
  timestamp: string
  signature_with_timestamp: string
}
const vectors = JSON.parse(payload('grafana/hmac-vectors.json').toString()) as Vectors
const BODY = payload('grafana/01-firing-multi-namespace.json')
const SIGNED_AT = Number(vectors.timestamp) * 1000

let db: TestStore
let web: WebhookRig
let now = SIGNED_AT
beforeAll(async () => {
  db = await openTestStore()
  web = await startWebhooks(db.store, () => now)
})
afterAll(async () => {
  await web.close()
  await db.close()
})

const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` })
const signed = (signature: string) => ({ [vectors.default_header]: signature })
const stamped = (signature: string, timestamp = vectors.timestamp) => ({
  ...signed(signature),
  'x-grafana-timestamp': timestamp,
})
const status = async (source: string, headers: Record<string, string>, body: Buffer = BODY) => {
  const response = await web.send(`/webhooks/grafana/${source}`, { body, headers })
  return response.status
}
/** The body with its first byte changed: still JSON. */
const changed = Buffer.concat([Buffer.from(' '), BODY])

describe('accepted', () => {
  test.each([
    ['bearer', { authorization: 'Bearer bearer-secret' }],
    ['bearer', { authorization: 'bearer  bearer-secret' }],
    ['basic', basic('am:p:ss wörd')],
    ['signed', signed(vectors.signature_no_timestamp)],
    ['stamped', stamped(vectors.signature_with_timestamp)],
  ])('%s %o', async (source, headers) => {
    now = SIGNED_AT + 299_000
    expect(await status(source, headers)).toBe(200)
  })
})

describe('refused, and nothing stored', () => {
  test.each([
    ['bearer', {}, BODY],
    ['bearer', { authorization: 'Bearer bearer-secreT' }, BODY],
    ['bearer', { authorization: 'Bearer ' }, BODY],
    ['bearer', { authorization: 'bearer-secret' }, BODY],
    ['bearer', basic('bearer-secret'), BODY],
    ['basic', basic('am:wrong'), BODY],
    ['basic', { authorization: `Bearer ${Buffer.from('am:p:ss wörd').toString('base64')}` }, BODY],
    ['signed', {}, BODY],
    ['signed', signed(vectors.signature_no_timestamp), changed],
    ['signed', signed(vectors.signature_with_timestamp), BODY],
    ['signed', signed(vectors.signature_no_timestamp.slice(0, 32)), BODY],
    ['stamped', signed(vectors.signature_with_timestamp), BODY],
    ['stamped', stamped(vectors.signature_no_timestamp), BODY],
    ['stamped', stamped(vectors.signature_with_timestamp, '1795144511'), BODY],
    ['stamped', stamped(vectors.signature_with_timestamp, 'soon'), BODY],
  ])('%s %o', async (source, headers, body) => {
    now = SIGNED_AT
    expect(await status(source, headers as Record<string, string>, body)).toBe(401)
    expect(web.answers.at(-1)).toMatchObject({ status: 401, kept: null })
  })

  test('a signature older or newer than five minutes', async () => {
    for (const skew of [-301_000, 301_000]) {
      now = SIGNED_AT + skew
      expect(await status('stamped', stamped(vectors.signature_with_timestamp))).toBe(401)
    }
  })
})

test('a source that does not exist looks like a wrong credential to strangers', async () => {
  now = SIGNED_AT
  const answer = async (source: string, headers: Record<string, string>) => {
    const response = await web.send(`/webhooks/grafana/${source}`, { body: BODY, headers })
    return [response.status, await response.text()]
  }
  expect(await answer('nobody', {})).toEqual(await answer('bearer', {}))
  const wrong = { authorization: 'Bearer wrong' }
  expect(await answer('nobody', wrong)).toEqual(await answer('bearer', wrong))
  expect(await answer('nobody', signed('00'))).toEqual(await answer('signed', signed('00')))
  expect((await answer('nobody', { authorization: 'Bearer bearer-secret' }))[0]).toBe(404)
  expect(web.answers.at(-1)?.source).toBe('grafana/?')
})

test('a body signed by its own sender is read byte by byte', async () => {
  const odd = Buffer.from('{"alerts" : [ ],\n\t"note":"ünï \\u003c"}')
  const mac = createHmac('sha256', vectors.secret).update(odd).digest('hex')
  expect(await status('signed', signed(mac), odd)).toBe(200)
})
