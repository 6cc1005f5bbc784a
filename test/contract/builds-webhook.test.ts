import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NINE } from '../harness/given.ts'
import { openTestStore, type TestStore } from '../harness/store.ts'
import { BEARER, SAMPLE, sampleWith, startBuildsWebhook, type BuildsWebhook } from './builds-webhook-kit.ts'

let opened: TestStore
let web: BuildsWebhook
beforeEach(async () => {
  opened = await openTestStore()
  web = await startBuildsWebhook(opened.store)
})
afterEach(async () => {
  await web.close()
  await opened.close()
})

const newest = () => opened.store.read((reads) => reads.builds.newest('payments', 'payments-api', 10))
const kept = () => opened.store.read((reads) => reads.audit.keptAfter(0, 10))

test('a build is stored before it is answered, once per digest', async () => {
  expect(await web.send(SAMPLE)).toMatchObject({ status: 201, body: { recorded: 'first' } })
  const told = JSON.parse(SAMPLE) as Record<string, unknown>
  expect(await newest()).toEqual([
    {
      project: 'payments',
      service: 'payments-api',
      image: { registry: 'registry.example.com', repository: 'team/checkout' },
      digest: told['digest'],
      tag: told['tag'],
      commit: told['commit'],
      branch: 'main',
      authorId: null,
      author: 'Alice Example',
      message: told['message'],
      ciLink: told['ciLink'],
      commits: told['commits'],
      builtAt: NINE,
    },
  ])
  const again = sampleWith({ tag: 'other' })
  expect(await web.send(again)).toMatchObject({ status: 200, body: { recorded: 'repeat' } })
  expect(await newest()).toMatchObject([{ tag: told['tag'] }])
  expect(web.answers.map(({ source, kept: recorded }) => [source, recorded])).toEqual([
    ['builds/github', 'first'],
    ['builds/github', 'repeat'],
  ])
})

test('it is decided by an operation: audited, with the source', async () => {
  await web.send(SAMPLE)
  expect(await kept()).toMatchObject([
    { operation: 'record-build', actor: { kind: 'webhook', source: 'builds/github' } },
  ])
})

test('the same build ten times at once is one', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, async () => web.send(SAMPLE)))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(9)
  expect(await newest()).toHaveLength(1)
})

describe('who sends', () => {
  const signed = (body: string) => ({
    'x-signature': createHmac('sha256', 's').update(body).digest('hex'),
  })
  const basic = { authorization: `Basic ${Buffer.from('ci:p').toString('base64')}` }

  test.each([
    ['github', BEARER, 201],
    ['jenkins', basic, 201],
    ['signed', signed(SAMPLE), 201],
    ['github', {}, 401],
    ['github', { authorization: 'Bearer builds-secreT' }, 401],
    ['jenkins', BEARER, 401],
    ['signed', signed(`${SAMPLE} `), 401],
    ['nobody', {}, 401],
    ['nobody', BEARER, 404],
  ])('%s with %o: %i', async (source, headers, status) => {
    const answer = await web.send(SAMPLE, { source, headers })
    expect(answer.status).toBe(status)
    expect(await newest()).toHaveLength(status === 201 ? 1 : 0)
  })
})

test('a project that nobody registered is refused with the nearest names', async () => {
  const answer = await web.send(sampleWith({ project: 'paymnets' }))
  expect(answer).toMatchObject({
    status: 422,
    body: { errors: [expect.stringMatching(/^project paymnets .*did you mean payments\?.*coxswain\.yaml$/)] },
  })
})

test('other methods, compression and bodies beyond 256 KiB', async () => {
  const put = await web.send(SAMPLE, { method: 'PUT' })
  expect([put.status, put.headers.get('allow')]).toEqual([405, 'POST'])
  const zipped = await web.send(SAMPLE, { headers: { ...BEARER, 'content-encoding': 'gzip' } })
  expect(zipped.status).toBe(415)
  const filled = (bytes: number) => SAMPLE.trim().padEnd(bytes, ' ')
  expect((await web.send(filled(256 * 1024))).status).toBe(201)
  expect(await web.send(filled(256 * 1024 + 1))).toMatchObject({
    status: 413,
    body: { errors: ['the body is larger than 256 KiB: send fewer commits'] },
  })
})

test('a store that cannot write asks for a repetition', async () => {
  await opened.store.close()
  const answer = await web.send(SAMPLE)
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
  expect(answer.body).toEqual({ errors: ['the build cannot be stored at the moment: try again'] })
  expect(web.answers.at(-1)).toMatchObject({ status: 503, kept: null })
})
