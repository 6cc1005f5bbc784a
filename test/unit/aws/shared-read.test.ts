import { describe, expect, test } from 'vitest'
import { createSharedRead } from '../../../src/integrations/aws/shared-read.ts'

/** Things that are there, and calls that wait until they are let go. */
function given(...names: string[]) {
  const callsOfAll = Math.ceil(names.length / 3)
  const calls: string[] = []
  const held: (() => void)[] = []
  const hold = (call: string) => {
    calls.push(call)
    return new Promise<void>((resolve) => held.push(resolve))
  }
  const read = createSharedRead<string>({
    async one(name) {
      await hold(name)
      return names.includes(name) ? name : null
    },
    async all() {
      await hold('all')
      return { things: new Map(names.map((name) => [name, name])), calls: callsOfAll }
    },
  })
  const letGo = async () => {
    await turn()
    held.shift()?.()
    await turn()
  }
  return { read, calls, letGo, names }
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('a shared read', () => {
  test('of one name asks for that one', async () => {
    const { read, calls, letGo } = given('a')
    const [found, missing] = [read(['a']), read(['a'])]
    await letGo()
    expect([(await found).get('a'), (await missing).size]).toEqual(['a', 1])
    expect(calls).toEqual(['a'])
  })

  test('of several names that are asked for at the same time lists everything once', async () => {
    const { read, calls, letGo } = given('a', 'b')
    const asked = [read(['a']), read(['b']), read(['c'])]
    await letGo()
    const found = await Promise.all(asked)
    expect(found.map((things, index) => things.has('abc'.charAt(index)))).toEqual([true, true, false])
    expect(calls).toEqual(['all'])
  })

  test('is never older than the question', async () => {
    const { read, calls, letGo, names } = given('a')
    const first = read(['b'])
    await turn()
    const second = read(['b'])
    names.push('b')
    await letGo()
    expect((await first).size + calls.length).toBeGreaterThan(1)
    await letGo()
    expect((await second).get('b')).toBe('b')
    expect(calls).toEqual(['b', 'b'])
  })

  test('of several names asks for each when a list takes more calls', async () => {
    const { read, calls, letGo } = given('a', 'b', 'c', 'd')
    const first = read(['a', 'b'])
    await letGo()
    expect((await first).size).toBe(4)
    const second = read(['a', 'x'])
    await letGo()
    await letGo()
    expect([...(await second).keys()]).toEqual(['a'])
    const third = read(['a', 'b', 'c'])
    await letGo()
    expect((await third).size).toBe(4)
    expect(calls).toEqual(['all', 'a', 'x', 'all'])
  })

  test('of nothing asks nobody, of all asks for all', async () => {
    const { read, calls, letGo } = given('a')
    expect((await read([])).size).toBe(0)
    const all = read('all')
    await letGo()
    expect((await all).size).toBe(1)
    expect(calls).toEqual(['all'])
  })

  test('fails for those who shared it, and goes on', async () => {
    let times = 0
    const read = createSharedRead<string>({
      one: (name) => (++times === 1 ? Promise.reject(new Error('no')) : Promise.resolve(name)),
      all: () => Promise.reject(new Error('no')),
    })
    const asked = await Promise.allSettled([read(['a']), read(['a'])])
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect((await read(['a'])).get('a')).toBe('a')
  })
})
