import { expect, test } from 'vitest'
import { PRIORITY } from '../../src/domain/message.ts'
import { createWorkNumbers } from '../../src/queries/work-numbers.ts'
import { openTestStore } from '../harness/store.ts'
import { aRecord } from '../unit/queries/deploys/given-deploys.ts'

test('depth, age, running and dead work, and messages that wait for somebody', async () => {
  const { store, close } = await openTestStore()
  const now = Date.now()
  await store.transaction(async (tx) => {
    await tx.queue.enqueue('ingest-alerts', 'd1', { dueAt: now - 5_000 })
    await tx.queue.enqueue('post-digests', 'tick', { dueAt: now + 60_000 })
    const card = {
      kind: 'alert-thread',
      channel: 'C1',
      priority: PRIORITY.normal,
      dueAt: now - 90_000,
    } as const
    await tx.cards.want({ ...card, id: 'alert-thread:t1', subject: 't1' })
    const shown = await tx.cards.want({ ...card, id: 'alert-thread:t2', subject: 't2' })
    const parked = { ...shown, state: 'parked' as const, problem: 'is_archived' }
    await tx.cards.save(parked, { state: shown.state, attemptKey: null })
  })
  const claim = { kinds: ['show-card'], limit: 1, now, owner: 'test', leaseMs: 60_000 }
  const [item] = await store.work.claim(claim)
  if (item) await store.work.release(item, 'test', { dueAt: now, error: 'broke', dead: true })
  const { queue, outbox } = await createWorkNumbers({ store, now: () => now })()
  expect(queue).toEqual([
    { kind: 'ingest-alerts', waiting: 1, due: 1, running: 0, dead: 0, oldestAgeSeconds: 5 },
    { kind: 'post-digests', waiting: 1, due: 0, running: 0, dead: 0, oldestAgeSeconds: 0 },
    { kind: 'show-card', waiting: 1, due: 1, running: 0, dead: 1, oldestAgeSeconds: 90 },
  ])
  expect(outbox).toEqual({ waiting: 1, oldestAgeSeconds: 90, parked: 1 })
  await close()
})

test('a message that waits for its turn in Slack ages, though its work is under way', async () => {
  const { store, close } = await openTestStore()
  const now = Date.now()
  await store.transaction((tx) => tx.queue.enqueue('show-card', 'c1', { dueAt: now - 90_000 }))
  await store.work.claim({ kinds: ['show-card'], limit: 1, now, owner: 'test', leaseMs: 60_000 })
  const { outbox } = await createWorkNumbers({ store, now: () => now })()
  expect(outbox).toEqual({ waiting: 1, oldestAgeSeconds: 90, parked: 0 })
  await close()
})

test('rollouts under way, of deploys that are not over', async () => {
  const { store, close } = await openTestStore()
  await store.transaction(async (tx) => {
    const rollouts = { kr: 'succeeded', us: 'running', eu: 'running', jp: 'waiting' } as const
    await tx.deploys.insert(aRecord({ id: 'd1', state: 'running', rollouts }))
    await tx.deploys.insert(aRecord({ id: 'd2', state: 'failed', rollouts: { kr: 'failed' } }))
  })
  const { rolloutsRunning } = await createWorkNumbers({ store, now: Date.now })()
  expect(rolloutsRunning).toBe(2)
  await close()
})
