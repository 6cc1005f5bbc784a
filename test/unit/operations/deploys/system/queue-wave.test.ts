import { afterEach, beforeEach, expect, test } from 'vitest'
import { LOCK_LEASE_MS } from '../../../../../src/operations/deploy-locks.ts'
import { MINUTE, NINE } from '../../../../harness/given.ts'
import { aBuild, audited, builds, cardOf, deployed, noticeOf, reason, requested, woken } from '../given.ts'
import { ben, bob, openRig, type Rig } from '../rig.ts'
import { ALL_AT_ONCE, fresh, go, held, lockOf, queue, states, system } from './kit.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig({ prod: ALL_AT_ONCE })
  await builds(rig, aBuild('a'), aBuild('b'), aBuild('c', { builtAt: NINE - 9 * MINUTE }))
})
afterEach(() => rig.close())

const PLACE = { project: 'payments', service: 'checkout', environment: 'prod' }
const lock = (forMs: number | null = null) =>
  rig.lock({ actor: bob, input: { ...PLACE, reason: 'smoke', forMs } })
const EVERYWHERE = ['kr', 'us', 'eu']

/** Of the version that ran well before. */
async function rollback() {
  await deployed(rig, aBuild('c', { builtAt: NINE - 9 * MINUTE }))
  return requested(rig, { kind: 'rollback', version: '1.0.c' })
}

test('holds every target of the wave, or stands in every line', async () => {
  const first = await requested(rig)
  const second = await requested(rig, { version: '1.0.b' }, ben)
  expect(await queue(rig, first)).toBe('held')
  expect(await queue(rig, second)).toBe('queued')
  expect(await held(rig, first)).toEqual(EVERYWHERE)
  expect(await held(rig, second)).toEqual([])
  for (const region of EVERYWHERE) expect((await lockOf(rig, region)).queue).toHaveLength(1)
  expect(await cardOf(rig, second.id)).toMatchObject({ wantedVersion: 2 })
  expect((await audited(rig, second.id)).at(-1)).toEqual(['queue-wave', 'queued'])
})

test('asked again it changes nothing and keeps no row', async () => {
  const record = await requested(rig)
  await queue(rig, record)
  const rows = await audited(rig, record.id)
  expect(await queue(rig, record)).toBe('held')
  expect(await audited(rig, record.id)).toEqual(rows)
  expect((await lockOf(rig)).fence).toBe(1)
})

test('not for people, not for nonsense, not for what is unknown, nothing to do for what is over', async () => {
  const { id } = await requested(rig)
  expect(reason(await rig.queueWave({ actor: bob, input: { deployId: id } }))).toBe('not-for-people')
  expect(reason(await rig.queueWave({ actor: system, input: {} }))).toBe('invalid-input')
  expect(reason(await rig.queueWave({ actor: system, input: { deployId: 'none' } }))).toBe('deploy-unknown')
  expect(await audited(rig, 'none')).toEqual([['queue-wave', 'unknown']])
  await rig.withdraw({ actor: bob, input: { deployId: id } })
  const rows = await audited(rig, id)
  expect(await queue(rig, { id })).toBe('over')
  expect(await audited(rig, id)).toEqual(rows)
})

test('the end of one wakes the other, which then holds all', async () => {
  const first = await requested(rig)
  const second = await requested(rig, { version: '1.0.b' }, ben)
  await queue(rig, first)
  await queue(rig, second)
  await woken(rig)
  await rig.withdraw({ actor: bob, input: { deployId: first.id } })
  expect(await woken(rig)).toContain(second.id)
  expect(await queue(rig, second)).toBe('held')
})

test('of a person only the latest waits: the one before is superseded as a whole', async () => {
  const running = await requested(rig, {}, ben)
  await go(rig, running)
  const early = await requested(rig, { version: '1.0.b', regions: ['kr', 'us'] })
  await queue(rig, early)
  const late = await requested(rig, { version: '1.0.c' })
  expect(await queue(rig, late)).toBe('queued')
  expect(await fresh(rig, early.id)).toMatchObject({ state: 'superseded' })
  for (const region of EVERYWHERE) {
    const { queue: line } = await lockOf(rig, region)
    expect(line).toMatchObject([{ requesterId: 'U0BOB', reason: '1.0.c' }])
  }
})

