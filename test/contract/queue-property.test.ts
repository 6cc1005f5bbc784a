import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Priority } from '../../src/domain/message.ts'
import type { ClaimedItem, Store } from '../../src/domain/store.ts'
import { DATABASES } from '../harness/databases.ts'

type Step =
  | { do: 'enqueue'; key: string; inMs: number; priority: Priority }
  | { do: 'claim'; limit: number; dies: boolean }
  | { do: 'complete' | 'release' | 'fail' | 'bury'; nth: number; inMs: number }
  | { do: 'wait'; ms: number }
  | { do: 'restart' }

const inMs = fc.nat(50)
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('enqueue' as const),
    key: fc.constantFrom('a', 'b', 'c'),
    inMs,
    priority: fc.constantFrom<Priority>(0, 1, 2, 3, 4),
  }),
  fc.record({ do: fc.constant('claim' as const), limit: fc.integer({ min: 1, max: 3 }), dies: fc.boolean() }),
  fc.record({ do: fc.constantFrom('complete', 'release', 'fail', 'bury'), nth: fc.nat(3), inMs }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.nat(60) }),
  fc.record({ do: fc.constant('restart' as const) }),
)

/** What the queue has promised so far. */
interface Model {
  now: number
  held: ClaimedItem[]
  /** Keys enqueued since their last claim, and keys claimed by a run that has not ended well. */
  owed: Set<string>
}

async function take(
  store: Store,
  model: Model,
  { limit, dies }: { limit: number; dies: boolean },
): Promise<void> {
  const request = { kinds: ['job'], limit, now: model.now, owner: 'me', leaseMs: dies ? -1 : 600_000 }
  const items = await store.work.claim(request)
  const heldKeys = model.held.map((item) => item.key)
  for (const item of items) {
    expect(heldKeys).not.toContain(item.key)
    expect(item.dueAt).toBeLessThanOrEqual(model.now)
    // The run of a dying claim never ends: it is still owed.
    if (dies) continue
    model.owed.delete(item.key)
    model.held.push(item)
  }
}

async function end(
  store: Store,
  model: Model,
  { nth, ...step }: Step & { nth: number; inMs: number },
): Promise<void> {
  const [item] = model.held.splice(nth % Math.max(1, model.held.length), 1)
  if (!item) return
  if (step.do === 'complete') {
    const expected = model.owed.has(item.key) ? 'again' : 'deleted'
    assert.equal(await store.work.complete(item, 'me'), expected)
    return
  }
  const dueAt = model.now + step.inMs
  if (step.do === 'bury') {
    await store.work.release(item, 'me', { dueAt, error: 'x', dead: true })
    return
  }
  model.owed.add(item.key)
  await store.work.release(item, 'me', step.do === 'fail' ? { dueAt, error: 'x' } : { dueAt })
}

describe.each(DATABASES)('the work queue of $name', ({ create }) => {
  test('loses nothing that was enqueued and never runs a key twice at once', async () => {
    const run = async (steps: Step[]) => {
      const database = await create()
      let store = await database.open()
      const model: Model = { now: 1_000, held: [], owed: new Set() }
      for (const step of steps) {
        if (step.do === 'wait') model.now += step.ms
        else if (step.do === 'claim') await take(store, model, step)
        else if (step.do === 'enqueue') {
          const { key, priority } = step
          await store.transaction((tx) =>
            tx.queue.enqueue('job', key, { dueAt: model.now + step.inMs, priority }),
          )
          model.owed.add(key)
        } else if (step.do === 'restart') {
          await store.close()
          store = await database.open()
          for (const item of model.held.splice(0)) model.owed.add(item.key)
        } else await end(store, model, step)
      }
      for (const item of model.held.splice(0)) await store.work.complete(item, 'me')
      const rest = await store.work.claim({
        kinds: ['job'],
        limit: 99,
        now: model.now + 100,
        owner: 'me',
        leaseMs: 1,
      })
      expect(new Set(rest.map((item) => item.key))).toEqual(model.owed)
      await database.cleanup()
    }
    await fc.assert(fc.asyncProperty(fc.array(anyStep, { maxLength: 50 }), run), { numRuns: 120 })
  })
})
