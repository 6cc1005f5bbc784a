import { afterEach, beforeEach, expect, test } from 'vitest'
import { createListAudit } from '../../../../src/queries/list-audit.ts'
import { givenResource } from '../../../harness/given-change-view.ts'
import { NINE } from '../../../harness/given.ts'
import { openTestStore, type TestStore } from '../../../harness/store.ts'
import { bob, dana, guest } from './given-deploys.ts'

const admin = { ...bob, isAdmin: true }
let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
})
afterEach(() => opened.close())

type Input = Parameters<ReturnType<typeof createListAudit>>[0]['input']
const list = (input: Input = {}, actor: typeof bob = admin, adminGroup: string | null = 'S0ADMINS') =>
  createListAudit({ store: opened.store, catalogue: { adminGroup } })({ actor, input })
async function subjects(input: Input) {
  const listed = await list(input)
  if (!listed.ok) throw new Error(listed.refusal.reason)
  return [listed.value.entries.map(({ subject }) => subject), listed.value.more]
}
const append = (subject: string, { actor = bob, isKept = true, operation = 'x' } = {}) =>
  opened.store.transaction((tx) =>
    tx.audit.append({ at: NINE, actor, operation, subject, outcome: 'done', details: {}, isKept }),
  )

test('newest first, by person and subject, and only what is kept', async () => {
  await append('d1')
  await append('d2', { actor: dana })
  await append('passing', { isKept: false })
  expect(await subjects({})).toEqual([['d2', 'd1'], false])
  expect(await subjects({ userId: 'U0BOB' })).toEqual([['d1'], false])
  expect(await subjects({ subject: 'd2' })).toEqual([['d2'], false])
})

test('goes on before the last that was seen', async () => {
  for (let n = 0; n < 25; n++) await append(`d${n}`)
  const first = await list()
  const before = first.ok ? first.value.entries.at(-1)?.id : undefined
  expect(first.ok && [first.value.entries.length, first.value.more]).toEqual([20, true])
  expect(await subjects({ before: before ?? 0 })).toEqual([['d4', 'd3', 'd2', 'd1', 'd0'], false])
})

test('steps of the machine are told only of what was asked about', async () => {
  await append('d0')
  for (let n = 0; n < 150; n++) await append('r1', { operation: 'begin-part' })
  await append('r1', { operation: 'begin-modify-step' })
  await append('d1')
  expect(await subjects({})).toEqual([['d1', 'd0'], false])
  const asked = await list({ subject: 'r1' })
  expect(asked.ok && [asked.value.entries.length, asked.value.more]).toEqual([20, true])
})

test('a resource is found by its exact name, the newest of that name', async () => {
  const old = givenResource({ id: 'r-old', state: 'deleted', createdAt: NINE, endedAt: NINE })
  const newest = givenResource({ id: 'r-new', state: 'deleted', createdAt: NINE + 1, endedAt: NINE + 1 })
  await opened.store.transaction(async (tx) => {
    for (const one of [newest, old]) await tx.resources.insert(one, [one.name])
  })
  await append('r-old')
  await append('r-new')
  expect(await subjects({ subject: newest.name })).toEqual([['r-new'], false])
  expect(await list({ subject: 'r-old' })).toMatchObject({ value: { resource: { name: old.name } } })
  expect(await list({ subject: newest.name.slice(0, -1) })).toMatchObject({ value: { resource: null } })
})

test('for admins only', async () => {
  expect(await list({}, bob)).toMatchObject({ refusal: { reason: 'admins-only' } })
  expect(await list({}, guest)).toMatchObject({ refusal: { reason: 'not-for-guest' } })
  expect(await list({}, admin, null)).toMatchObject({ refusal: { reason: 'no-admin-group' } })
})
