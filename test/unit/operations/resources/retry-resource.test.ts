import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/actor.ts'
import type { Change } from '../../../../src/domain/resources/change.ts'
import type { ChangeOf } from '../../../../src/operations/change-transition.ts'
import { NINE } from '../../../harness/given.ts'
import { reason } from '../deploys/given.ts'
import { ben, bob, guest, outsider } from '../deploys/rig.ts'
import { audited, cardOf, changeNow, put, requested, woken } from './given.ts'
import { openRig, type Rig } from './rig.ts'

const FAILURE = { code: 'AccessDenied', message: 'no' } as Change['failure']
const CAUSE = { code: 'InsufficientCacheClusterCapacity', message: 'full' } as Change['failure']

let rig: Rig
let asked: ChangeOf
beforeEach(async () => {
  rig = await openRig()
  asked = await requested(rig, { environment: 'dev' })
  await woken(rig)
})
afterEach(() => rig.close())

const retry = (actor: Actor = bob, changeId = asked.change.id) => rig.retry({ actor, input: { changeId } })
const stop = (stoppedIn: Change['stoppedIn']) =>
  put(rig, asked.change.id, { state: 'stopped', stoppedIn, failure: FAILURE, warnedAt: NINE })

test('goes on the way it went: stored, on the card, woken, audited', async () => {
  await stop('running')
  expect(reason(await retry(ben))).toBe('ok')
  expect(await changeNow(rig, asked.change.id)).toMatchObject({
    state: 'running',
    stoppedIn: null,
    failure: null,
    warnedAt: null,
  })
  expect(await woken(rig)).toEqual([asked.change.id])
  expect(await cardOf(rig, asked.change.id)).toMatchObject({ wantedVersion: 2 })
  expect((await audited(rig, asked.resource.id)).at(-1)).toEqual(['retry-resource', 'retried'])
})

test('on its way back it still tells why it turned', async () => {
  await stop('undoing')
  await put(rig, asked.change.id, { cause: CAUSE })
  const going = { state: 'undoing', failure: CAUSE, cause: null }
  expect(await retry()).toMatchObject({ value: { change: going } })
})

test('a double click is one retry', async () => {
  await stop('running')
  const outcomes = await Promise.all([retry(), retry(ben)])
  expect(outcomes.map(reason).toSorted()).toEqual(['change-not-stopped', 'ok'])
})

test('not what goes, nor what is not there, nor by others', async () => {
  expect(await retry()).toMatchObject({
    refusal: { reason: 'change-not-stopped', details: { verb: 'create', state: 'running' } },
  })
  const before = await stop('running')
  expect(reason(await retry(outsider))).toBe('may-not-change-resource')
  expect(reason(await retry(guest))).toBe('not-for-guest')
  expect(reason(await retry(bob, 'nothing'))).toBe('change-unknown')
  expect(reason(await retry(bob, ''))).toBe('invalid-input')
  expect(await changeNow(rig, asked.change.id)).toEqual(before)
})

test('who asked for it, and may not any more, does not set it going again', async () => {
  await stop('undoing')
  rig.groups['S0PAY'] = ['U0BEN']
  expect(reason(await retry(bob))).toBe('may-not-change-resource')
  rig.groups['S0PAY'] = null
  expect(reason(await retry(bob))).toBe('membership-unknown')
  rig.groups['S0PAY'] = ['U0BEN']
  expect(reason(await retry(ben))).toBe('ok')
})

test('a closed store is an error, not an answer', async () => {
  await rig.store.close()
  await expect(retry()).rejects.toThrow(/clos|open/)
})
