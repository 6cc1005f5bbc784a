import { createHash } from 'node:crypto'
import { AwsFault, type AwsCall, type AwsResult, type AwsService } from './aws-service.ts'
import { billOf, UNITS, type BillContext, type BillRow } from './cost-bill.ts'
import { DIMENSIONS, readFilter, type RowFilter } from './cost-filter.ts'
import { readCostRequest, type CostRequest } from './cost-request.ts'
import type { FaultBook } from './faults.ts'

export interface CostExplorerContext {
  faults: FaultBook
  /** As it is now. */
  bill(): BillContext
  /** Groups on a page. */
  pageRows: number
}

const ENDPOINT = 'us-east-1'
const TAG = 'project'
const DAY_MS = 24 * 3_600_000

/** https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_Operations_AWS_Cost_Explorer_Service.html */
export function createCostExplorer(context: CostExplorerContext): AwsService {
  return {
    operations: ['GetCostAndUsage', 'ListCostAllocationTags'],
    answer(call) {
      if (call.region !== ENDPOINT)
        throw new AwsFault(
          'InvalidSignatureException',
          `Credential should be scoped to a valid region, not '${call.region}'.`,
          403,
        )
      const { faults } = context
      const subject = { operation: call.operation, name: null }
      if (faults.use('cost-throttled', subject))
        throw new AwsFault(
          'LimitExceededException',
          'You made too many calls in a short period of time. Try again later.',
        )
      if (call.operation === 'ListCostAllocationTags') return listTags(call, isTagActive(context, call))
      if (faults.use('cost-data-unavailable', subject))
        throw new AwsFault('DataUnavailableException', 'The requested data is unavailable.')
      return getCostAndUsage(context, call)
    },
  }
}

function isTagActive({ faults }: CostExplorerContext, { operation }: AwsCall): boolean {
  return faults.use('cost-tag-inactive', { operation, name: null }) === null
}

function listTags({ input }: AwsCall, isActive: boolean): AwsResult {
  const unknown = Object.keys(input).find((name) => !['TagKeys', 'Status', 'Type'].includes(name))
  if (unknown !== undefined)
    throw new AwsFault('ValidationException', `the simulated Cost Explorer does not support ${unknown}`)
  const tags = [
    { TagKey: TAG, Type: 'UserDefined', Status: isActive ? 'Active' : 'Inactive' },
    { TagKey: 'team', Type: 'UserDefined', Status: 'Inactive' },
  ]
  const { TagKeys: keys, Status: status, Type: type } = input
  const isWanted = (tag: (typeof tags)[number]) =>
    (!Array.isArray(keys) || keys.includes(tag.TagKey)) &&
    (status === undefined || status === tag.Status) &&
    (type === undefined || type === tag.Type)
  return { CostAllocationTags: tags.filter(isWanted) }
}

interface Group {
  start: string
  end: string
  keys: string[]
  units: number
}

function getCostAndUsage(context: CostExplorerContext, call: AwsCall): AwsResult {
  const bill = context.bill()
  const request = readCostRequest(call.input, bill.now)
  const isActive = isTagActive(context, call)
  const knows = (tag: string) => tag === TAG && isActive
  const { Filter: filter, NextPageToken: token, ...rest } = call.input
  const isWanted: RowFilter = filter === undefined ? () => true : readFilter(filter, { isActive: knows })
  const periods = periodsOf(request)
  const groups = periods.flatMap((period) => groupsOf(request, period, { bill, isWanted, knows }))
  const print = createHash('sha256')
    .update(JSON.stringify([rest, filter]))
    .digest('hex')
    .slice(0, 12)
  const first = firstOf(token, print)
  const last = first + context.pageRows
  const page = groups.slice(first, last)
  const isLast = last >= groups.length
  // A period without groups is shown with the page that follows it in time.
  const shown = periods.filter(
    ({ start }) =>
      page.some((group) => group.start === start) ||
      (!groups.some((group) => group.start === start) &&
        (page[0]?.start ?? '') <= start &&
        (isLast || start < (page.at(-1)?.start ?? ''))),
  )
  return {
    ...(request.groupBy.length > 0 && {
      GroupDefinitions: request.groupBy.map(({ type, key }) => ({ Type: type, Key: key })),
    }),
    ResultsByTime: shown.map((period) => resultOf(request, period, { page, now: bill.now })),
    DimensionValueAttributes: [],
    ...(!isLast && { NextPageToken: `${print}.${last}` }),
  }
}

