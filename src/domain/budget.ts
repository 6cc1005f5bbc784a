import { drained, emptyBucket, hasToken, withoutToken, withTokenBack } from './budget-bucket.ts'
import { createLane, firstOf, isOpen, join, leave, readyAt, type Lane, type Waiter } from './budget-lane.ts'
import type { MethodLimit } from './budget-limits.ts'
import { nextPriority, PRIORITIES, reserveFor, type Credits } from './budget-shares.ts'
import type { Priority } from './message.ts'

/** The lines before one method of Slack. Time goes in with each call; nothing here waits or calls. */
export interface Lines<W extends Waiter> {
  add(waiter: W): void
  remove(waiter: W): void
  /** Everybody who may go now; `nextAt` is when to ask again, null when nobody waits. */
  take(now: number): { granted: W[]; nextAt: number | null }
  reprioritise(waiter: W, priority: Priority): void
  /** A granted call was not made after all. */
  giveBack(channel: string, now: number): void
  /** Slack said "too fast" for this channel. */
  rest(channel: string, until: number, now: number): void
}

/**
 * The urgent come first, and within a priority the channel that was served longest ago, so that one noisy channel
 * delays no other.
 */
export function createLines<W extends Waiter>(limit: MethodLimit, startedAt: number): Lines<W> {
  let workspace = emptyBucket(limit.workspace, startedAt)
  let credits: Credits = {}
  let served = 0
  const lanes = new Map<string, Lane<W>>()

  const laneOf = (channel: string): Lane<W> => {
    const lane = lanes.get(channel) ?? createLane<W>(limit, startedAt)
    lanes.set(channel, lane)
    return lane
  }

  const takeOne = (now: number): W | null => {
    const open = [...lanes.values()].filter((lane) => lane.size > 0 && isOpen(lane, now))
    const choice = choose(
      open,
      (priority) => hasToken(workspace, now, reserveFor(priority, limit.workspace.burst)),
      credits,
    )
    if (choice === null) return null
    const { lane, waiter } = choice
    credits = choice.credits
    leave(lane, waiter)
    lane.servedAs = ++served
    workspace = withoutToken(workspace, now)
    lane.bucket = lane.bucket && withoutToken(lane.bucket, now)
    return waiter
  }

  return {
    add: (waiter) => join(laneOf(waiter.channel), waiter),
    remove: (waiter) => leave(laneOf(waiter.channel), waiter),
    take(now) {
      const granted: W[] = []
      for (let one = takeOne(now); one; one = takeOne(now)) granted.push(one)
      const waiting = [...lanes.values()].filter((lane) => lane.size > 0)
      const nextAt = Math.min(...waiting.map((lane) => readyAt(lane, workspace, now)))
      return { granted, nextAt: waiting.length === 0 ? null : nextAt }
    },
    reprioritise(waiter, priority) {
      leave(laneOf(waiter.channel), waiter)
      waiter.priority = priority
      join(laneOf(waiter.channel), waiter)
    },
    giveBack(channel, now) {
      const lane = laneOf(channel)
      workspace = withTokenBack(workspace, now)
      lane.bucket = lane.bucket && withTokenBack(lane.bucket, now)
    },
    rest(channel, until, now) {
      const lane = laneOf(channel)
      lane.restsUntil = Math.max(lane.restsUntil, until)
      workspace = drained(workspace, now)
    },
  }
}

interface Choice<W extends Waiter> {
  lane: Lane<W>
  waiter: W
  credits: Credits
}

function choose<W extends Waiter>(
  lanes: Lane<W>[],
  isAffordable: (priority: Priority) => boolean,
  credits: Credits,
): Choice<W> | null {
  const waiting = PRIORITIES.filter(
    (priority) => isAffordable(priority) && lanes.some((lane) => firstOf(lane, priority) !== undefined),
  )
  if (waiting.length === 0) return null
  const next = nextPriority(waiting, credits)
  const [lane] = lanes
    .filter((candidate) => firstOf(candidate, next.priority) !== undefined)
    .toSorted((a, b) => a.servedAs - b.servedAs)
  const waiter = lane && firstOf(lane, next.priority)
  return lane && waiter ? { lane, waiter, credits: next.credits } : null
}
