import { afterEach, beforeEach, expect, test } from 'vitest'
import { createThreadRig, MINUTE, type ThreadRig } from './thread-rig.ts'

let rig: ThreadRig
beforeEach(async () => {
  rig = await createThreadRig()
})
afterEach(() => rig.close())

test('joins and re-fires of a standing thread are told in one reply', async () => {
  const startsAt = await rig.send({ pod: 'a' })
  const id = await rig.standing()
  await rig.clock.advance(30_000)
  await rig.send({ pod: 'early' })
  expect(await rig.replies()).toEqual([])
  await rig.clock.advance(30_000)
  await rig.send({ pod: 'b' }, { pod: 'a', status: 'resolved', startsAt })
  await rig.clock.advance(10_000)
  await rig.send({ pod: 'a' })
  const [reply, ...more] = await rig.replies()
  expect(more).toEqual([])
  expect(reply).toMatchObject({ key: `joined:${id}:1`, channel: 'C0PAY', threadCardId: `alert-thread:${id}` })
  const { episodeIds, refiredIds, mention } = (reply?.payload ?? {}) as Record<string, string[] | undefined>
  expect([episodeIds?.length, refiredIds?.length, mention]).toEqual([2, 1, false])
  expect(await rig.store.work.nextDueAt(['send-notice'])).toBe(rig.clock.now() - 10_000 + MINUTE)
})

test('a critical one hurries and mentions, but not again within five minutes', async () => {
  await rig.send({ pod: 'a' })
  const id = await rig.standing()
  await rig.clock.advance(5 * MINUTE)
  await rig.send({ pod: 'b' })
  await rig.send({ pod: 'c', severity: 'critical' })
  expect(await rig.replies()).toMatchObject([{ priority: 1, payload: { mention: true } }])
  expect(await rig.store.work.nextDueAt(['send-notice'])).toBe(rig.clock.now() + 5000)
  expect(await rig.onlyThread()).toMatchObject({ mentionedAt: rig.clock.now() })
  await rig.store.transaction(async (tx) => {
    const notice = await tx.notices.get(`joined:${id}:1`)
    if (notice) await tx.notices.save({ ...notice, state: 'shown' }, { state: 'pending', attemptKey: null })
  })
  await rig.clock.advance(2 * MINUTE)
  await rig.send({ pod: 'd', severity: 'critical' })
  expect(await rig.replies()).toMatchObject([{ payload: { mention: false } }])
})

test('what fires again is told also while the thread is young', async () => {
  const startsAt = await rig.send({ pod: 'a', severity: 'critical' })
  await rig.standing()
  await rig.clock.advance(5_000)
  await rig.send({ pod: 'a', severity: 'critical', status: 'resolved', startsAt })
  await rig.clock.advance(5_000)
  await rig.send({ pod: 'a', severity: 'critical' })
  expect(await rig.replies()).toMatchObject([
    { payload: { refiredIds: [expect.any(String)], mention: false } },
  ])
  expect(await rig.store.work.nextDueAt(['send-notice'])).toBe(rig.clock.now() + 5_000)
})

test('a sender that only moves the start is no news', async () => {
  await rig.send({ pod: 'a' })
  await rig.standing()
  await rig.clock.advance(10 * MINUTE)
  await rig.send({ pod: 'a' })
  expect(await rig.replies()).toEqual([])
})

test('nothing is replied while the root post does not stand', async () => {
  await rig.send({ pod: 'a' })
  await rig.clock.advance(10 * MINUTE)
  await rig.send({ pod: 'b', severity: 'critical' })
  expect(await rig.replies()).toEqual([])
})

test('a reply that Slack did not take yet gathers what joins meanwhile', async () => {
  await rig.send({ pod: 'a' })
  const id = await rig.standing()
  for (const pod of ['b', 'c', 'd']) {
    await rig.clock.advance(5 * MINUTE)
    await rig.send({ pod })
    await rig.store.transaction(async (tx) => {
      const notice = await tx.notices.get(`joined:${id}:1`)
      if (!notice) throw new Error('there is no reply')
      const failed = { ...notice, failures: notice.failures + 1, problem: 'ECONNREFUSED' }
      await tx.notices.save(failed, { state: 'pending', attemptKey: null })
    })
  }
  const [reply, ...more] = await rig.replies()
  expect(more).toEqual([])
  expect(reply?.payload['episodeIds']).toHaveLength(3)
})
