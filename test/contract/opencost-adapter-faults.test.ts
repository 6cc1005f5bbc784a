import { describe, expect, test } from 'vitest'
import { until } from '../harness/until.ts'
import {
  anAllocation,
  anAnswer,
  answerJson,
  failureIn,
  openCostAt,
  setsIn,
  startOpenCost,
  startScriptedOpenCost,
  type Script,
} from './opencost-adapter-kit.ts'

const API = 'payments/deployment/deployment:api/api-1'
const GOOD = anAnswer([anAllocation(API, { totalCost: 1 })])

/** Lets the pauses between tries pass. */
async function readThrough(url: string) {
  const at = openCostAt(url)
  let isOver = false
  const answer = at.read().finally(() => (isOver = true))
  await until('the answer', async () => {
    await at.clock.advance(1000)
    return isOver
  })
  return { ...at, answer: await answer }
}

describe('what may pass is tried again', () => {
  test.each<[string, Script]>([
    ['a 500', (_, response) => void response.writeHead(500).end('{"code":500,"message":"no prometheus"}')],
    ['a 503 that asks to wait', (_, response) => void response.writeHead(503, { 'retry-after': '2' }).end()],
    ['a 429', (_, response) => void response.writeHead(429).end()],
    ['a connection that breaks', ({ socket }) => void socket.destroy()],
    [
      'an answer that breaks off',
      (_, response) => {
        response.writeHead(200, { 'content-length': '1000' }).write('{"code":200,')
        setImmediate(() => response.destroy())
      },
    ],
  ])('%s', async (_, script) => {
    await using opencost = await startScriptedOpenCost((request, response, tries) =>
      tries < 3 ? script(request, response, tries) : answerJson(response, GOOD),
    )
    const { answer, calls } = await readThrough(opencost.url)
    expect(setsIn(answer)[0]?.rows).toHaveLength(1)
    expect(calls.map(({ outcome }) => outcome === 'ok')).toEqual([false, false, true])
  })

  test('twice, and then not any more', async () => {
    await using opencost = await startScriptedOpenCost((_, response) => {
      response.writeHead(500).end('{"code":500,"message":"no\\nprometheus"}')
    })
    const { answer } = await readThrough(opencost.url)
    expect(failureIn(answer)).toEqual({
      code: 'broken',
      message: 'it answered 500: no prometheus',
      requestId: null,
      retryAfterMs: null,
    })
    expect(opencost.asked).toHaveLength(3)
  })

  test('but not where nobody answers: that is told', async () => {
    const opencost = await startOpenCost(GOOD)
    await opencost[Symbol.asyncDispose]()
    const { answer, calls } = await readThrough(opencost.url)
    expect(failureIn(answer)).toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED') as string,
    })
    expect(calls).toHaveLength(3)
  })

  test('but not before the time that it asks for, when that is long', async () => {
    await using opencost = await startScriptedOpenCost((_, response) => {
      response.writeHead(429, { 'retry-after': '120' }).end()
    })
    expect(failureIn(await openCostAt(opencost.url).read())).toMatchObject({
      code: 'throttled',
      retryAfterMs: 120_000,
    })
    expect(opencost.asked).toHaveLength(1)
  })
})

