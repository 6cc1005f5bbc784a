import { afterEach, beforeEach, expect, test } from 'vitest'
import { createThreadRig, MINUTE, type ThreadRig } from './thread-rig.ts'

let rig: ThreadRig
beforeEach(async () => {
  rig = await createThreadRig()
})
afterEach(() => rig.close())

test('a thread takes alerts until all of its own were over for half an hour', async () => {
  const startsAt = await rig.send({ pod: 'a' })
  const first = await rig.onlyThread()
  expect(first).toMatchObject({ channel: 'C0PAY', teamId: 'payments', quietSince: null })
  await rig.clock.advance(5 * MINUTE)
  await rig.send({ pod: 'a', status: 'resolved', startsAt })
  const quietSince = rig.clock.now()
  expect(await rig.onlyThread()).toMatchObject({ id: first.id, quietSince })
  await rig.clock.advance(30 * MINUTE - 1)
  const again = await rig.send({ pod: 'a' })
  expect(await rig.onlyThread()).toMatchObject({ id: first.id, quietSince: null })
  await rig.send({ pod: 'a', status: 'resolved', startsAt: again })
  await rig.clock.advance(30 * MINUTE)
  await rig.send({ pod: 'b' })
  expect((await rig.onlyThread()).id).not.toBe(first.id)
  const closed = await rig.store.read((reads) => reads.threads.get(first.id))
  expect(closed?.closedAt).toBe(rig.clock.now())
})

test('after a day new alerts get a new thread; what still fires ends on the old card', async () => {
  const startsAt = await rig.send({ pod: 'a' })
  const old = await rig.onlyThread()
  await rig.clock.advance(24 * 60 * MINUTE)
  await rig.send({ pod: 'a', startsAt })
  expect((await rig.onlyThread()).id).toBe(old.id)
  await rig.send({ pod: 'b' })
  const young = await rig.onlyThread()
  expect(young.id).not.toBe(old.id)
  const before = await rig.store.read((reads) => reads.cards.get(`alert-thread:${old.id}`))
  await rig.send({ pod: 'a', status: 'resolved', startsAt })
  const after = await rig.store.read((reads) => reads.cards.get(`alert-thread:${old.id}`))
  expect(after?.wantedVersion).toBe((before?.wantedVersion ?? 0) + 1)
  expect(await rig.store.read((reads) => reads.threads.get(old.id))).toMatchObject({
    quietSince: rig.clock.now(),
  })
})

test('what is over when it is heard of opens no second thread', async () => {
  const startsAt = await rig.send({ pod: 'a' })
  await rig.send({ pod: 'a', status: 'resolved', startsAt })
  const { id } = await rig.onlyThread()
  await rig.clock.advance(60 * MINUTE)
  await rig.send({ pod: 'b', status: 'resolved', startsAt })
  expect(await rig.onlyThread()).toMatchObject({ id })
  expect(await rig.episodesOf(await rig.onlyThread())).toHaveLength(2)
})
