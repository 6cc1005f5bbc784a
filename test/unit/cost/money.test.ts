import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addKinds, microsOfNumber, microsOfText, sumOf, totalOf } from '../../../src/domain/cost/money.ts'
import { aLine, byKinds } from './a-cost.ts'

test.each([
  ['12.3456785', 12_345_679],
  ['-12.3456785', -12_345_679],
  ['0.0000004999', 0],
  ['-0.0000005', -1],
  ['0.0000005', 1],
  ['-0.00', 0],
  ['0E-10', 0],
  ['1.5E-7', 0],
  ['1e3', 1_000_000_000],
  ['.5', 500_000],
  [' 1. ', 1_000_000],
  ['+7', 7_000_000],
  ['12345678.9999999', 12_345_679_000_000],
  ['9007199254.740991', Number.MAX_SAFE_INTEGER],
])('%s is %i micro-units', (text, micros) => {
  expect(microsOfText(text)).toBe(micros)
})

test.each([
  '',
  '.',
  'abc',
  '1,2',
  '0x10',
  'NaN',
  'Infinity',
  '9007199254.740992',
  '1e99',
  '1e9999',
  '1e99999',
])('no amount: %s', (text) => {
  expect(() => microsOfText(text)).toThrow(RangeError)
})

test('whole micro-units survive being written as a decimal', () => {
  const micros = fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER })
  fc.assert(
    fc.property(micros, (amount) => {
      const digits = String(Math.abs(amount)).padStart(7, '0')
      const text = `${amount < 0 ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`
      expect(microsOfText(text)).toBe(amount)
    }),
  )
})

test('a number stands for its shortest decimal', () => {
  expect(microsOfNumber(1.0000005)).toBe(1_000_001)
  expect(microsOfNumber(0.1 + 0.2)).toBe(300_000)
  expect(microsOfNumber(1e-7)).toBe(0)
  expect(() => microsOfNumber(Number.NaN)).toThrow(RangeError)
})

test('adding by kind adds the totals, in any order', () => {
  fc.assert(
    fc.property(byKinds, byKinds, (a, b) => {
      expect(totalOf(addKinds(a, b))).toBe(totalOf(a) + totalOf(b))
      expect(addKinds(a, b)).toEqual(addKinds(b, a))
      expect(sumOf([aLine({ micros: a }), aLine({ micros: b })])).toBe(totalOf(a) + totalOf(b))
    }),
  )
})

test('what a credit takes away is not there any more', () => {
  expect(addKinds({ cpu: 5, memory: 1 }, { cpu: -5 })).toEqual({ memory: 1 })
})
