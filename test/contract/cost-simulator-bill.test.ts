import {
  CostExplorerClient,
  GetCostAndUsageCommand,
  ListCostAllocationTagsCommand,
  type GetCostAndUsageCommandInput,
  type ResultByTime,
} from '@aws-sdk/client-cost-explorer'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FaultName } from '../../playground/aws/fault-scripts.ts'
import { startAwsSimulator, type AwsSimulator } from '../../playground/aws/simulator.ts'

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0)
const LEFT_OUT = 'Amazon Elastic Compute Cloud - Compute'
const restated = new Map<string, number>()

let aws: AwsSimulator
let client: CostExplorerClient
let now = NOW
beforeEach(async () => {
  now = NOW
  restated.clear()
  aws = await startAwsSimulator({
    clock: { now: () => now },
    bill: {
      projects: ['payments', 'search', 'chat'],
      restatedPercent: (day) => restated.get(day) ?? 0,
      pageRows: 20,
    },
  })
  client = new CostExplorerClient({
    endpoint: aws.url,
    region: 'us-east-1',
    credentials: aws.credentials,
    maxAttempts: 1,
  })
})
afterEach(async () => {
  client.destroy()
  await aws.stop()
})

const USUAL: GetCostAndUsageCommandInput = {
  TimePeriod: { Start: '2026-11-18', End: '2026-11-20' },
  Granularity: 'DAILY',
  Metrics: ['AmortizedCost'],
  GroupBy: [
    { Type: 'TAG', Key: 'project' },
    { Type: 'DIMENSION', Key: 'SERVICE' },
  ],
  Filter: { Not: { Dimensions: { Key: 'SERVICE', Values: [LEFT_OUT, 'EC2 - Other'] } } },
}
const ask = (change: Partial<GetCostAndUsageCommandInput> = {}) =>
  client.send(new GetCostAndUsageCommand({ ...USUAL, ...change }))

/** Every page; a day may be on two of them. */
async function askAll(change: Partial<GetCostAndUsageCommandInput> = {}): Promise<ResultByTime[]> {
  const results: ResultByTime[] = []
  let token: string | undefined
  do {
    const answer = await ask({ ...change, ...(token !== undefined && { NextPageToken: token }) })
    results.push(...(answer.ResultsByTime ?? []))
    token = answer.NextPageToken
  } while (token !== undefined)
  return results
}

function rows(results: ResultByTime[]): { day: string; keys: string; amount: string }[] {
  return results.flatMap(({ TimePeriod, Groups = [] }) =>
    Groups.map(({ Keys = [], Metrics }) => ({
      day: TimePeriod?.Start ?? '',
      keys: Keys.join(' | '),
      amount: Metrics?.['AmortizedCost']?.Amount ?? '',
    })),
  )
}
const units = (amount: string) => BigInt(amount.replace('.', ''))
const sum = (all: { amount: string }[]) => all.reduce((total, { amount }) => total + units(amount), 0n)

