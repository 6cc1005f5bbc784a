import { AwsFault } from './aws-service.ts'
import { DIMENSIONS } from './cost-filter.ts'

export interface CostRequest {
  /** Days of UTC; `end` is not in it. */
  start: string
  end: string
  granularity: 'DAILY' | 'MONTHLY'
  metrics: string[]
  groupBy: { type: 'TAG' | 'DIMENSION'; key: string }[]
}

const KNOWN = ['TimePeriod', 'Granularity', 'Metrics', 'GroupBy', 'Filter', 'NextPageToken']
const METRICS = ['AmortizedCost', 'BlendedCost', 'NetAmortizedCost', 'NetUnblendedCost', 'UnblendedCost']
const MONTHS_KEPT = 13

/** Throws AwsFault. https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetCostAndUsage.html */
export function readCostRequest(input: Record<string, unknown>, now: number): CostRequest {
  const unknown = Object.keys(input).find((name) => !KNOWN.includes(name))
  if (unknown !== undefined) throw refusal(`the simulated Cost Explorer does not support ${unknown}`)
  const { Granularity: granularity } = input
  if (granularity !== 'DAILY' && granularity !== 'MONTHLY')
    throw refusal(`the simulated Cost Explorer has DAILY and MONTHLY, not ${String(granularity)}`)
  return {
    ...readPeriod(input['TimePeriod'], now),
    granularity,
    metrics: readMetrics(input['Metrics']),
    groupBy: readGroups(input['GroupBy'] ?? []),
  }
}

function readPeriod(value: unknown, now: number): { start: string; end: string } {
  const { Start: start, End: end } = (value ?? {}) as Record<string, unknown>
  if (!isDay(start) || !isDay(end)) throw refusal('Start and End of TimePeriod are dates: yyyy-MM-dd')
  if (start >= end) throw refusal('Start date (and hour) should be before end date (and hour)')
  const today = new Date(now)
  if (end > monthStart(today, 1)) throw refusal('end date past the beginning of next month')
  if (start < monthStart(today, -MONTHS_KEPT))
    throw refusal(`You haven't enabled historical data beyond ${MONTHS_KEPT} months`)
  return { start, end }
}

function monthStart(day: Date, months: number): string {
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1)).toISOString().slice(0, 10)
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
}

function readMetrics(value: unknown): string[] {
  if (!Array.isArray(value) || value.length === 0) throw refusal('Metrics must have at least one value')
  const unknown: unknown = value.find((name) => !METRICS.includes(name as string))
  if (unknown !== undefined)
    throw refusal(`the simulated Cost Explorer has ${METRICS.join(', ')}, not ${JSON.stringify(unknown)}`)
  return value as string[]
}

function readGroups(value: unknown): CostRequest['groupBy'] {
  if (!Array.isArray(value) || value.length > 2) throw refusal('GroupBy is limited to 2 groups')
  return value.map((one: unknown) => {
    const { Type: type, Key: key } = (one ?? {}) as Record<string, unknown>
    if (typeof key !== 'string' || (type !== 'TAG' && type !== 'DIMENSION'))
      throw refusal('GroupBy needs a Key and the Type TAG or DIMENSION')
    if (type === 'DIMENSION' && !Object.hasOwn(DIMENSIONS, key))
      throw refusal(`the simulated Cost Explorer groups by ${Object.keys(DIMENSIONS).join(', ')}, not ${key}`)
    return { type, key }
  })
}

function refusal(message: string): AwsFault {
  return new AwsFault('ValidationException', message)
}
