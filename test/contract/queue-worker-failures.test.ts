import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Job } from '../../src/jobs/job.ts'
import { DATABASES } from '../harness/databases.ts'
import { createBench, eventually, gate, type Bench } from './queue-worker-bench.ts'

describe.each(DATABASES)('a worker on $name in trouble', ({ create }) => {
  let bench: Bench
  const job = (run: Job['run'], change: Partial<Job> = {}): Job => ({
    kind: 'job',
    concurrency: 2,
    run,
    ...change,
  })
  const nextIn = async () => ((await bench.store.work.nextDueAt(['job'])) ?? Infinity) - bench.clock.now()
  const outcomesAre = (count: number) =>
    eventually(() => bench.outcomes.length === count, `${String(count)} runs`)

  beforeEach(async () => void (bench = await createBench(await create())))
  afterEach(() => bench.end())

  test('a throw is tried again later and later, and buried after 20 attempts', async () => {
    bench.start([
      job(() => {
        throw new Error('broken as ever')
      }),
    ])
    await bench.enqueue('a')
    const delays: number[] = []
    for (let attempt = 1; attempt < 20; attempt++) {
      await outcomesAre(attempt)
      delays.push(await nextIn())
      await sleep(3)
      await bench.clock.advance(delays.at(-1) ?? 0)
    }
    await outcomesAre(20)
    expect(delays[0]).toBeLessThanOrEqual(1_000)
    expect(delays[5]).toBeGreaterThan(10_000)
    expect(Math.max(...delays)).toBeLessThanOrEqual(300_000)
    expect(bench.outcomes.at(-1)).toBe('job dead')
    expect(await bench.store.work.dead(5)).toEqual([
      { kind: 'job', key: 'a', attempts: 20, error: 'broken as ever' },
    ])
    expect(bench.logged.at(-1)).toBe('error: running work: given up')
  })

  test('an error that names its delay is tried then, and never buried', async () => {
    bench.start([job(() => Promise.reject(Object.assign(new Error('busy'), { retryAfterMs: 700 })))])
    await bench.enqueue('a')
    for (let attempt = 1; attempt <= 22; attempt++) {
      await outcomesAre(attempt)
      expect(await nextIn()).toBe(700)
      await sleep(3)
      await bench.clock.advance(700)
    }
    expect(await bench.store.work.dead(5)).toEqual([])
  })

  test('one broken key holds up no other', async () => {
    const done: string[] = []
    bench.start([
      job(async (item) => {
        if (item.key === 'broken') throw new Error('no')
        done.push(item.key)
        return { done: true }
      }),
    ])
    for (const key of ['broken', 'b', 'c', 'd']) await bench.enqueue(key)
    await eventually(() => done.length === 3)
    expect(done.toSorted()).toEqual(['b', 'c', 'd'])
  })

  test('stop lets what runs end, and starts nothing more', async () => {
    const door = gate()
    let runs = 0
    const worker = bench.start([
      job(async () => {
        runs += 1
        await door.opened
        return { done: true }
      }),
    ])
    await bench.enqueue('a')
    await eventually(() => worker.running() === 1)
    const stopped = worker.stop()
    await bench.enqueue('b')
    await sleep(10)
    door.open()
    await stopped
    expect(runs).toBe(1)
    expect(await bench.store.work.stats(bench.clock.now())).toMatchObject([{ waiting: 1, running: 0 }])
  })

  test('a run that ends because of the stop is given back without counting', async () => {
    const worker = bench.start([
      job((_, signal) => bench.clock.sleep(60_000, signal).then(() => ({ done: true }))),
    ])
    await bench.enqueue('a')
    await eventually(() => worker.running() === 1)
    await worker.stop()
    expect(bench.outcomes).toEqual(['job interrupted'])
    expect(await nextIn()).toBe(0)
  })

  test('stop does not wait for ever', async () => {
    const worker = bench.start([job(() => new Promise(() => undefined))], { drainMs: 500 })
    await bench.enqueue('a')
    await eventually(() => worker.running() === 1)
    const stopped = worker.stop()
    await sleep(5)
    await bench.clock.advance(500)
    await stopped
    expect(bench.logged).toContain('warn: stopping the worker: still running')
  })

  test('an outcome that the store cannot take is recorded when it can again', async () => {
    let refusals = 2
    const { work } = bench.store
    const complete: typeof work.complete = async (item, owner) => {
      if (refusals-- > 0) throw new Error('disk full')
      return work.complete(item, owner)
    }
    bench.start([job(async () => ({ done: true }))], {
      store: { ...bench.store, work: { ...work, complete } },
    })
    await bench.enqueue('a')
    for (const refused of [1, 2]) {
      await eventually(() => bench.logged.length === refused)
      await sleep(3)
      await bench.clock.advance(1_000)
    }
    await outcomesAre(1)
    expect(await work.stats(0)).toEqual([])
  })

  test('heartbeats keep a long run leased', async () => {
    const door = gate()
    const worker = bench.start([job(() => door.opened.then(() => ({ done: true })))], { leaseMs: 90 })
    await bench.enqueue('a')
    await eventually(() => worker.running() === 1)
    for (let i = 0; i < 8; i++) {
      await sleep(20)
      await bench.clock.advance(30)
    }
    const rival = { kinds: ['job'], limit: 1, now: bench.clock.now(), owner: 'rival', leaseMs: 1_000 }
    expect(await bench.store.work.claim(rival)).toEqual([])
    door.open()
  })
})
