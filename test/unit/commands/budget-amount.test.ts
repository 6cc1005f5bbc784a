import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAmount } from '../../../src/commands/budget-amount.ts'

const read = (text: string, currency = 'USD') => {
  const amount = parseAmount(text, currency)
  return amount.ok ? amount.micros : amount.problem
}

test.each([
  ['5000', 5_000_000_000],
  ['5,000', 5_000_000_000],
  [' 1,234,567 ', 1_234_567_000_000],
  ['5 000', 5_000_000_000],
  ['5000.50', 5_000_500_000],
  ['0.01', 10_000],
  ['$5,000', 5_000_000_000],
  ['USD 5000', 5_000_000_000],
  ['5000 usd', 5_000_000_000],
  ['5k', 5_000_000_000],
  ['$1.5K', 1_500_000_000],
  ['1.25m', 1_250_000_000_000],
  ['５，０００', 5_000_000_000],
  ['0005', 5_000_000],
  ['1000m', 1_000_000_000_000_000],
])('%s is %i micro-units', (text, micros) => expect(read(text)).toBe(micros))

test.each([
  ['', 'missing'],
  ['   ', 'missing'],
  ['lots', 'no-amount'],
  ['5,00', 'no-amount'],
  ['5,000,00', 'no-amount'],
  ['5.000,50', 'no-amount'],
  ['1.2.3', 'no-amount'],
  ['.5', 'no-amount'],
  ['1e9', 'no-amount'],
  ['0x10', 'no-amount'],
  ['5b', 'no-amount'],
  ['5kk', 'no-amount'],
  ['$', 'no-amount'],
  ['Infinity', 'no-amount'],
  ['5.000', 'too-precise'],
  ['1.005', 'too-precise'],
  ['€5000', 'other-currency'],
  ['5000 KRW', 'other-currency'],
  ['0', 'not-positive'],
  ['0.00', 'not-positive'],
  ['-5', 'not-positive'],
  ['−5', 'not-positive'],
  ['1000000001', 'too-much'],
  ['1000.01m', 'too-much'],
  ['9'.repeat(400), 'too-much'],
])('%s is refused: %s', (text, problem) => expect(read(text)).toBe(problem))

test('won have no smaller unit, and a sign of their own', () => {
  expect(read('₩5,000,000', 'KRW')).toBe(5_000_000_000_000)
  expect(read('￦5m', 'KRW')).toBe(5_000_000_000_000)
  expect(read('5000.5', 'KRW')).toBe('too-precise')
  expect(read('$5', 'KRW')).toBe('other-currency')
})

test('every amount of whole cents comes through exactly', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000_000_000 }), (cents) => {
      const [whole, part] = [Math.floor(cents / 100), String(cents % 100).padStart(2, '0')]
      expect(read(`$${whole.toLocaleString('en')}.${part}`)).toBe(cents * 10_000)
    }),
  )
})

test('whatever is typed is an amount within bounds, or refused', () => {
  const typed = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[-$€0-9.,km ]{0,30}$/))
  fc.assert(
    fc.property(typed, (text) => {
      const amount = parseAmount(text, 'USD')
      if (amount.ok) expect(Number.isSafeInteger(amount.micros) && amount.micros > 0).toBe(true)
    }),
  )
})
