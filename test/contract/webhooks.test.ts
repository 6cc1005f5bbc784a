import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { payload } from '../harness/intake.ts'
import { openTestStore, type TestStore } from '../harness/store.ts'
import { createTestClock } from '../harness/test-clock.ts'
import { startWebhooks, type WebhookRig } from '../harness/webhooks.ts'

let db: TestStore
let web: WebhookRig
const clock = createTestClock()
beforeEach(async () => {
  db = await openTestStore()
  web = await startWebhooks(db.store, clock.now)
})
afterEach(async () => {
  await web.close()
  await db.close()
})

const BEARER = { authorization: 'Bearer bearer-secret' }
const GOOD = {
  grafana: payload('grafana/01-firing-multi-namespace.json'),
  alertmanager: payload('alertmanager/captured-0.25-mixed-partly-resolved-multi-namespace.json'),
}

describe.each([
  { kind: 'grafana' as const, stored: 5 },
  { kind: 'alertmanager' as const, stored: 3 },
])('$kind', ({ kind, stored }) => {
  const path = `/webhooks/${kind}/bearer`

  test('a recorded body is stored before it is answered', async () => {
    const response = await web.send(path, { body: GOOD[kind], headers: BEARER })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ stored, quarantined: 0 })
    const [work] = await db.store.work.stats(clock.now())
    expect(work).toMatchObject({ kind: 'ingest-alerts', waiting: 1 })
    expect(response.headers.get('server')).toBeNull()
  })

  test('a malformed alert is kept aside with its reason, the rest stored', async () => {
    const body = JSON.parse(GOOD[kind].toString()) as { alerts: { startsAt: string }[] }
    if (body.alerts[1]) body.alerts[1].startsAt = 'yesterday'
    const response = await web.send(path, { body: JSON.stringify(body), headers: BEARER })
    expect(await response.json()).toEqual({ stored: stored - 1, quarantined: 1 })
    const kept = await db.store.read((reads) => reads.deliveries.quarantined(10))
    expect(kept).toMatchObject([{ source: 'bearer', index: 1, reason: 'startsAt is no RFC 3339 time' }])
  })

  test('of very many malformed alerts the first are kept and all are counted', async () => {
    const [good] = (JSON.parse(GOOD[kind].toString()) as { alerts: object[] }).alerts
    const body = JSON.stringify({ alerts: [good, ...Array.from({ length: 2500 }, () => 1)] })
    const response = await web.send(path, { body, headers: BEARER })
    expect(await response.json()).toEqual({ stored: 1, quarantined: 2500 })
    expect(await db.store.read((reads) => reads.deliveries.quarantined(5000))).toHaveLength(200)
  })

  test.each([
    ['an empty body', Buffer.alloc(0), /empty/],
    ['no JSON', 'alert!', /no complete JSON \(6 bytes/],
    ['truncated JSON', GOOD[kind].subarray(0, 700), /no complete JSON \(700 bytes/],
    ['UTF-16', Buffer.from(`\ufeff${GOOD[kind].toString()}`, 'utf16le'), /UTF-8/],
    ['another payload', JSON.stringify({ text: 'disk is full' }), /no .* alert payload: .*custom payload/],
    ['a list of something else', JSON.stringify({ alerts: ['disk is full'] }), /holds no alert/],
    ['an array', '[]', /no .* alert payload/],
  ])('%s is refused with words that help', async (_, body, words) => {
    const response = await web.send(path, { body, headers: BEARER })
    expect(response.status).toBe(400)
    expect(((await response.json()) as { error: string }).error).toMatch(words)
    expect(await db.store.work.stats(clock.now())).toEqual([])
  })

  test('a body without alerts is stored', async () => {
    const response = await web.send(path, { body: '{"alerts":[]}', headers: BEARER })
    expect([response.status, await response.json()]).toEqual([200, { stored: 0, quarantined: 0 }])
  })

  test.each([
    ['a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), GOOD[kind]])],
    [
      'a byte that is no UTF-8',
      Buffer.from(GOOD[kind].toString().replace(/"receiver": ?"/, '$&\xff'), 'latin1'),
    ],
  ])('%s costs no alert', async (_, body) => {
    const response = await web.send(path, { body, headers: BEARER })
    expect([response.status, await response.json()]).toEqual([200, { stored, quarantined: 0 }])
  })

  test('the content type does not matter, compression does', async () => {
    for (const type of ['application/x-www-form-urlencoded', '', 'json', ';;;']) {
      const headers = { ...BEARER, 'content-type': type }
      expect((await web.send(path, { body: GOOD[kind], headers })).status).toBe(200)
    }
    const zipped = await web.send(path, {
      body: GOOD[kind],
      headers: { ...BEARER, 'content-encoding': 'gzip' },
    })
    expect([zipped.status, await zipped.json()]).toEqual([
      415,
      { error: 'compressed bodies are not read: send plain JSON' },
    ])
  })

  test('16 MiB is the limit', async () => {
    const filled = (bytes: number) =>
      Buffer.concat([Buffer.from('{"alerts":[]}'), Buffer.alloc(bytes - 13, ' ')])
    const limit = 16 * 1024 * 1024
    expect((await web.send(path, { body: filled(limit), headers: BEARER })).status).toBe(200)
    expect((await web.send(path, { body: filled(limit + 1), headers: BEARER })).status).toBe(413)
  })

  test('a store that cannot write asks for a repetition', async () => {
    await db.store.close()
    const response = await web.send(path, { body: GOOD[kind], headers: BEARER })
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
    expect(web.answers.at(-1)).toMatchObject({ status: 503, source: `${kind}/bearer`, kept: null })
  })
})

test('Grafana may PUT, Alertmanager never does', async () => {
  const put = { body: GOOD.grafana, headers: BEARER, method: 'PUT' }
  expect((await web.send('/webhooks/grafana/bearer', put)).status).toBe(200)
  const refused = await web.send('/webhooks/alertmanager/bearer', put)
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'POST'])
  expect(((await refused.json()) as { error: string }).error).toMatch(/by POST/)
})

test('a slash too many in the address costs no alert', async () => {
  const response = await web.send('/webhooks/grafana/bearer/', { body: GOOD.grafana, headers: BEARER })
  expect(response.status).toBe(200)
})
