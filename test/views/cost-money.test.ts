import fc from 'fast-check'
import { expect, test } from 'vitest'
import { money, moneyWords, roughMoney, shortMoney, signedMoney } from '../../src/views/cost-money.ts'
import { shortTrend, trendWords } from '../../src/views/cost-trend.ts'

test.each([
  [1_234_560_000, 'USD', '$1,234.56'],
  [1_234_567_000_000, 'KRW', '₩1,234,567'],
  [1_234_567_890_000, 'JPY', '¥1,234,568'],
  [-3_200_000, 'USD', '−$3.20'],
  [5_000, 'USD', '<$0.01'],
  [-5_000, 'USD', '−<$0.01'],
  [10_000, 'USD', '$0.01'],
  [14_999, 'USD', '$0.01'],
  [15_000, 'USD', '$0.02'],
  [0, 'USD', '$0.00'],
  [400_000, 'KRW', '<₩1'],
  [1_234_560_000, 'CHF', '1,234.56 CHF'],
  [1_000_000, 'constructor', '1.00 construct…'],
  [1_000_000, '', '1.00'],
  [Number.NaN, 'USD', 'unknown'],
  [Number.MAX_SAFE_INTEGER, 'USD', '$9,007,199,254.74'],
])('%i micro-units of %s are %s', (micros, currency, words) => {
  expect(moneyWords(micros, currency)).toBe(words)
})

test('what is told differs from what it is by less than half of the smallest unit', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), (micros) => {
      if (Math.abs(micros) < 10_000) return
      const told = Number(moneyWords(micros, 'USD').replace('−', '-').replaceAll(/[$,]/g, ''))
      expect(Math.abs(told * 1_000_000 - micros)).toBeLessThanOrEqual(5_000.5)
    }),
  )
})

test('in mrkdwn nothing of it is read as a link', () => {
  expect(money(5_000, 'USD')).toBe('&lt;$0.01')
  expect(money(5_000_000, '<!here>')).toBe('5.00 &lt;!here&gt;')
})

test('rough, signed and short', () => {
  expect(roughMoney(4_212_400_000, 'USD')).toBe('$4,212')
  expect(roughMoney(42_400_000, 'USD')).toBe('$42.40')
  expect(signedMoney(1_200_000, 'USD')).toBe('+$1.20')
  expect(signedMoney(-1_200_000, 'USD')).toBe('−$1.20')
  expect([0, 0.5, 950, 1_234, 2_500_000, -3e9].map((units) => shortMoney(units, 'USD'))).toEqual([
    '$0',
    '$0.5',
    '$950',
    '$1.23k',
    '$2.5M',
    '−$3B',
  ])
})

const than = 'the week before'
const usd = (dollars: number) => dollars * 1_000_000

test.each([
  [12.3, 10, '▲ 23 % more than the week before ($10.00)', '▲ 23 %'],
  [9.5, 10, '▼ 5 % less than the week before ($10.00)', '▼ 5 %'],
  [10, 10, 'as much as the week before', '='],
  [10.01, 10, 'about as much as the week before ($10.00)', '≈'],
  [10, null, '', 'unknown'],
  [10, 0, '▲ +$10.00 against the week before ($0.00)', 'new'],
  [0, 10, '▼ 100 % less than the week before ($10.00)', '▼ 100 %'],
  [120, 1, '▲ 120× more than the week before ($1.00)', '▲ 120×'],
  [5, -3.2, '▲ +$8.20 against the week before (−$3.20)', '▲'],
  [-5, 3, '▼ −$8.00 against the week before ($3.00)', '▼'],
])('%d against %s', (now, before, words, short) => {
  const compared = { micros: usd(now), beforeMicros: before === null ? null : usd(before) }
  expect(trendWords(compared, 'USD', than)).toBe(words)
  expect(shortTrend(compared)).toBe(short)
})