describe('Cost Explorer of the simulated AWS', () => {
  test('gives days by tag and service, in pages, the end not among them', async () => {
    const first = await ask()
    expect(first.NextPageToken).toBeDefined()
    const all = await askAll()
    expect(new Set(all.map(({ TimePeriod }) => TimePeriod?.Start))).toEqual(
      new Set(['2026-11-18', '2026-11-19']),
    )
    expect(all.every(({ Estimated }) => Estimated)).toBe(true)
    const keys = rows(all).map((row) => row.keys)
    expect(keys.some((key) => key.startsWith('project$payments | Amazon '))).toBe(true)
    expect(keys).toContain('project$ | AWS Support (Business)')
    expect(keys.some((key) => key.includes(LEFT_OUT))).toBe(false)
    for (const { amount } of rows(all)) expect(amount).toMatch(/^-?\d+\.\d{10}$/)
    expect(new Set(rows(all).map(({ day, keys: key }) => day + key)).size).toBe(rows(all).length)
  })

  test('months are the sums of their days; what is final is not estimated', async () => {
    const TimePeriod = { Start: '2026-10-01', End: '2026-11-01' }
    const days = await askAll({ TimePeriod })
    const months = await askAll({ TimePeriod, Granularity: 'MONTHLY' })
    expect(sum(rows(days))).toBe(sum(rows(months)))
    expect([...new Set(days.map(({ Estimated }) => Estimated))]).toEqual([false])
    const negative = rows(days).filter(({ amount }) => amount.startsWith('-'))
    expect(negative.map(({ day }) => day)).toEqual(['2026-10-03'])
    expect(
      rows(days)
        .filter(({ keys }) => keys.endsWith('| Tax'))
        .map(({ day }) => day),
    ).toEqual(['2026-10-01'])
  })

  test('figures come a day late', async () => {
    const TimePeriod = { Start: '2026-11-19', End: '2026-11-22' }
    const dayOf = async (day: string) =>
      sum(rows(await askAll({ TimePeriod })).filter((row) => row.day === day))
    const half = await dayOf('2026-11-20')
    expect(await dayOf('2026-11-21')).toBe(0n)
    expect(Number(half) / Number(await dayOf('2026-11-19'))).toBeLessThan(0.7)
    now += 12 * 3_600_000
    expect(Number(await dayOf('2026-11-20')) / Number(half)).toBeCloseTo(2, 4)
  })

  test('a corrected day is another one, also when it was read before', async () => {
    const before = rows(await askAll())
    restated.set('2026-11-19', 5)
    const after = rows(await askAll())
    const of = (all: typeof before, day: string) => sum(all.filter((row) => row.day === day))
    expect(of(after, '2026-11-18')).toBe(of(before, '2026-11-18'))
    expect(Number(of(after, '2026-11-19')) / Number(of(before, '2026-11-19'))).toBeCloseTo(1.05, 6)
  })

  test('a tag that is not activated says nothing', async () => {
    const tags = () => client.send(new ListCostAllocationTagsCommand({ TagKeys: ['project'] }))
    expect((await tags()).CostAllocationTags).toMatchObject([{ TagKey: 'project', Status: 'Active' }])
    const before = sum(rows(await askAll()))
    aws.faults.set('cost-tag-inactive')
    expect((await tags()).CostAllocationTags).toMatchObject([{ TagKey: 'project', Status: 'Inactive' }])
    const without = rows(await askAll())
    expect(without.every(({ keys }) => keys.startsWith('project$ | '))).toBe(true)
    expect(sum(without)).toBe(before)
  })

  test('filters by tags and by services together', async () => {
    const all = rows(await askAll())
    const tagged = rows(await askAll({ Filter: { Tags: { Key: 'project', Values: ['payments'] } } }))
    expect(sum(tagged)).toBe(sum(all.filter(({ keys }) => keys.startsWith('project$payments '))))
    const untagged = rows(
      await askAll({
        Filter: {
          And: [
            { Tags: { Key: 'project', MatchOptions: ['ABSENT'] } },
            { Dimensions: { Key: 'SERVICE', Values: ['Amazon Route 53', 'Tax'] } },
          ],
        },
      }),
    )
    expect(new Set(untagged.map(({ keys }) => keys))).toEqual(new Set(['project$ | Amazon Route 53']))
  })

  test.each<[string, Partial<GetCostAndUsageCommandInput>, string]>([
    [
      'an end before the start',
      { TimePeriod: { Start: '2026-11-20', End: '2026-11-20' } },
      'ValidationException',
    ],
    ['a time to come', { TimePeriod: { Start: '2026-11-20', End: '2026-12-02' } }, 'ValidationException'],
    ['14 months ago', { TimePeriod: { Start: '2025-09-30', End: '2025-10-02' } }, 'ValidationException'],
    ['hours', { Granularity: 'HOURLY' }, 'ValidationException'],
    ['an unknown metric', { Metrics: ['UsageQuantity'] }, 'ValidationException'],
    ['no metric', { Metrics: [] }, 'ValidationException'],
    [
      'three groups',
      { GroupBy: [...(USUAL.GroupBy ?? []), { Type: 'DIMENSION', Key: 'RECORD_TYPE' }] },
      'ValidationException',
    ],
    ['an unknown dimension', { GroupBy: [{ Type: 'DIMENSION', Key: 'AZ' }] }, 'ValidationException'],
    [
      'a filter of two',
      {
        Filter: { Tags: { Key: 'project', Values: ['a'] }, Dimensions: { Key: 'SERVICE', Values: ['Tax'] } },
      },
      'ValidationException',
    ],
    ['a token of nobody', { NextPageToken: 'x' }, 'InvalidNextTokenException'],
    ['a token of another request', { NextPageToken: '0123456789ab.20' }, 'RequestChangedException'],
  ])('refused: %s', async (_what, change, name) => {
    await expect(ask(change)).rejects.toMatchObject({ name })
  })

  test.each<[FaultName, string]>([
    ['throttling', 'ThrottlingException'],
    ['cost-throttled', 'LimitExceededException'],
    ['denied-cost-explorer', 'AccessDeniedException'],
    ['cost-data-unavailable', 'DataUnavailableException'],
    ['expired-credentials', 'ExpiredTokenException'],
  ])('the fault %s, which costs nothing', async (fault, name) => {
    aws.faults.set(fault)
    await expect(ask()).rejects.toMatchObject({ name })
    expect(aws.journal().filter(({ service, code }) => service === 'ce' && code === null)).toEqual([])
    aws.faults.clear()
    await ask()
    expect(aws.journal().at(-1)).toMatchObject({ service: 'ce', operation: 'GetCostAndUsage', code: null })
  })

  test('there is one endpoint', async () => {
    const { url: endpoint, credentials } = aws
    const elsewhere = new CostExplorerClient({
      endpoint,
      region: 'ap-northeast-2',
      credentials,
      maxAttempts: 1,
    })
    await expect(elsewhere.send(new GetCostAndUsageCommand(USUAL))).rejects.toMatchObject({
      name: 'InvalidSignatureException',
    })
  })
})