describe('what is no answer is refused at once', () => {
  const html = '<html><body>Sign in</body></html>'
  const answers: [string, Script, string, RegExp][] = [
    [
      'a page',
      (_, r) => void r.writeHead(200, { 'content-type': 'text/html' }).end(html),
      'broken',
      /no JSON, but text\/html/,
    ],
    ['half of one', (_, r) => answerJson(r, JSON.stringify(GOOD).slice(0, 80)), 'broken', /no JSON/],
    ['nothing', (_, r) => answerJson(r, ''), 'broken', /no JSON/],
    [
      'an error inside',
      (_, r) => answerJson(r, { code: 500, message: 'bad window' }),
      'broken',
      /code 500: bad window/,
    ],
    ['another document', (_, r) => answerJson(r, { status: 'ok' }), 'broken', /^code: /],
    ['no data', (_, r) => answerJson(r, { code: 200 }), 'broken', /^data: /],
    ['a redirect', (_, r) => void r.writeHead(302, { location: '/login' }).end(), 'broken', /answered 302$/],
    ['not found', (_, r) => void r.writeHead(404).end(html), 'broken', /answered 404$/],
    [
      'a bad request',
      (_, r) => void r.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' }).end('bad\n'),
      'broken',
      /answered 400: bad$/,
    ],
    ['who are you?', (_, r) => void r.writeHead(401).end(html), 'credentials', /answered 401$/],
    ['no', (_, r) => void r.writeHead(403).end('{"message":"RBAC"}'), 'forbidden', /answered 403: RBAC$/],
    ['too much', (_, r) => answerJson(r, ' '.repeat(5000)), 'broken', /longer than 4000 bytes/],
  ]
  test.each(answers)('%s', async (_, script, code, message) => {
    await using opencost = await startScriptedOpenCost(script)
    const failure = failureIn(await openCostAt(opencost.url, { mostBytes: 4000 }).read())
    expect(failure).toMatchObject({ code, message: expect.stringMatching(message) as string })
    expect(opencost.asked).toHaveLength(1)
  })

  test.each([
    ['null, which stands for NaN', '"totalCost":null', /payments.*totalCost/],
    ['infinity', '"totalCost":1e999', /payments.*totalCost/],
    ['what integers cannot hold', '"totalCost":1e12', /payments.*totalCost/],
    ['a text', '"totalCost":"1"', /payments.*totalCost/],
    ['nothing', '"other":1', /payments.*totalCost/],
    ['a part that is null', '"totalCost":1,"ramCost":null', /payments.*ramCost/],
  ])('an amount that is %s, by its name', async (_, amount, message) => {
    const text = JSON.stringify(GOOD).replace('"totalCost":1', amount)
    await using opencost = await startOpenCost(text)
    expect(failureIn(await openCostAt(opencost.url).read())).toMatchObject({
      code: 'broken',
      message: expect.stringMatching(message) as string,
    })
  })
})

describe('who gives up', () => {
  test('after the time for an answer, says so', async () => {
    await using opencost = await startScriptedOpenCost(() => {})
    const at = openCostAt(opencost.url)
    const answer = at.read()
    await until('the question', () => opencost.asked.length === 1)
    await at.clock.advance(29_999)
    await at.clock.advance(1)
    expect(failureIn(await answer)).toMatchObject({
      code: 'unreachable',
      message: 'no answer within 30000 ms',
    })
    expect(at.calls).toMatchObject([{ outcome: 'unreachable', ms: 30_000 }])
  })

  test('because nobody wants to know any more, ends at once', async () => {
    await using opencost = await startScriptedOpenCost(() => {})
    const at = openCostAt(opencost.url)
    const answer = at.read()
    await until('the question', () => opencost.asked.length === 1)
    at.abort()
    expect(failureIn(await answer).message).toBe('the reading was given up')
    expect(at.calls).toEqual([])
  })

  test('between two tries, makes no more', async () => {
    await using opencost = await startScriptedOpenCost((_, response) => void response.writeHead(500).end())
    const at = openCostAt(opencost.url)
    const answer = at.read()
    await until('the first try', () => at.calls.length === 1)
    at.abort()
    expect(failureIn(await answer).message).toBe('the reading was given up')
    expect(opencost.asked).toHaveLength(1)
  })
})

test('a proxy of the environment is not asked', async () => {
  await using proxy = await startOpenCost(anAnswer())
  await using opencost = await startOpenCost(GOOD)
  process.env['http_proxy'] = proxy.url
  try {
    expect(setsIn(await openCostAt(opencost.url).read())[0]?.rows).toHaveLength(1)
    expect(proxy.asked).toEqual([])
  } finally {
    delete process.env['http_proxy']
  }
})
