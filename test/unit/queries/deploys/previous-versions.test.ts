import { afterEach, beforeEach, expect, test } from 'vitest'
import { releaseOfBuild } from '../../../../src/domain/deploys/release.ts'
import { createPreviousVersions } from '../../../../src/queries/previous-versions.ts'
import { NINE } from '../../../harness/given.ts'
import { openTestStore, type TestStore } from '../../../harness/store.ts'
import { aBuild, digest } from '../../deploys/a-build.ts'
import { aRecord, bob, deps, guest, store } from './given-deploys.ts'

let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
})
afterEach(() => opened.close())

const ask = async (environment = 'prod', actor = bob) =>
  createPreviousVersions({ ...deps, store: opened.store })({
    actor,
    input: { project: 'payments', service: 'payments-api', environment },
  })
async function versions() {
  const answer = await ask()
  if (!answer.ok) throw new Error(answer.refusal.reason)
  const { current, choices } = answer.value
  return [current?.id ?? null, choices.map(({ deployId, release }) => deployId ?? release.digest)]
}

const release = (letter: string) => releaseOfBuild(aBuild({ digest: digest(letter) }))
const succeeded = (id: string, letter: string, at: number, from?: string) =>
  aRecord({
    id,
    release: release(letter),
    state: 'succeeded',
    rollouts: { kr: 'succeeded' },
    createdAt: NINE + at,
    finishedAt: NINE + at + 1,
    ...(from !== undefined && { from }),
  })

test('nothing was deployed', async () => {
  expect(await versions()).toEqual([null, []])
})

test('what succeeded before, newest first, once per digest, without the one that is there', async () => {
  await store(
    opened.store,
    [succeeded('d1', 'a', 10)],
    [succeeded('d2', 'b', 20)],
    [succeeded('d3', 'a', 30)],
    [succeeded('d4', 'c', 40)],
    [aRecord({ id: 'x', release: release('d'), environment: 'alpha', rollouts: { kr: 'succeeded' } })],
  )
  expect(await versions()).toEqual(['d4', ['d3', 'd2']])
})

test('a deploy that fails or runs is the one to undo, and what served before can be had again', async () => {
  const running = aRecord({
    id: 'd2',
    release: release('b'),
    state: 'running',
    rollouts: { kr: 'failed', us: 'running' },
    createdAt: NINE + 20,
  })
  const waiting = aRecord({ id: 'd3', release: release('c'), createdAt: NINE + 30 })
  await store(opened.store, [succeeded('d1', 'a', 10)], [running], [waiting])
  expect(await versions()).toEqual(['d2', ['d1']])
})

test('what was rolled back is no good version', async () => {
  const undone = aRecord({
    id: 'd2',
    release: release('b'),
    state: 'rolled-back',
    rollouts: { kr: 'rolled-back' },
    createdAt: NINE + 20,
  })
  const back = { ...succeeded('d3', 'a', 30), kind: 'rollback' as const, undoes: 'd2' }
  await store(opened.store, [succeeded('d0', 'z', 5)], [succeeded('d1', 'a', 10)], [undone], [back])
  expect(await versions()).toEqual(['d3', ['d0']])
})

test('what ran before the first deploy, when its image had a digest', async () => {
  const image = 'r.example.com/checkout'
  await store(opened.store, [succeeded('d1', 'a', 10, `${image}:1.0@${digest('f')}`)])
  const answer = await ask()
  expect(answer).toMatchObject({
    value: {
      choices: [{ deployId: null, at: NINE + 10, release: { digest: digest('f'), isVerified: false } }],
    },
  })
})

test.each([
  ['a tag may have moved', 'r.example.com/checkout:1.0'],
  ['another image', `envoy@${digest('f')}`],
])('before the first deploy: %s', async (_, from) => {
  await store(opened.store, [succeeded('d1', 'a', 10, from)])
  expect(await versions()).toEqual(['d1', []])
})

test('refusals', async () => {
  expect(await ask('pord')).toMatchObject({ refusal: { reason: 'environment-unknown' } })
  expect(await ask('prod', guest)).toMatchObject({ refusal: { reason: 'not-for-guest' } })
})
