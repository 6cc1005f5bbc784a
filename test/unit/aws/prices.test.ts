import { describe, expect, test } from 'vitest'
import { microsOf } from '../../../src/integrations/aws/micros.ts'
import { hourlyMicros } from '../../../src/integrations/aws/price-list.ts'

describe('an amount', () => {
  test.each([
    ['0.0320000000', 32_000],
    ['0.0000004999', 0],
    ['0.0000005000', 1],
    ['0.1559999999', 156_000],
    ['12', 12_000_000],
    ['3.5', 3_500_000],
    // 0.0285 * 1e6 is 28499.999999999996 in floating point.
    ['0.0285', 28_500],
    ['', null],
    ['free', null],
    ['-1.0', null],
    ['1e-3', null],
  ])('%j is %j micros', (amount, micros) => {
    expect(microsOf(amount)).toBe(micros)
  })
})

interface Listed {
  usagetype?: string
  locationType?: string
  prices?: { unit?: string; usd: string }[]
}

function listed({ usagetype = 'APN2-NodeUsage:cache.t4g.small', locationType, prices = [] }: Listed): string {
  const dimensions = prices.map(({ unit = 'Hrs', usd }, index) => [
    `d${index}`,
    { unit, beginRange: '0', endRange: 'Inf', pricePerUnit: { USD: usd } },
  ])
  return JSON.stringify({
    product: { attributes: { usagetype, ...(locationType !== undefined && { locationType }) } },
    terms: { OnDemand: { term: { priceDimensions: Object.fromEntries(dimensions) } } },
  })
}

describe('an hour of a node', () => {
  const node = listed({ prices: [{ usd: '0.0470000000' }] })

  test('costs what the list says', () => {
    expect(hourlyMicros([node])).toBe(47_000)
  })

  test('costs nothing once it is reserved: that line is not its price', () => {
    const lines = listed({ prices: [{ usd: '0.0000000000' }, { usd: '0.0470000000' }] })
    expect(hourlyMicros([lines])).toBe(47_000)
  })

  test('is not the surcharge of an old engine, nor a node of a local zone, nor a unit that is no hour', () => {
    const others = [
      listed({
        usagetype: 'APN2-ExtendedSupportYr1_Yr2-NodeUsage:cache.t4g.small',
        prices: [{ usd: '0.1' }],
      }),
      listed({ locationType: 'AWS Local Zone', prices: [{ usd: '0.2' }] }),
      listed({ prices: [{ unit: 'GB-Mo', usd: '0.3' }] }),
    ]
    expect(hourlyMicros([...others, node])).toBe(47_000)
    expect(hourlyMicros(others)).toBeNull()
  })

  test('is unknown when the list says nothing, two things, or nothing that can be read', () => {
    expect(hourlyMicros([])).toBeNull()
    expect(hourlyMicros([node, listed({ prices: [{ usd: '0.0480000000' }] })])).toBeNull()
    expect(hourlyMicros(['{', '{}', 'null', '[]'])).toBeNull()
    expect(hourlyMicros([listed({ prices: [{ usd: '0.0000000000' }] })])).toBeNull()
  })
})
