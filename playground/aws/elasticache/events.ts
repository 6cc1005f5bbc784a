import type { Context } from './context.ts'
import { integer, invalidCombination, invalidValue, readInput, text, time } from './input.ts'
import { page } from './paging.ts'
import type { Region } from './region.ts'
import type { SourceType, StoredEvent } from './records.ts'

const KEPT_MS = 14 * 24 * 3_600_000
const USUAL_MS = 3_600_000
const SOURCE_TYPES = new Set([
  'cache-cluster',
  'cache-parameter-group',
  'cache-security-group',
  'cache-subnet-group',
  'replication-group',
  'serverless-cache',
  'serverless-cache-snapshot',
  'user',
  'user-group',
])

export function tell(
  region: Region,
  at: number,
  event: { source: string; sourceType: SourceType; message: string },
): void {
  region.events.push({ at, ...event })
}

/**
 * The last hour, or as asked; never more than 14 days back.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DescribeEvents.html
 */
export function describeEvents({ call, region, now }: Context): Record<string, unknown> {
  const asked = readInput(call, {
    SourceIdentifier: text,
    SourceType: text,
    StartTime: time,
    EndTime: time,
    Duration: integer,
    MaxRecords: integer,
    Marker: text,
  })
  const { SourceIdentifier: source, SourceType: type } = asked
  if (type !== undefined && !SOURCE_TYPES.has(type)) throw invalidValue(`Unknown source type: ${type}`)
  const [from, to] = windowOf(asked, now)
  const found = region.events
    .filter(({ at }) => at >= from && at <= to)
    .filter((event) => type === undefined || event.sourceType === type)
    .filter((event) => source === undefined || event.source === source.toLowerCase())
    .toSorted((a, b) => a.at - b.at)
    .map((event, index) => ({ event, key: keyOf(event, index) }))
  const { items, Marker } = page(found, asked, ({ key }) => key)
  return { Marker, Events: { Event: items.map(({ event }) => shown(event)) } }
}

function windowOf(
  asked: { StartTime: number | undefined; EndTime: number | undefined; Duration: number | undefined },
  now: number,
): [from: number, to: number] {
  const { StartTime: start, EndTime: end, Duration: minutes } = asked
  if (start !== undefined && start < now - KEPT_MS)
    throw invalidValue('Start time must be within the last 14 days.')
  if (start !== undefined && end !== undefined && start > end)
    throw invalidCombination('End time is before start time.')
  const length = minutes === undefined ? USUAL_MS : minutes * 60_000
  // A start without an end is followed by as much time as a window without a start goes back.
  const to = end ?? (start === undefined ? now : Math.min(now, start + length))
  return [Math.max(start ?? to - length, now - KEPT_MS), to]
}

/** Sorts as the events do, the index for those of one moment. */
function keyOf({ at }: StoredEvent, index: number): string {
  return `${String(at).padStart(16, '0')} ${String(index).padStart(8, '0')}`
}

function shown({ source, sourceType, message, at }: StoredEvent): Record<string, unknown> {
  return {
    SourceIdentifier: source,
    SourceType: sourceType,
    Message: message,
    Date: new Date(at).toISOString(),
  }
}
