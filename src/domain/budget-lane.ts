import { emptyBucket, hasToken, tokenAt, type Bucket } from './budget-bucket.ts'
import type { MethodLimit } from './budget-limits.ts'
import { PRIORITIES, reserveFor } from './budget-shares.ts'
import type { Priority } from './message.ts'

/** Somebody who waits to call one method for one channel. */
export interface Waiter {
  readonly key: string
  readonly channel: string
  priority: Priority
}

/** One channel's waiters, first come first served within a priority. */
export interface Lane<W extends Waiter> {
  /** null where Slack counts no channels. */
  bucket: Bucket | null
  restsUntil: number
  /** Grows with each grant anywhere: the smallest was served longest ago. */
  servedAs: number
  waiting: Map<Priority, Set<W>>
  size: number
}

export function createLane<W extends Waiter>(limit: MethodLimit, startedAt: number): Lane<W> {
  const bucket = limit.channel && emptyBucket(limit.channel, startedAt)
  return { bucket, restsUntil: 0, servedAs: 0, waiting: new Map(), size: 0 }
}

export function join<W extends Waiter>(lane: Lane<W>, waiter: W): void {
  const line = lane.waiting.get(waiter.priority) ?? new Set()
  lane.waiting.set(waiter.priority, line.add(waiter))
  lane.size++
}

export function leave<W extends Waiter>(lane: Lane<W>, waiter: W): void {
  if (lane.waiting.get(waiter.priority)?.delete(waiter)) lane.size--
}

export function firstOf<W extends Waiter>(lane: Lane<W>, priority: Priority): W | undefined {
  return lane.waiting.get(priority)?.values().next().value
}

/** As far as this channel is concerned. */
export function isOpen<W extends Waiter>(lane: Lane<W>, now: number): boolean {
  return now >= lane.restsUntil && (lane.bucket === null || hasToken(lane.bucket, now))
}

/** When the most urgent waiter of this channel may go, if nobody else comes. */
export function readyAt<W extends Waiter>(lane: Lane<W>, workspace: Bucket, now: number): number {
  const own = Math.max(lane.restsUntil, lane.bucket ? tokenAt(lane.bucket, now) : now)
  const urgent = PRIORITIES.find((priority) => firstOf(lane, priority) !== undefined) ?? PRIORITIES[0]!
  return Math.max(own, tokenAt(workspace, now, reserveFor(urgent, workspace.capacity)))
}
