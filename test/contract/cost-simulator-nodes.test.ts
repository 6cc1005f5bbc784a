import { CostExplorerClient, GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeGroup, openAws, START, type AwsStage } from './aws-simulator-kit.ts'

const HOUR_MS = 3_600_000
/** cache.t4g.small in Seoul, Valkey a fifth less, two nodes. */
const HOURLY = 0.047 * 0.8 * 2

let stage: AwsStage
let client: CostExplorerClient
beforeEach(async () => {
  stage = await openAws()
  const { url: endpoint, credentials } = stage.aws
  client = new CostExplorerClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
})
afterEach(async () => {
  client.destroy()
  await stage.stop()
})

/** What ElastiCache of the project costs on that day. */
async function costOf(project: string, day: string): Promise<number> {
  const next = new Date(Date.parse(day) + 24 * HOUR_MS).toISOString().slice(0, 10)
  const { ResultsByTime = [] } = await client.send(
    new GetCostAndUsageCommand({
      TimePeriod: { Start: day, End: next },
      Granularity: 'DAILY',
      Metrics: ['AmortizedCost'],
      Filter: {
        And: [
          { Tags: { Key: 'project', Values: [project] } },
          { Dimensions: { Key: 'SERVICE', Values: ['Amazon ElastiCache'] } },
        ],
      },
    }),
  )
  return Number(ResultsByTime[0]?.Total?.['AmortizedCost']?.Amount)
}

const given = { Tags: [{ Key: 'project', Value: 'newcomer' }] }

test('what was created in ElastiCache is on the bill from then on, until it is gone', async () => {
  await makeGroup(stage, given)
  expect(await costOf('newcomer', '2026-11-21')).toBe(0)
  stage.pass(3 * 24 * HOUR_MS)
  // START is at nine in the morning.
  expect(await costOf('newcomer', '2026-11-21')).toBeCloseTo(15 * HOURLY, 2)
  expect(await costOf('newcomer', '2026-11-22')).toBeCloseTo(24 * HOURLY, 5)
  stage.aws.removeByHand('elasticache-replication-group', 'sessions')
  stage.pass(4 * 24 * HOUR_MS)
  expect(await costOf('newcomer', '2026-11-22')).toBeCloseTo(24 * HOURLY, 5)
  expect(await costOf('newcomer', '2026-11-24')).toBeCloseTo(9 * HOURLY, 2)
  expect(await costOf('newcomer', '2026-11-25')).toBe(0)
  expect(stage.now() - START).toBeGreaterThan(7 * 24 * HOUR_MS)
})

test('the bill is kept with what exists, and forgotten with it', async () => {
  await makeGroup(stage, given)
  stage.pass(3 * 24 * HOUR_MS)
  const before = await costOf('newcomer', '2026-11-22')
  const saved = stage.aws.save()
  stage.aws.reset()
  expect(await costOf('newcomer', '2026-11-22')).toBe(0)
  stage.aws.load(saved)
  expect(await costOf('newcomer', '2026-11-22')).toBe(before)
})