/** Throws AwsFault when it is no token, or one of another request. */
function firstOf(token: unknown, print: string): number {
  if (token === undefined) return 0
  const [of, first] = typeof token === 'string' ? (/^([0-9a-f]{12})\.(\d+)$/.exec(token)?.slice(1) ?? []) : []
  if (of === undefined) throw new AwsFault('InvalidNextTokenException', 'The pagination token is invalid.')
  if (of !== print)
    throw new AwsFault(
      'RequestChangedException',
      'Your request parameters changed between pages. Try again with the old parameters or without a pagination token.',
    )
  return Number(first)
}

interface Period {
  start: string
  end: string
  days: string[]
}

/** Whole days or calendar months, as far as they are in the time asked for. */
function periodsOf({ start, end, granularity }: CostRequest): Period[] {
  const days: string[] = []
  for (let at = Date.parse(start); at < Date.parse(end); at += DAY_MS) days.push(dayOf(at))
  const keyOf = (day: string) => (granularity === 'DAILY' ? day : day.slice(0, 7))
  return [...Map.groupBy(days, keyOf).values()].map((own) => {
    const last = own.at(-1) ?? start
    return { start: own[0] ?? start, end: dayOf(Date.parse(last) + DAY_MS), days: own }
  })
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

function groupsOf(
  { groupBy }: CostRequest,
  { start, end, days }: Period,
  { bill, isWanted, knows }: { bill: BillContext; isWanted: RowFilter; knows(tag: string): boolean },
): Group[] {
  const rows = days.flatMap((day) => billOf(day, bill)).filter(isWanted)
  const keysOf = (row: BillRow) =>
    groupBy.map(({ type, key }) =>
      type === 'DIMENSION'
        ? (DIMENSIONS[key]?.(row) ?? '')
        : `${key}$${knows(key) ? (row.tags[key] ?? '') : ''}`,
    )
  const sums = new Map<string, Group>()
  for (const row of rows) {
    const keys = keysOf(row)
    const name = JSON.stringify(keys)
    const group = sums.get(name) ?? { start, end, keys, units: 0 }
    group.units += row.units
    sums.set(name, group)
  }
  // Without groups there is one total, also of nothing.
  if (groupBy.length === 0 && sums.size === 0) return [{ start, end, keys: [], units: 0 }]
  return [...sums.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}

function resultOf(
  { metrics, groupBy }: CostRequest,
  { start, end }: Period,
  { page, now }: { page: readonly Group[]; now: number },
): AwsResult {
  const own = page.filter((group) => group.start === start)
  const metricsOf = (units: number) =>
    Object.fromEntries(metrics.map((name) => [name, { Amount: decimal(units), Unit: 'USD' }]))
  const isGrouped = groupBy.length > 0
  return {
    TimePeriod: { Start: start, End: end },
    Total: isGrouped ? {} : metricsOf(own[0]?.units ?? 0),
    Groups: isGrouped ? own.map(({ keys, units }) => ({ Keys: keys, Metrics: metricsOf(units) })) : [],
    // The bill of a month is final some time after its end.
    Estimated: end > `${dayOf(now).slice(0, 7)}-01`,
  }
}

function decimal(units: number): string {
  const decimals = String(UNITS).length - 1
  const digits = String(Math.abs(units)).padStart(decimals + 1, '0')
  return `${units < 0 ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}
