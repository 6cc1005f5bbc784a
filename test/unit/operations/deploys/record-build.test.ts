import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/actor.ts'
import { NINE } from '../../../harness/given.ts'
import { aBuild, audited, reason } from './given.ts'
import { bob, digest, openRig, type Rig } from './rig.ts'

const ci: Actor = { kind: 'webhook', source: 'ci' }
const DAY = 86_400_000

let rig: Rig
beforeEach(async () => void (rig = await openRig()))
afterEach(() => rig.close())

const tell = (over: Record<string, unknown> = {}, actor: Actor = ci) =>
  rig.recordBuild({ actor, input: { ...aBuild('a'), ...over } })
const kept = () => rig.store.read((q) => q.builds.byDigest('payments', 'checkout', digest('a')))

test('is kept as it was told, and audited', async () => {
  expect(await tell()).toEqual({ ok: true, value: 'first' })
  expect(await kept()).toEqual(aBuild('a'))
  expect(await audited(rig, `payments/checkout@${digest('a')}`)).toEqual([['record-build', 'first']])
})

test('the same digest again changes nothing, also at once', async () => {
  const outcomes = await Promise.all([tell(), tell({ tag: 'moved' }), tell({ message: 'other' })])
  expect(outcomes.map((outcome) => outcome.ok && outcome.value)).toEqual(['first', 'repeat', 'repeat'])
  expect(await kept()).toEqual(aBuild('a'))
  expect(await audited(rig, `payments/checkout@${digest('a')}`)).toEqual([['record-build', 'first']])
})

test('only webhooks tell of builds', async () => {
  expect(reason(await tell({}, bob))).toBe('not-for-people')
})

test('the project must be known, the service need not', async () => {
  expect(reason(await tell({ project: 'nobody' }))).toBe('project-unknown')
  expect(await tell({ service: 'brand-new' })).toMatchObject({ ok: true })
  expect(await audited(rig, `nobody/checkout@${digest('a')}`)).toEqual([['record-build', 'project-unknown']])
})

test('may be a day ahead, not more', async () => {
  expect(reason(await tell({ builtAt: NINE + DAY + 1 }))).toBe('build-from-future')
  expect(await tell({ builtAt: NINE + DAY })).toMatchObject({ ok: true })
})

test.each([
  ['tag', null],
  ['branch', null],
  ['authorId', null],
  ['author', null],
  ['message', null],
  ['ciLink', 'https://ci.example.com/runs/7?x=1'],
  ['ciLink', 'http://ci.internal/7'],
  ['commit', 'abcdef1'],
  ['commits', []],
  ['image', { registry: null, repository: 'library/checkout' }],
  ['image', { registry: 'localhost:5000', repository: 'team/checkout' }],
])('takes %s as %j', async (field, value) => {
  expect(await tell({ [field]: value })).toMatchObject({ ok: true })
})

test.each([
  ['project', 'Payments'],
  ['project', ''],
  ['service', 'check out'],
  ['service', 'x'.repeat(64)],
  ['image', 'r.example.com/checkout'],
  ['image', { registry: 'r.example.com', repository: 'Checkout' }],
  ['image', { registry: 'bad host', repository: 'checkout' }],
  ['image', { registry: null, repository: 'r.example.com/checkout' }],
  ['image', { registry: 'r.example.com', repository: 'checkout:tag' }],
  ['image', { registry: 'r.example.com', repository: 'checkout', tag: 'x' }],
  ['digest', 'sha256:abc'],
  ['digest', digest('A')],
  ['digest', null],
  ['tag', 'has space'],
  ['tag', ''],
  ['commit', 'abcdef'],
  ['commit', 'g'.repeat(40)],
  ['commit', 'a'.repeat(41)],
  ['branch', 'x'.repeat(256)],
  ['authorId', '@carol'],
  ['author', 7],
  ['message', 'x'.repeat(10_001)],
  ['ciLink', 'javascript:alert(1)'],
  ['ciLink', 'ftp://ci.example.com'],
  ['ciLink', 'ci.example.com/7'],
  ['commits', 'one'],
  ['commits', ['x'.repeat(1001)]],
  ['commits', Array.from({ length: 251 }, () => 'x')],
  ['builtAt', '2026-11-21'],
  ['builtAt', 0.5],
  ['builtAt', 12],
  ['surprise', true],
])('refuses %s as given (%#)', async (field, value) => {
  expect(reason(await tell({ [field]: value }))).toBe('invalid-input')
  expect(await kept()).toBeNull()
})

test('a closed store is an error, not an answer', async () => {
  await rig.store.close()
  await expect(tell()).rejects.toThrow(/clos|open/)
})
