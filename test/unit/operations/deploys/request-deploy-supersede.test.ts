import { afterEach, beforeEach, expect, test } from 'vitest'
import { MINUTE, NINE } from '../../../harness/given.ts'
import { aBuild, approvalsOf, builds, cardOf, deployed, noticeOf, requested, stored } from './given.ts'
import { ben, bob, openRig, type Rig } from './rig.ts'

const older = aBuild('b', { builtAt: NINE - 9 * MINUTE })

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
  await builds(rig, aBuild('a'), older)
})
afterEach(() => rig.close())

test('my earlier wish that has not begun ends, with its approval, and says why', async () => {
  const first = await requested(rig)
  const second = await requested(rig, { version: '1.0.b' })
  expect(await stored(rig, first.id)).toMatchObject({
    state: 'superseded',
    reason: second.id,
    finishedAt: NINE,
  })
  expect(await approvalsOf(rig, first.id)).toMatchObject([{ state: 'withdrawn' }])
  expect(await cardOf(rig, first.id)).toMatchObject({ wantedVersion: 2 })
  expect(await noticeOf(rig, first.id, 'superseded')).toMatchObject({
    payload: {
      news: 'superseded',
      values: { by: second.id, name: '1.0.b', because: 'replaced' },
      mentions: [],
    },
  })
  expect(await approvalsOf(rig, second.id)).toMatchObject([{ state: 'waiting' }])
})

test('the wish of somebody else, of another environment or of another service goes on', async () => {
  const others = [
    await requested(rig, {}, ben),
    await requested(rig, { environment: 'alpha' }),
    await deployed(rig, aBuild('c', { service: 'api' }), {
      state: 'requested',
      requesterId: 'U0BOB',
      waves: [],
      finishedAt: null,
    }),
  ]
  await requested(rig)
  for (const { id, state } of others) expect(await stored(rig, id)).toMatchObject({ state })
})

test('what has begun goes on', async () => {
  const running = await deployed(rig, older, { state: 'running', requesterId: 'U0BOB' })
  await requested(rig)
  expect(await stored(rig, running.id)).toMatchObject({ state: 'running' })
})

test('a rollback ends what waits, whoever asked, and mentions them', async () => {
  await deployed(rig, older)
  const theirs = await requested(rig, {}, ben)
  const running = await deployed(rig, aBuild('a'), { state: 'running' })
  const back = await requested(rig, { kind: 'rollback', version: older.digest })
  expect(await stored(rig, theirs.id)).toMatchObject({ state: 'superseded', reason: back.id })
  expect(await noticeOf(rig, theirs.id, 'superseded')).toMatchObject({
    payload: { values: { kind: 'rollback', because: 'pre-empted' }, mentions: ['U0BEN'] },
  })
  expect(await stored(rig, running.id)).toMatchObject({ state: 'running' })
  expect(await stored(rig, back.id)).toMatchObject({ state: 'requested', undoes: running.id })
})

test('a second rollback replaces my first one, not one of somebody else', async () => {
  await deployed(rig, older)
  const theirs = await requested(rig, { kind: 'rollback', version: older.digest }, ben)
  const first = await requested(rig, { kind: 'rollback', version: older.digest }, bob)
  const second = await requested(rig, { kind: 'rollback', version: older.digest }, bob)
  expect(await stored(rig, theirs.id)).toMatchObject({ state: 'requested' })
  expect(await stored(rig, first.id)).toMatchObject({ state: 'superseded', reason: second.id })
})

test('a deploy does not end a rollback that waits', async () => {
  await deployed(rig, older)
  const back = await requested(rig, { kind: 'rollback', version: older.digest })
  await requested(rig)
  expect(await stored(rig, back.id)).toMatchObject({ state: 'requested' })
})
