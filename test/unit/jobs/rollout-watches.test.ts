import { afterEach, beforeEach, expect, test } from 'vitest'
import { createRolloutWatches } from '../../../src/jobs/rollout-watches.ts'
import { givenChange, givenTarget, givenWorkload } from '../../harness/given-deploy.ts'
import { openTestStore, type TestStore } from '../../harness/store.ts'
import { createTestClock } from '../../harness/test-clock.ts'
import { until } from '../../harness/until.ts'

let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
})
afterEach(() => opened.close())

function watching() {
  const clock = createTestClock()
  const state = { tell: (_uid: string) => {}, watches: 0, stops: 0 }
  const watches = createRolloutWatches({
    clock,
    store: opened.store,
    onError: (error) => {
      throw error
    },
    deployer: {
      watch(_place, onChange) {
        state.watches += 1
        state.tell = onChange
        const look = () => ({ outcome: 'unseen', code: 'watching', message: '' }) as const
        return { look, stop: () => void (state.stops += 1) }
      },
    },
  })
  const due = async () => {
    const claim = { kinds: ['reconcile-rollout'], limit: 9, now: clock.now(), owner: 'test', leaseMs: 60_000 }
    const items = await opened.store.work.claim(claim)
    for (const item of items) await opened.store.work.complete(item, 'test')
    return items.map(({ key }) => key)
  }
  return { clock, state, watches, due }
}
const at = (uid: string) =>
  givenTarget('kr1', { workloads: [givenWorkload({ change: givenChange({ uid }) })] })

test('one watch a rollout, and changes of its own workloads only wake it', async () => {
  const { clock, state, watches, due } = watching()
  expect(watches.of(at('mine'))).toBe(watches.of(at('mine')))
  expect(state.watches).toBe(1)
  state.tell('other')
  await clock.advance(200)
  expect(await due()).toEqual([])
  for (let times = 0; times < 5; times++) state.tell('mine')
  await clock.advance(200)
  expect(await until('a wish to look', async () => (await due())[0])).toBe('rollout-kr1')
})

test('a workload that was recreated and planned again is listened to', async () => {
  const { clock, state, watches, due } = watching()
  watches.of(at('mine'))
  watches.of(at('recreated'))
  state.tell('recreated')
  await clock.advance(200)
  expect(await until('a wish to look', async () => (await due())[0])).toBe('rollout-kr1')
  watches.forget('rollout-kr1')
  expect([state.stops, watches.count()]).toEqual([1, 0])
})
