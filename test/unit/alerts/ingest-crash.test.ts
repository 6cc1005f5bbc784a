import { expect, test } from 'vitest'
import { createIntakeRig } from '../../harness/intake.ts'
import { verdictOfError } from '../../../src/jobs/worker-verdict.ts'
import { createExpireDeliveries } from '../../../src/jobs/expire-deliveries.ts'

const ALERTS = 450

function bodyOf(count: number) {
  return {
    alerts: Array.from({ length: count }, (_, index) => ({
      status: 'firing',
      labels: { alertname: 'X', namespace: `ns-${index % 7}`, pod: `pod-${index}` },
      startsAt: '2026-11-21T08:00:00Z',
      fingerprint: `f-${index}`,
    })),
  }
}

test('an interrupted delivery goes on where it was, and nothing is taken in twice', async () => {
  const rig = await createIntakeRig()
  await rig.receive('grafana', bodyOf(ALERTS))
  const claim = { kinds: ['ingest-alerts'], limit: 1, now: rig.clock.now(), owner: 'first', leaseMs: 60_000 }
  const [item] = await rig.store.work.claim(claim)
  if (!item) throw new Error('nothing was claimed')
  const episodes = async () => (await rig.store.read((reads) => reads.episodes.firing({}))).length

  const counts: number[] = []
  for (;;) {
    // Dies after a piece: the run is stopped as soon as one more piece is committed.
    const dying = new AbortController()
    const before = await episodes()
    const watch = setInterval(
      () => void episodes().then((now) => now > before && dying.abort(new Error('killed'))),
      0,
    )
    const ended = await rig.job.run(item, dying.signal).then(
      () => true,
      () => false,
    )
    clearInterval(watch)
    counts.push(await episodes())
    if (ended) break
  }
  expect(counts.length).toBeGreaterThan(1)
  expect(counts.at(-1)).toBe(ALERTS)
  // Once more from the beginning, as after a lost completion.
  await rig.store.transaction((tx) => tx.deliveries.advance(item.key, 0))
  await rig.job.run(item, new AbortController().signal)
  expect(await episodes()).toBe(ALERTS)
  expect(await rig.threads()).toHaveLength(7)
  await rig.close()
})

test('a body that cannot be read any more fails with its reason instead of vanishing', async () => {
  const rig = await createIntakeRig()
  const delivery = {
    id: 'broken',
    sourceKind: 'grafana' as const,
    source: 'main',
    receivedAt: 1,
    alertCount: 1,
  }
  await rig.store.transaction(async (tx) => {
    await tx.deliveries.insert({ ...delivery, body: Buffer.from('{}'), cursor: 0, truncatedAlerts: 0 }, [])
  })
  const item = { kind: 'ingest-alerts', key: 'broken', generation: 1, attempts: 0, dueAt: 1 }
  const run = rig.job.run(item, new AbortController().signal)
  const error: unknown = await run.catch((thrown: unknown) => thrown)
  expect(String(error)).toMatch(/reading delivery broken: this body is no Grafana/)
  expect(verdictOfError(error, item, 5)).toMatchObject({ outcome: 'dead', next: { dead: true } })
  await rig.close()
})

test('a delivery that has expired is done', async () => {
  const rig = await createIntakeRig()
  const item = { kind: 'ingest-alerts', key: 'gone', generation: 1, attempts: 0, dueAt: 1 }
  expect(await rig.job.run(item, new AbortController().signal)).toEqual({ done: true })
  await rig.close()
})

test('worked deliveries past their time are deleted with their audit, and the next look is a day later', async () => {
  const rig = await createIntakeRig()
  const received: string[] = []
  rig.store.onEnqueued((items) =>
    received.push(...items.filter(({ kind }) => kind === 'ingest-alerts').map(({ key }) => key)),
  )
  for (let index = 0; index < 120; index++) await rig.receive('grafana', bodyOf(1))
  await rig.ingest()
  await rig.receive('grafana', bodyOf(1))
  const now = rig.clock.now() + 8 * 86_400_000
  const job = createExpireDeliveries({
    store: rig.store,
    now: () => now,
    deliveryRetentionMs: 7 * 86_400_000,
  })
  const item = { kind: 'expire-deliveries', key: 'daily', generation: 1, attempts: 0, dueAt: now }
  expect(await job.run(item, new AbortController().signal)).toEqual({ again: now + 86_400_000 })
  const left = await rig.store.transaction((tx) => tx.deliveries.perSource())
  expect(left).toHaveLength(1)
  expect(await rig.store.work.stats(now)).toMatchObject([
    { kind: 'ingest-alerts', waiting: 1 },
    { kind: 'show-card' },
  ])
  const audit = (id = '') => rig.store.read((reads) => reads.audit.ofSubject(id))
  expect(await audit(received[0])).toEqual([])
  expect(await audit(received.at(-1))).toMatchObject([{ operation: 'receive-alerts' }])
  await rig.close()
})
