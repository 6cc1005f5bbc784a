import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Job } from '../../src/jobs/job.ts'
import { DATABASES } from '../harness/databases.ts'
import { createBench, eventually, gate, type Bench } from './queue-worker-bench.ts'

describe.each(DATABASES)('a worker on $name', ({ create }) => {
  let bench: Bench
  let ran: string[]
  const job = (change: Partial<Job> = {}): Job => ({
    kind: 'job',
    concurrency: 4,
    async run(item) {
      ran.push(item.key)
      return { done: true }
    },
    ...change,
  })

  beforeEach(async () => {
    ran = []
    bench = await createBench(await create())
  })
  afterEach(() => bench.end())

  test('runs what is due at the start, and what is enqueued within 20 ms of the commit', async () => {
    await bench.enqueue('before')
    bench.start([job()])
    await eventually(() => ran.includes('before'))
    const delays: number[] = []
    for (let i = 0; i < 20; i++) {
      await bench.enqueue(`now-${String(i)}`)
      const committed = performance.now()
      await eventually(() => ran.includes(`now-${String(i)}`))
      delays.push(performance.now() - committed)
    }
    expect(delays.toSorted((a, b) => a - b)[10]).toBeLessThan(20)
    await eventually(async () => (await bench.store.work.stats(0)).length === 0)
  })

  test('waits for the due time, and not by asking again and again', async () => {
    bench.start([job()])
    await bench.enqueue('later', 5_000)
    await bench.enqueue('sooner', 1_000)
    await bench.clock.advance(999)
    await sleep(5)
    expect(ran).toEqual([])
    await bench.clock.advance(1)
    await eventually(() => ran.length === 1)
    await eventually(async () => (await bench.store.work.stats(0))[0]?.waiting === 1)
    await sleep(5)
    await bench.clock.advance(4_000)
    await eventually(() => ran.length === 2)
    expect(ran).toEqual(['sooner', 'later'])
  })

  test('asks an idle store nothing between resyncs', async () => {
    let asked = 0
    const { work } = bench.store
    const counting = {
      ...work,
      claim: (request: Parameters<typeof work.claim>[0]) => (asked++, work.claim(request)),
    }
    bench.start([job()], { store: { ...bench.store, work: counting } })
    await eventually(() => asked === 1)
    await bench.clock.advance(29_999)
    await sleep(20)
    expect(asked).toBe(1)
    await bench.clock.advance(1)
    await eventually(() => asked === 2)
  })

  test('the resync finds what no event announced', async () => {
    bench.start([job()], { store: { ...bench.store, onEnqueued: () => () => undefined } })
    await sleep(10)
    await bench.enqueue('unheard')
    await sleep(10)
    expect(ran).toEqual([])
    await bench.clock.advance(30_000)
    await eventually(() => ran.includes('unheard'))
  })

  test('keeps to the concurrency of each kind, urgent first, and never runs a key twice at once', async () => {
    const door = gate()
    let most = 0
    let now = 0
    const slow = job({
      concurrency: 2,
      async run(item) {
        ran.push(item.key)
        now += 1
        most = Math.max(most, now)
        await door.opened
        now -= 1
        return { done: true }
      },
    })
    bench.start([slow, job({ kind: 'other' })])
    for (const key of ['a', 'b']) await bench.enqueue(key)
    await eventually(() => ran.length === 2)
    for (const key of ['c', 'd']) await bench.enqueue(key)
    await bench.enqueue('urgent', 0, { priority: 0 })
    await bench.enqueue('x', 0, { kind: 'other' })
    await eventually(() => ran.includes('x'))
    await bench.enqueue('a')
    door.open()
    await eventually(() => ran.length === 7)
    expect(most).toBe(2)
    expect(ran[3]).toBe('urgent')
    expect(ran.filter((key) => key === 'a')).toHaveLength(2)
  })

  test('again: is looked at again at its time, which is no failure', async () => {
    let left = 2
    const repeating = job({
      async run(item) {
        ran.push(`${item.key}/${String(item.attempts)}`)
        return left-- > 0 ? { again: bench.clock.now() + 100 } : { done: true }
      },
    })
    bench.start([repeating])
    await bench.enqueue('a')
    for (const runs of [1, 2, 3]) {
      await eventually(() => ran.length === runs && bench.outcomes.length === runs)
      await sleep(5)
      await bench.clock.advance(100)
    }
    expect(ran).toEqual(['a/0', 'a/0', 'a/0'])
    expect(bench.outcomes).toEqual(['job again', 'job again', 'job done'])
  })

  test('enqueued again and again while it runs: never twice at once, and a run follows the last enqueue', async () => {
    let now = 0
    let most = 0
    let enqueued = 0
    let seen = 0
    const busy = job({
      async run() {
        now += 1
        most = Math.max(most, now)
        seen = enqueued
        if (seen % 2 === 0) await new Promise((resolve) => setImmediate(resolve))
        now -= 1
        return seen % 3 === 0 ? { again: bench.clock.now() } : { done: true }
      },
    })
    bench.start([busy])
    for (let i = 0; i < 400; i++) {
      enqueued += 1
      await bench.enqueue('a')
    }
    enqueued += 1
    await bench.enqueue('a')
    await eventually(async () => (await bench.store.work.stats(0)).length === 0)
    expect(seen).toBe(enqueued)
    expect(most).toBe(1)
  })

  test('tells the job when a running key becomes more urgent, once per step', async () => {
    const door = gate()
    const told: string[] = []
    const slow = job({
      run: async () => door.opened.then(() => ({ done: true as const })),
      reprioritise: (key, priority) => void told.push(`${key} ${String(priority)}`),
    })
    const worker = bench.start([slow])
    await bench.enqueue('a', 0, { priority: 3 })
    await eventually(() => worker.running() === 1)
    for (const priority of [4, 3, 1, 1, 0] as const) await bench.enqueue('a', 0, { priority })
    expect(told).toEqual(['a 1', 'a 0'])
    door.open()
  })
})
