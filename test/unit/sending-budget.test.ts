import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { slackLimits } from '../../src/domain/budget-limits.ts'
import { PRIORITY, type Priority } from '../../src/domain/message.ts'
import { createBudget } from '../../src/jobs/sending-budget.ts'
import { createTestClock } from '../harness/test-clock.ts'

const METHOD = 'chat.postMessage'
const MINUTE = 60_000

function start(postsPerMinute = 300) {
  const clock = createTestClock()
  const startedAt = clock.now()
  const budget = createBudget(clock, slackLimits({ postsPerMinute }))
  const granted: { key: string; at: number }[] = []
  const ask = (channel: string, key: string, priority: Priority = PRIORITY.normal) =>
    void budget
      .acquire({ method: METHOD, channel, priority, key })
      .then(() => granted.push({ key, at: clock.now() - startedAt }))
  return { clock, budget, granted, ask, keys: () => granted.map(({ key }) => key) }
}

describe('the budget for Slack', () => {
  test('begins empty: a restart gives nothing for free', async () => {
    const { clock, granted, ask } = start()
    for (let n = 0; n < 5; n++) ask('C1', `k${n}`, PRIORITY.answer)
    await clock.advance(1000)
    expect(granted).toHaveLength(0)
    await clock.advance(2200)
    expect(granted).toHaveLength(3)
  })

  test('a channel that was quiet since the start may burst', async () => {
    const { clock, granted, ask } = start()
    await clock.advance(MINUTE)
    for (let n = 0; n < 5; n++) ask('C1', `k${n}`)
    await clock.advance(1)
    expect(granted).toHaveLength(3)
  })

  test('one noisy channel delays no other', async () => {
    const { clock, granted, ask } = start()
    await clock.advance(MINUTE)
    for (let n = 0; n < 300; n++) ask('C1', `noisy${n}`, PRIORITY.critical)
    await clock.advance(5000)
    ask('C2', 'quiet')
    await clock.advance(1)
    expect(granted.some(({ key }) => key === 'quiet')).toBe(true)
  })

  test('critical goes first, otherwise first come first served; who waits can be moved forward', async () => {
    const { clock, budget, ask, keys } = start()
    ask('C1', 'a')
    ask('C1', 'b')
    ask('C1', 'c', PRIORITY.critical)
    ask('C1', 'd')
    budget.reprioritise('d', PRIORITY.answer)
    await clock.advance(10_000)
    expect(keys()).toEqual(['d', 'c', 'a', 'b'])
  })

  test('outcomes get 30 % while critical ones never end', async () => {
    const { clock, ask, keys } = start()
    for (let n = 0; n < 100; n++) {
      ask('C1', `critical${n}`, PRIORITY.critical)
      ask('C1', `outcome${n}`, PRIORITY.outcome)
    }
    await clock.advance(42_000)
    const outcomes = keys().filter((key) => key.startsWith('outcome'))
    expect(outcomes.length / keys().length).toBeCloseTo(0.3, 1)
  })

  test('an answer finds a token although the burst is spent on others', async () => {
    const { clock, ask, keys } = start()
    await clock.advance(MINUTE)
    for (let n = 0; n < 50; n++) ask(`C${n}`, `k${n}`)
    await clock.advance(1)
    ask('C100', 'answer', PRIORITY.answer)
    await clock.advance(1)
    expect(keys().at(-1)).toBe('answer')
  })

  test('a channel that got a 429 rests; the others go on', async () => {
    const { clock, budget, ask, granted } = start()
    await clock.advance(MINUTE)
    budget.penalise(METHOD, 'C1', 30_000)
    ask('C1', 'limited')
    ask('C2', 'free')
    await clock.advance(29_999)
    expect(granted.map(({ key }) => key)).toEqual(['free'])
    await clock.advance(1)
    expect(granted.at(-1)?.key).toBe('limited')
  })

  test('an abandoned wait takes no token and an unused one comes back', async () => {
    const { clock, budget, ask, keys } = start()
    const stopping = new AbortController()
    const left = budget.acquire({ method: METHOD, channel: 'C1', priority: 1, key: 'left' }, stopping.signal)
    stopping.abort(new Error('stopping'))
    await expect(left).rejects.toThrow('stopping')
    ask('C1', 'first')
    await clock.advance(4200)
    budget.giveBack({ method: METHOD, channel: 'C1' })
    for (const key of ['a', 'b', 'c']) ask('C1', key)
    await clock.advance(1)
    expect(keys()).toEqual(['first', 'a', 'b', 'c'])
  })
})

describe('property', () => {
  test('no window of any length holds more than Slack allows', async () => {
    const arrivals = fc.array(
      fc.record({
        afterMs: fc.nat(3000),
        channel: fc.nat(3),
        priority: fc.constantFrom<Priority>(0, 1, 2, 3, 4),
      }),
      { minLength: 1, maxLength: 120 },
    )
    await fc.assert(
      fc.asyncProperty(arrivals, async (asked) => {
        const { clock, granted, ask } = start(120)
        for (const [n, { afterMs, channel, priority }] of asked.entries()) {
          await clock.advance(afterMs)
          ask(`C${channel}`, `C${channel}:${n}`, priority)
        }
        await clock.advance(10 * MINUTE)
        expect(granted).toHaveLength(asked.length)
        expect(
          excess(
            granted.map(({ at }) => at),
            { perMs: 2 / 1000, burst: 10 },
          ),
        ).toBe(false)
        for (const channel of ['C0:', 'C1:', 'C2:', 'C3:']) {
          const times = granted.filter(({ key }) => key.startsWith(channel)).map(({ at }) => at)
          expect(excess(times, { perMs: 1 / 1000, burst: 4 })).toBe(false)
        }
      }),
      { numRuns: 60 },
    )
  })
})

function excess(times: number[], { perMs, burst }: { perMs: number; burst: number }): boolean {
  return times.some((from, first) =>
    times.slice(first).some((to, count) => count + 1 > burst + (to - from) * perMs + 1e-6),
  )
}
