import { useAwsCredentials } from '../harness/aws-credentials.ts'
import { describe, expect, test } from 'vitest'
import { startAwsSimulator } from '../../playground/aws/simulator.ts'
import type { PriceQuery } from '../../src/domain/resources/price.ts'
import type { AwsCallNote } from '../../src/integrations/aws/calls.ts'
import { createPrices } from '../../src/integrations/aws/prices.ts'
import { createTestClock } from '../harness/test-clock.ts'
import { anAccount, refuse, startScriptedAws } from './aws-adapter-kit.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

function query(over: Partial<PriceQuery> = {}): PriceQuery {
  const node = { nodeType: 'cache.t4g.small', engine: 'Redis' }
  return { service: 'AmazonElastiCache', region: 'ap-northeast-2', ...node, ...over }
}

async function openPrices() {
  const clock = createTestClock()
  const aws = await startAwsSimulator({ clock })
  useAwsCredentials(aws.credentials)
  const calls: AwsCallNote[] = []
  const prices = createPrices({ account: anAccount(aws.url), clock, onCall: (call) => calls.push(call) })
  const close = async () => {
    prices.close()
    await aws.stop()
  }
  return { prices, clock, aws, calls, [Symbol.asyncDispose]: close }
}

describe('list prices', () => {
  test('are those of the engine and the region, not of surcharges', async () => {
    await using at = await openPrices()
    const redis = await at.prices.hourly(query())
    const valkey = await at.prices.hourly(query({ engine: 'Valkey' }))
    const america = await at.prices.hourly(query({ region: 'us-east-1' }))
    expect(redis).toEqual({ micros: expect.any(Number), asOf: at.clock.now() })
    expect(Number.isInteger(redis?.micros)).toBe(true)
    expect(valkey?.micros).toBe(Math.round((redis?.micros ?? 0) * 0.8))
    expect(america?.micros).not.toBe(redis?.micros)
    expect(at.calls.map(({ action, region }) => `${action} ${region}`)).toEqual(
      Array.from({ length: 3 }, () => 'pricing:GetProducts us-east-1'),
    )
  })

  test('are asked for once a day, and once by all who ask at the same time', async () => {
    await using at = await openPrices()
    await Promise.all([at.prices.hourly(query()), at.prices.hourly(query())])
    await at.clock.advance(DAY_MS - 1)
    const first = await at.prices.hourly(query())
    expect(at.calls).toHaveLength(1)
    await at.clock.advance(1)
    const second = await at.prices.hourly(query())
    expect(at.calls).toHaveLength(2)
    expect(second?.asOf).toBe((first?.asOf ?? 0) + DAY_MS)
  })

  test('that nobody knows are unknown, and asked for again after five minutes', async () => {
    await using at = await openPrices()
    const unknown = query({ nodeType: 'cache.no.such' })
    expect(await at.prices.hourly(unknown)).toBeNull()
    expect(await at.prices.hourly(unknown)).toBeNull()
    expect(at.calls).toHaveLength(1)
    await at.clock.advance(5 * 60_000)
    expect(await at.prices.hourly(unknown)).toBeNull()
    expect(at.calls).toHaveLength(2)
  })

  test('are old rather than none while AWS does not answer, for thirty days', async () => {
    await using at = await openPrices()
    const before = await at.prices.hourly(query())
    await at.aws.stop()
    await at.clock.advance(2 * DAY_MS)
    expect(await at.prices.hourly(query())).toEqual(before)
    await at.clock.advance(28 * DAY_MS)
    expect(await at.prices.hourly(query())).toBeNull()
  })

  test('are unknown without an account', async () => {
    const prices = createPrices({ account: null, clock: createTestClock() })
    expect(await prices.hourly(query())).toBeNull()
  })

  test('are unknown to who may not ask, which is no error', async () => {
    await using aws = await startScriptedAws((_, response) => {
      refuse(response, { code: 'AccessDeniedException' })
    })
    const calls: AwsCallNote[] = []
    const account = anAccount(aws.url)
    const clock = createTestClock()
    const prices = createPrices({ account, clock, onCall: (call) => calls.push(call) })
    expect(await prices.hourly(query())).toBeNull()
    expect(calls).toHaveLength(1)
    prices.close()
  })
})
