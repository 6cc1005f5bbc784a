import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFindResources } from '../../../../src/queries/find-resources.ts'
import { resourceNamed } from '../../../../src/queries/resource-named.ts'
import { CONNECTION, givenResource } from '../../../harness/given-change-view.ts'
import { openTestStore, type TestStore } from '../../../harness/store.ts'
import { bob, deps, guest, named, store } from './given-resources.ts'

let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
})
afterEach(() => opened.close())

async function find(text: string) {
  const answer = await createFindResources({ ...deps, store: opened.store })({ actor: bob, input: { text } })
  if (!answer.ok) throw new Error(answer.refusal.reason)
  return answer.value.rows.map(({ resource }) => resource.id)
}
const meant = (idOrName: string) => opened.store.read((reads) => resourceNamed(reads, idOrName))

test.each([
  ['a name', 'payments-prod-sessions'],
  ['a part of a name', 'Sessions'],
  ['an endpoint', CONNECTION.host],
  ['an address', `rediss://default:secret@${CONNECTION.host}:6379/0`],
  ['a link as Slack writes it', `<http://${CONNECTION.host}|${CONNECTION.host}>`],
  ['the endpoint for reading', `${CONNECTION.readHost}.`],
  ['an ARN', 'arn:aws:elasticache:ap-northeast-2:123456789012:replicationgroup:payments-prod-sessions'],
])('%s finds its resource', async (_, text) => {
  const resource = givenResource()
  const other = named('other', { connection: null, arn: null, parts: [] })
  await store(opened.store, { resources: [resource, other] })
  expect(await find(text)).toEqual([resource.id])
})

test('nothing is found by nothing, and not by everybody', async () => {
  await store(opened.store, { resources: [named('a')] })
  expect([await find(' '), await find('100%'), await find('nothing')]).toEqual([[], [], []])
  const ask = createFindResources({ ...deps, store: opened.store })
  expect(await ask({ actor: guest, input: { text: 'a' } })).toMatchObject({
    refusal: { reason: 'not-for-guest' },
  })
})

test('the one that is called so: by its id, its name, or a part that only one has', async () => {
  const bare = { connection: null, arn: null, parts: [] }
  await store(opened.store, {
    resources: [
      named('sessions', { ...bare, id: 'r1' }),
      named('sessions-2', { ...bare, id: 'r2' }),
      named('orders', { ...bare, id: 'r3' }),
    ],
  })
  for (const asked of ['r1', 'sessions', 'Sessions'])
    expect(await meant(asked)).toMatchObject({ value: { id: 'r1' } })
  expect(await meant('order')).toMatchObject({ value: { id: 'r3' } })
  expect(await meant('session')).toMatchObject({
    refusal: { reason: 'resource-ambiguous', details: { asked: 'session' } },
  })
  expect(await meant('odrers')).toMatchObject({
    refusal: { reason: 'resource-unknown', details: { asked: 'odrers', nearest: 'orders' } },
  })
  expect(await meant('')).toMatchObject({ refusal: { reason: 'resource-unknown' } })
})

test('of one name the one that stands, else the one that was there last', async () => {
  const bare = { name: 'sessions', connection: null, arn: null, parts: [] }
  const over = { ...bare, state: 'deleted' as const }
  const resources = [
    named('old', { ...over, createdAt: 1 }),
    named('new', { ...over, createdAt: 2 }),
    named('sessions-2', { ...bare, name: 'sessions-2' }),
  ]
  await store(opened.store, { resources })
  expect(await meant('sessions')).toMatchObject({ value: { id: 'new' } })
  await store(opened.store, { resources: [named('now', { ...bare, createdAt: 0 })] })
  expect(await meant('sessions')).toMatchObject({ value: { id: 'now' } })
  await store(opened.store, {
    resources: [named('there', { ...bare, region: 'eu-west-1' })],
  })
  expect(await meant('sessions')).toMatchObject({
    refusal: { details: { names: 'sessions (prod, eu-west-1), sessions (prod, ap-northeast-2)' } },
  })
})
