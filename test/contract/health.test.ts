import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { registerHealth, type HealthDeps } from '../../src/web/health.ts'
import { openTestStore } from '../harness/store.ts'

let app: FastifyInstance | undefined
afterEach(() => app?.close())

async function get(path: string) {
  const url = app?.listeningOrigin ?? ''
  const answer = await fetch(url + path)
  return { status: answer.status, body: await answer.text() }
}

async function serve(given: Partial<HealthDeps> = {}) {
  app = fastify()
  registerHealth(app, {
    checkWritable: async () => undefined,
    slackDoor: () => ({ alive: true }),
    tokenProblem: () => null,
    now: () => performance.now(),
    ...given,
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
}

test('alive and ready', async () => {
  const { store, close } = await openTestStore()
  await serve({ checkWritable: () => store.checkWritable() })
  expect(await get('/healthz')).toEqual({ status: 200, body: 'ok' })
  expect(await get('/readyz')).toEqual({ status: 200, body: '{"ready":true,"problems":[]}' })
  await close()
})

test('alive but not ready: each reason is told', async () => {
  const { store, close } = await openTestStore()
  await close()
  await serve({
    checkWritable: () => store.checkWritable(),
    slackDoor: () => ({ alive: false, reason: 'no socket' }),
    tokenProblem: () => 'token_revoked',
  })
  expect((await get('/healthz')).status).toBe(200)
  const { status, body } = await get('/readyz')
  expect(status).toBe(503)
  expect(JSON.parse(body)).toEqual({
    ready: false,
    problems: [
      { check: 'store', reason: 'the store is closed' },
      { check: 'slack', reason: 'no socket' },
      { check: 'token', reason: 'token_revoked' },
    ],
  })
})

test('a store that hangs: an answer within 2 s, and it is asked once only', async () => {
  let asked = 0
  let now = 0
  const checkWritable = () => {
    asked += 1
    return new Promise<void>(() => {})
  }
  await serve({ checkWritable, now: () => now })
  const startedAt = performance.now()
  const both = Promise.all([get('/readyz'), get('/readyz')])
  expect((await both).map(({ status }) => status)).toEqual([503, 503])
  now += 1_000
  expect((await get('/readyz')).body).toContain('no answer in 1500 ms')
  expect(asked).toBe(1)
  expect(performance.now() - startedAt).toBeLessThan(4_000)
})

test('asked often, it looks once a second', async () => {
  let looked = 0
  let now = 0
  await serve({ checkWritable: async () => void (looked += 1), now: () => now })
  for (let i = 0; i < 5; i++) await get('/readyz')
  expect(looked).toBe(1)
  now += 1_000
  await get('/readyz')
  expect(looked).toBe(2)
})
