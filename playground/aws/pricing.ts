import { AwsFault, type AwsCall, type AwsResult, type AwsService } from './aws-service.ts'
import { listedProducts, type ListedProduct } from './pricing-products.ts'

/** The Price List has endpoints in few regions. https://docs.aws.amazon.com/general/latest/gr/billing.html */
const ENDPOINTS = ['us-east-1', 'eu-central-1', 'ap-south-1']
const FIELDS = ['regionCode', 'instanceType', 'cacheEngine', 'usagetype', 'operation']
const MOST_RESULTS = 100
const TOKEN = /^page-(\d+)$/

/** https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html */
export function createPricing(): AwsService {
  const products = listedProducts()
  return { operations: ['GetProducts'], answer: (call) => getProducts(products, call) }
}

function getProducts(products: readonly ListedProduct[], { input, region }: AwsCall): AwsResult {
  if (!ENDPOINTS.includes(region))
    throw new AwsFault(
      'InvalidSignatureException',
      `Credential should be scoped to a valid region, not '${region}'.`,
      403,
    )
  const { ServiceCode: service, MaxResults: most = MOST_RESULTS, NextToken: token } = input
  if (service !== 'AmazonElastiCache')
    throw new AwsFault('NotFoundException', `the simulated Price List knows no ${String(service)}`)
  if (typeof most !== 'number' || most < 1 || most > MOST_RESULTS)
    throw invalid(`MaxResults must be between 1 and ${MOST_RESULTS}`)
  const start = typeof token === 'string' ? Number(TOKEN.exec(token)?.[1] ?? NaN) : 0
  if (Number.isNaN(start)) throw new AwsFault('InvalidNextTokenException', 'The pagination token is invalid.')
  const isWanted = readFilters(input['Filters'])
  const wanted = products.filter(isWanted)
  const end = start + most
  return {
    FormatVersion: 'aws_v1',
    PriceList: wanted.slice(start, end).map(({ text }) => text),
    ...(end < wanted.length && { NextToken: `page-${end}` }),
  }
}

/** All must hold. */
function readFilters(value: unknown): (product: ListedProduct) => boolean {
  const filters = (Array.isArray(value) ? value : []).map((filter: Record<string, unknown>) => {
    const { Type: type, Field: field, Value: wanted } = filter
    if (type !== 'TERM_MATCH') throw invalid('the simulated Price List supports TERM_MATCH only')
    if (typeof field !== 'string' || !FIELDS.includes(field))
      throw invalid(`the simulated Price List filters by ${FIELDS.join(', ')} only`)
    return { field, wanted }
  })
  return ({ attributes }) => filters.every(({ field, wanted }) => attributes[field] === wanted)
}

function invalid(message: string): AwsFault {
  return new AwsFault('InvalidParameterException', message)
}
