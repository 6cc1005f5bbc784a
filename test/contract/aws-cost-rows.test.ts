import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  aDay,
  aGroup,
  answerJson,
  aPage,
  costSourceAt,
  DAY_MS,
  failureIn,
  FROM,
  setsIn,
  startScriptedCostExplorer,
} from './aws-cost-kit.ts'

async function readOf(page: unknown, days = 1) {
  await using aws = await startScriptedCostExplorer(({ action }, response) => {
    answerJson(response, action === 'GetCostAndUsage' ? page : { CostAllocationTags: [] })
  })
  using at = costSourceAt(aws.url)
  return await at.read(days)
}

describe('what is asked', () => {
  test('is each day by tag and service, without what others tell, until before the end', async () => {
    const asked: unknown[] = []
    await using aws = await startScriptedCostExplorer(({ action, input }, response) => {
      asked.push([action, input])
      answerJson(response, aPage([]))
    })
    const settings = { projectTag: 'app', metric: 'NetAmortizedCost', leaveOut: ['EC2 - Other'] } as const
    using at = costSourceAt(aws.url, { settings })
    await at.read(2)
    expect(asked).toEqual([
      [
        'GetCostAndUsage',
        {
          TimePeriod: { Start: '2026-11-19', End: '2026-11-21' },
          Granularity: 'DAILY',
          Metrics: ['NetAmortizedCost'],
          GroupBy: [
            { Type: 'TAG', Key: 'app' },
            { Type: 'DIMENSION', Key: 'SERVICE' },
          ],
          Filter: { Not: { Dimensions: { Key: 'SERVICE', Values: ['EC2 - Other'] } } },
        },
      ],
    ])
    expect(at.notes.map(({ action, region }) => `${action} ${region}`)).toEqual([
      'ce:GetCostAndUsage us-east-1',
    ])
  })

  test('has no filter when nothing is left out', async () => {
    let filter: unknown = 'none was asked'
    await using aws = await startScriptedCostExplorer(({ input }, response) => {
      filter = input['Filter']
      answerJson(response, aPage([]))
    })
    using at = costSourceAt(aws.url)
    await at.read()
    expect(filter).toBeUndefined()
  })

  test('who it is about stands in the source', () => {
    using at = costSourceAt('http://127.0.0.1:1')
    expect(at.source).toMatchObject({
      id: 'cost-explorer:main',
      kind: 'cost-explorer',
      place: 'main',
      cluster: null,
      unit: 'day',
      prices: 'billed',
    })
  })
})

