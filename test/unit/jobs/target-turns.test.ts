import { expect, test } from 'vitest'
import { createTargetTurns } from '../../../src/jobs/target-turns.ts'

/** Work that ends when it is told to. */
function held(log: string[], name: string) {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const work = async () => {
    log.push(`${name} begins`)
    await promise
    log.push(`${name} ends`)
    return name
  }
  return { work, end: resolve, fail: reject }
}
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

test('one at a time, in the order of asking', async () => {
  const log: string[] = []
  const turns = createTargetTurns()
  const all = ['first', 'second', 'third'].map((name) => held(log, name))
  const taken = all.map(({ work }) => turns.take('kr', work))
  for (const one of all.toReversed()) {
    await settled()
    expect(log).toEqual(['first begins'])
    one.end()
  }
  expect(await Promise.all(taken)).toEqual(['first', 'second', 'third'])
  expect(log).toEqual(['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`]))
})

test('what goes wrong is told to who asked, and the next goes on', async () => {
  const log: string[] = []
  const turns = createTargetTurns()
  const [bad, good] = [held(log, 'bad'), held(log, 'good')]
  const broken = turns.take('kr', bad.work)
  const next = turns.take('kr', good.work)
  bad.fail(new Error('no'))
  good.end()
  await expect(broken).rejects.toThrow('no')
  expect(await next).toBe('good')
  const thrown = turns.take('kr', () => {
    throw new Error('at once')
  })
  await expect(thrown).rejects.toThrow('at once')
  expect(await turns.take('kr', async () => 'again')).toBe('again')
})

test('keys do not wait for each other', async () => {
  const log: string[] = []
  const turns = createTargetTurns()
  const kr = held(log, 'kr')
  const first = turns.take('kr', kr.work)
  expect(await turns.take('us', async () => 'us')).toBe('us')
  expect(log).toEqual(['kr begins'])
  kr.end()
  await first
})
