import { seeded } from '../cost/seeded.ts'
import type { NodeSpan } from './cost-node-spans.ts'
import { LISTED_NODES, type PricedRegion } from './pricing-table.ts'

/** How many of the units in which a bill is reckoned are one USD: Cost Explorer gives ten digits. */
export const UNITS = 10_000_000_000

export interface BillRow {
  tags: Record<string, string>
  /** As Cost Explorer calls it. */
  service: string
  recordType: 'Usage' | 'Tax' | 'Credit'
  /** Integer. */
  units: number
}

export interface BillContext {
  /** What has rows with the tag `project`. */
  projects: readonly string[]
  spans: readonly NodeSpan[]
  /** By how many percent the figures of a day were corrected. */
  restatedPercent(day: string): number
  now: number
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Figures come this late. */
const LAG_MS = DAY_MS
const EPOCH = Date.UTC(2026, 0, 1)
const GROWTH_A_DAY = 0.0006
const SWING = 0.03
const UNLISTED_NODE_MICROS = 1_100_000
const VALKEY_SHARE = 0.8
const TAX_SHARE = 0.1

/** USD a day: the least, and how much more it may be. */
const OF_PROJECTS: Record<string, [least: number, more: number]> = {
  'Amazon ElastiCache': [6, 30],
  'Amazon Simple Storage Service': [1, 14],
  'Amazon Relational Database Service': [12, 60],
  'Amazon CloudFront': [2, 18],
  'AWS Data Transfer': [0.5, 6],
}
const OF_NOBODY: Record<string, number> = {
  'Amazon Elastic Compute Cloud - Compute': 410,
  'EC2 - Other': 38,
  'Amazon Route 53': 1.4,
  'AWS Support (Business)': 22,
}
const CREDIT = { service: 'Amazon Relational Database Service', dayOfMonth: 3, usd: 140 }
const REDIS = 'Amazon ElastiCache'

/** What an account pays for a day of UTC, as far as it is known by now; the same for ever, but for what was corrected. */
export function billOf(day: string, context: BillContext): BillRow[] {
  const start = Date.parse(`${day}T00:00:00Z`)
  const known = Math.min(DAY_MS, Math.floor((context.now - LAG_MS - start) / HOUR_MS) * HOUR_MS)
  if (known <= 0) return []
  const usage = [...usualRows(day, context.projects), ...nodeRows(start, context.spans)]
  const rows = usage.map((row) => ({ ...row, units: row.units * (known / DAY_MS) }))
  const factor = 1 + context.restatedPercent(day) / 100
  return [...rows, ...onceAMonth(start, usage)].map((row) => ({
    ...row,
    units: Math.round(row.units * factor),
  }))
}

function usualRows(day: string, projects: readonly string[]): BillRow[] {
  const load = loadOf(day)
  const row = (project: string, service: string, usd: number): BillRow => ({
    tags: project === '' ? {} : { project },
    service,
    recordType: 'Usage',
    units: usd * load * (1 + SWING * (2 * seeded(`${project} ${service} ${day}`) - 1)) * UNITS,
  })
  const owned = projects.flatMap((project) =>
    Object.entries(OF_PROJECTS)
      // Not everybody uses everything.
      .filter(([service]) => seeded(`${service} of ${project}`) < 0.6)
      .map(([service, [least, more]]) =>
        row(project, service, least + more * seeded(`${project} ${service}`)),
      ),
  )
  return [...owned, ...Object.entries(OF_NOBODY).map(([service, usd]) => row('', service, usd))]
}

/** Slow growth, and less at weekends. */
function loadOf(day: string): number {
  const start = Date.parse(`${day}T00:00:00Z`)
  const isWeekend = [0, 6].includes(new Date(start).getUTCDay())
  return Math.max(0.5, 1 + GROWTH_A_DAY * ((start - EPOCH) / DAY_MS)) * (isWeekend ? 0.9 : 1)
}

/** What exists in the simulated ElastiCache, at its list price. */
function nodeRows(start: number, spans: readonly NodeSpan[]): BillRow[] {
  return spans.flatMap(({ tags, region, nodeType, engine, nodes, from, to }) => {
    const hours = (Math.min(to ?? Infinity, start + DAY_MS) - Math.max(from, start)) / HOUR_MS
    if (hours <= 0) return []
    const listed = LISTED_NODES.find(({ type }) => type === nodeType)?.hourly[region as PricedRegion]
    const usd = ((listed ?? UNLISTED_NODE_MICROS) / 1_000_000) * (engine === 'valkey' ? VALKEY_SHARE : 1)
    return [{ tags, service: REDIS, recordType: 'Usage', units: nodes * hours * usd * UNITS }]
  })
}

/** Tax comes on the first, a credit some days later. */
function onceAMonth(start: number, usage: readonly BillRow[]): BillRow[] {
  const dayOfMonth = new Date(start).getUTCDate()
  const usual = usage.reduce((sum, { units }) => sum + units, 0)
  if (dayOfMonth === 1)
    return [{ tags: {}, service: 'Tax', recordType: 'Tax', units: usual * 30 * TAX_SHARE }]
  if (dayOfMonth !== CREDIT.dayOfMonth) return []
  return [{ tags: {}, service: CREDIT.service, recordType: 'Credit', units: -CREDIT.usd * UNITS }]
}
