import { GetProductsCommand, PricingClient, type GetProductsCommandInput } from '@aws-sdk/client-pricing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAwsSimulator, type AwsSimulator } from '../../playground/aws/simulator.ts'
import { createSpeedClock } from '../../playground/slack/clock.ts'

let aws: AwsSimulator
beforeAll(async () => void (aws = await startAwsSimulator({ clock: createSpeedClock() })))
afterAll(() => aws.stop())

interface ListedProduct {
  product: { attributes: Record<string, string> }
  terms: {
    OnDemand: Record<
      string,
      { priceDimensions: Record<string, { unit: string; pricePerUnit: { USD: string } }> }
    >
  }
}

function ask(
  filters: Record<string, string>,
  change: Partial<GetProductsCommandInput> = {},
  at = 'us-east-1',
) {
  const { url: endpoint, credentials } = aws
  const client = new PricingClient({ endpoint, region: at, credentials, maxAttempts: 1 })
  const Filters = Object.entries(filters).map(([Field, Value]) => ({
    Type: 'TERM_MATCH' as const,
    Field,
    Value,
  }))
  return client.send(new GetProductsCommand({ ServiceCode: 'AmazonElastiCache', Filters, ...change }))
}

async function products(filters: Record<string, string>): Promise<ListedProduct[]> {
  const { PriceList: list = [] } = await ask(filters)
  return list.map((text: { toString(): string }) => JSON.parse(text.toString()) as ListedProduct)
}

function hourly({ terms }: ListedProduct): string[] {
  return Object.values(terms.OnDemand).flatMap(({ priceDimensions }) =>
    Object.values(priceDimensions).map(({ unit, pricePerUnit }) => `${pricePerUnit.USD} ${unit}`),
  )
}

const SMALL = { regionCode: 'us-east-1', instanceType: 'cache.t4g.small' }

describe('the Price List of the simulated AWS', () => {
  test('gives a node by region, type and engine; Valkey is 20 % lower', async () => {
    const [valkey, ...others] = await products({ ...SMALL, cacheEngine: 'Valkey' })
    expect(others).toEqual([])
    expect(valkey && hourly(valkey)).toEqual(['0.0256000000 Hrs'])
    const seoul = await products({ ...SMALL, regionCode: 'ap-northeast-2', cacheEngine: 'Valkey' })
    expect(seoul[0]?.product.attributes).toMatchObject({
      usagetype: 'APN2-NodeUsage:cache.t4g.small',
      location: 'Asia Pacific (Seoul)',
    })
  })

  test('surcharges look like nodes of Redis but for their usage type', async () => {
    const redis = await products({ ...SMALL, cacheEngine: 'Redis' })
    expect(redis.map((one) => [one.product.attributes['usagetype'], ...hourly(one)])).toEqual([
      ['USE1-ExtendedSupportYr1_Yr2-NodeUsage:cache.t4g.small', '0.0256000000 Hrs'],
      ['USE1-ExtendedSupportYr3-NodeUsage:cache.t4g.small', '0.0512000000 Hrs'],
      ['NodeUsage:cache.t4g.small', '0.0320000000 Hrs'],
    ])
  })

  test('knows nothing of some node types and regions', async () => {
    expect(await products({ ...SMALL, instanceType: 'cache.r7g.2xlarge' })).toEqual([])
    expect(await products({ ...SMALL, regionCode: 'eu-west-1' })).toEqual([])
  })

  test('is given in pages', async () => {
    const first = await ask({ regionCode: 'us-east-1' }, { MaxResults: 20 })
    expect(first.PriceList).toHaveLength(20)
    const second = await ask({ regionCode: 'us-east-1' }, { MaxResults: 20, NextToken: first.NextToken })
    expect(second.PriceList).toHaveLength(15)
    expect(second.NextToken).toBeUndefined()
  })

  test('has endpoints in few regions', async () => {
    await expect(ask(SMALL, {}, 'ap-northeast-2')).rejects.toMatchObject({
      name: 'InvalidSignatureException',
    })
    await expect(ask(SMALL, {}, 'eu-central-1')).resolves.toMatchObject({ FormatVersion: 'aws_v1' })
  })

  test.each<[string, Partial<GetProductsCommandInput>, string]>([
    ['another service', { ServiceCode: 'AmazonEC2' }, 'NotFoundException'],
    ['a token of somebody else', { NextToken: 'x' }, 'InvalidNextTokenException'],
    ['too many at once', { MaxResults: 101 }, 'InvalidParameterException'],
    [
      'a field that is not simulated',
      { Filters: [{ Type: 'TERM_MATCH', Field: 'vcpu', Value: '2' }] },
      'InvalidParameterException',
    ],
  ])('refused: %s', async (_what, change, name) => {
    await expect(ask(SMALL, change)).rejects.toMatchObject({ name })
  })
})
