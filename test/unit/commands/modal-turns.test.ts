import { expect, test } from 'vitest'
import { createModalTurns } from '../../../src/commands/modal-turns.ts'

test('what was wished earlier is not shown any more', async () => {
  const turns = createModalTurns()
  const first = turns.begin('V1')
  const other = turns.begin('V2')
  const second = turns.begin('V1')
  expect(await first.run(async () => 'first')).toBeNull()
  expect(await second.run(async () => 'second')).toBe('second')
  expect(await other.run(async () => 'other')).toBe('other')
})

test('updates of one modal go one after the other, also after one that broke', async () => {
  const turns = createModalTurns()
  const { promise, reject } = Promise.withResolvers<void>()
  const seen: string[] = []
  const first = turns.begin('V1').run(async () => {
    seen.push('begun')
    await promise
  })
  await new Promise(setImmediate)
  const second = turns.begin('V1').run(async () => seen.push('next'))
  await new Promise(setImmediate)
  expect(seen).toEqual(['begun'])
  reject(new Error('dropped'))
  await expect(first).rejects.toThrow('dropped')
  await second
  expect(seen).toEqual(['begun', 'next'])
})

test('only so many modals are remembered', () => {
  const turns = createModalTurns(2)
  for (const id of ['V1', 'V2', 'V1', 'V3']) turns.begin(id)
  expect(['V1', 'V2', 'V3'].map((id) => turns.has(id))).toEqual([true, false, true])
})