test('a rollback goes before a running deploy, which ends everywhere', async () => {
  const running = await requested(rig)
  await go(rig, running)
  const back = await rollback()
  expect(await queue(rig, back)).toBe('held')
  expect(await fresh(rig, running.id)).toMatchObject({ state: 'superseded', reason: back.id })
  expect(await states(rig, running)).toEqual({ kr: 'superseded', us: 'superseded', eu: 'superseded' })
  expect(await held(rig, back)).toEqual(EVERYWHERE)
  expect((await noticeOf(rig, running.id, 'superseded'))?.payload).toMatchObject({
    values: { by: back.id, kind: 'rollback', because: 'pre-empted' },
    mentions: ['U0BOB'],
  })
})

test('what the pre-empted held elsewhere is left, and who waits there is woken', async () => {
  const running = await requested(rig, { regions: ['kr', 'us'] })
  await go(rig, running)
  const back = await rollback()
  // It is about one region only.
  const waves = back.waves.map((wave) => ({
    ...wave,
    rollouts: wave.rollouts.filter(({ region }) => region === 'kr'),
  }))
  await rig.store.transaction((tx) =>
    tx.deploys.update({ ...back, waves, version: back.version + 1 }, back.version),
  )
  const other = await requested(rig, { version: '1.0.b', regions: ['us'] }, ben)
  expect(await queue(rig, other)).toBe('queued')
  await woken(rig)
  expect(await queue(rig, back)).toBe('held')
  expect(await fresh(rig, running.id)).toMatchObject({ state: 'superseded' })
  expect(await held(rig, other)).toEqual(['us'])
  expect(await woken(rig)).toContain(other.id)
})

test('a running rollback is awaited by the next one, in front of the deploys', async () => {
  const running = await rollback()
  await go(rig, running)
  const back = await requested(rig, { kind: 'rollback', version: '1.0.c' }, ben)
  const waiting = await requested(rig)
  await queue(rig, waiting)
  expect(await queue(rig, back)).toBe('queued')
  expect((await lockOf(rig)).queue).toMatchObject([{ kind: 'rollback' }, { kind: 'deploy' }])
  expect((await fresh(rig, running.id)).state).toBe('running')
})

test('one closed region keeps the whole wave out, and what it held is left', async () => {
  const record = await requested(rig)
  await queue(rig, record)
  await rig.store.transaction(async (tx) => {
    const key = 'payments/checkout/prod/us'
    const was = await tx.locks.get(key)
    const closed = { by: 'U0BEN', reason: 'smoke', since: NINE, expiresAt: NINE + MINUTE }
    await tx.locks.save(key, { ...was, closed, version: was.version + 1 }, was.version)
  })
  expect(await queue(rig, record)).toBe('locked')
  expect(await held(rig, record)).toEqual([])
  for (const region of EVERYWHERE) expect((await lockOf(rig, region)).queue).toEqual([])
  expect(await fresh(rig, record.id)).toMatchObject({
    heldBack: { reason: 'locked', details: { by: 'U0BEN', reason: 'smoke', until: NINE + MINUTE } },
  })
  expect(await noticeOf(rig, record.id, `held-back:locked:${NINE}`)).toMatchObject({
    payload: { news: 'held-back', mentions: ['U0BOB'] },
  })
})

test('what is locked is told once, and unlocking lets it go', async () => {
  const record = await requested(rig)
  await lock()
  expect(await queue(rig, record)).toBe('locked')
  const rows = await audited(rig, record.id)
  expect(await queue(rig, record)).toBe('locked')
  expect(await audited(rig, record.id)).toEqual(rows)
  await woken(rig)
  await rig.unlock({ actor: bob, input: PLACE })
  expect(await woken(rig)).toContain(record.id)
  expect(await queue(rig, record)).toBe('held')
  expect((await fresh(rig, record.id)).heldBack).toBeNull()
})

test('a freeze that is over is not said of what waits in line', async () => {
  const first = await requested(rig)
  await queue(rig, first)
  const second = await requested(rig, { version: '1.0.b' }, ben)
  const heldBack = { reason: 'frozen', details: { reason: 'sale', until: NINE }, next: 'wait' as const }
  await rig.store.transaction((tx) =>
    tx.deploys.update({ ...second, heldBack, version: second.version + 1 }, second.version),
  )
  expect(await queue(rig, second)).toBe('queued')
  expect((await fresh(rig, second.id)).heldBack).toBeNull()
})

test('a lock holds no rollback back', async () => {
  const back = await rollback()
  await lock()
  expect(await queue(rig, back)).toBe('held')
})

test('a lease that ran out costs its holder nothing while nobody wants the place', async () => {
  const record = await requested(rig)
  await go(rig, record)
  rig.clock.now += LOCK_LEASE_MS + 1
  expect(await queue(rig, record)).toBe('held')
  expect((await fresh(rig, record.id)).state).toBe('running')
  expect((await lockOf(rig)).fence).toBe(1)
})