describe('the rows of a day', () => {
  test('are by project and service, of the kind of the service', async () => {
    const groups = [
      aGroup('payments', '12.3456789012'),
      aGroup('', '3', { service: 'Tax' }),
      aGroup('a$b', '-0.5', { service: 'Amazon Simple Storage Service' }),
      aGroup('search', '1', { service: 'Amazon Elastic Load Balancing' }),
      aGroup('search', '1000', { service: 'Amazon CloudFront', unit: 'KRW' }),
    ]
    const row = { role: 'used', currency: 'USD', podMinutes: 0 }
    expect(setsIn(await readOf(aPage([aDay(0, groups)])))).toEqual([
      {
        start: FROM,
        end: FROM + DAY_MS,
        coveredMs: DAY_MS,
        isEstimated: false,
        rows: [
          { ...row, project: 'payments', service: 'Amazon ElastiCache', micros: { database: 12_345_679 } },
          { ...row, project: '', service: 'Tax', micros: { other: 3_000_000 } },
          { ...row, project: 'a$b', service: 'Amazon Simple Storage Service', micros: { storage: -500_000 } },
          {
            ...row,
            project: 'search',
            service: 'Amazon Elastic Load Balancing',
            micros: { 'load-balancer': 1_000_000 },
          },
          {
            ...row,
            project: 'search',
            service: 'Amazon CloudFront',
            currency: 'KRW',
            micros: { network: 1_000_000_000 },
          },
        ],
      },
    ])
  })

  test('are exact for any ten digits after the point', async () => {
    const digits = fc.tuple(fc.boolean(), fc.bigInt(0n, 10n ** 8n), fc.bigInt(0n, 10n ** 10n - 1n))
    await fc.assert(
      fc.asyncProperty(fc.array(digits, { minLength: 1, maxLength: 30 }), async (amounts) => {
        const groups = amounts.map(([isCredit, whole, part], index) =>
          aGroup(`p${index}`, `${isCredit ? '-' : ''}${whole}.${String(part).padStart(10, '0')}`),
        )
        const [set] = setsIn(await readOf(aPage([aDay(0, groups)])))
        const expected = amounts.map(([isCredit, whole, part]) => {
          const micros = (whole * 10n ** 10n + part + 5_000n) / 10_000n
          return Number(isCredit ? -micros : micros) || 0
        })
        expect(set?.rows.map(({ micros }) => micros.database ?? 0)).toEqual(expected)
      }),
      { numRuns: 25 },
    )
  })

  test('that AWS will still change say so', async () => {
    const page = aPage([aDay(0, [aGroup('payments', '1')]), aDay(1, [aGroup('payments', '1')], true)])
    expect(setsIn(await readOf(page, 2)).map(({ isEstimated }) => isEstimated)).toEqual([false, true])
  })
})

describe('the days of an answer', () => {
  test('that nothing is told of are not known, which is not nothing', async () => {
    const sets = setsIn(await readOf(aPage([aDay(1, [aGroup('payments', '0')])]), 2))
    expect(sets.map(({ start, coveredMs, rows }) => [start, coveredMs, rows.length])).toEqual([
      [FROM, 0, 0],
      [FROM + DAY_MS, DAY_MS, 1],
    ])
  })

  test('that are not over were not seen whole', async () => {
    const days = [0, 1, 2].map((nth) => aDay(nth, [aGroup('payments', '1')], true))
    const sets = setsIn(await readOf(aPage(days), 3))
    expect(sets.map(({ coveredMs }) => coveredMs)).toEqual([DAY_MS, DAY_MS, 9 * 3_600_000])
  })
})

describe('what is no answer', () => {
  const good = aGroup('payments', '1')
  const twoDays = { TimePeriod: { Start: '2026-11-19', End: '2026-11-21' }, Groups: [good] }
  test.each<[string, unknown, RegExp]>([
    ['nothing', {}, /ResultsByTime/],
    ['a day that nobody asked for', aPage([aDay(1, [good])]), /2026-11-20 to 2026-11-21, which is no day/],
    ['two days in one', aPage([twoDays]), /which is no day/],
    ['the same group twice', aPage([aDay(0, [good, good])]), /payments.*told twice/],
    [
      'another tag',
      aPage([aDay(0, [{ ...good, Keys: ['team$a', 'Tax'] }])]),
      /team\$a is no value of the tag/,
    ],
    ['one key', aPage([aDay(0, [{ ...good, Keys: ['project$a'] }])]), /Keys/],
    ['another metric', aPage([aDay(0, [aGroup('a', '1', { metric: 'BlendedCost' })])]), /AmortizedCost/],
    ['no currency', aPage([aDay(0, [aGroup('a', '1', { unit: 'N/A' })])]), /no currency/],
    ['no number', aPage([aDay(0, [aGroup('a', 'NaN')])]), /ElastiCache: AmortizedCost: no decimal number/],
    ['too much', aPage([aDay(0, [aGroup('a', '99999999999')])]), /ElastiCache: AmortizedCost: too large/],
  ])('%s', async (_, page, message) => {
    expect(failureIn(await readOf(page))).toEqual({
      code: 'broken',
      message: expect.stringMatching(message) as string,
      requestId: 'request-1',
      retryAfterMs: null,
    })
  })
})
