/** A token bucket as a value. `level` was right at `at`; it grows by `perMs` up to `capacity`. */
export interface Bucket {
  level: number
  at: number
  capacity: number
  perMs: number
}

export interface Rate {
  perMinute: number
  /** How many may go at once after a rest. */
  burst: number
}

/** Begins empty: what an earlier process used just before is not known. */
export function emptyBucket(rate: Rate, now: number): Bucket {
  return { level: 0, at: now, capacity: rate.burst, perMs: rate.perMinute / 60_000 }
}

export function levelAt(bucket: Bucket, now: number): number {
  return Math.min(bucket.capacity, bucket.level + Math.max(0, now - bucket.at) * bucket.perMs)
}

/** The reserve stays for others: it takes `reserve + 1` tokens to take one. */
export function hasToken(bucket: Bucket, now: number, reserve = 0): boolean {
  return levelAt(bucket, now) >= reserve + 1
}

/** The first whole ms at which `hasToken` holds when nobody else takes one. */
export function tokenAt(bucket: Bucket, now: number, reserve = 0): number {
  const missing = reserve + 1 - levelAt(bucket, now)
  return missing <= 0 ? now : Math.ceil(now + missing / bucket.perMs)
}

export function withoutToken(bucket: Bucket, now: number): Bucket {
  return { ...bucket, level: levelAt(bucket, now) - 1, at: now }
}

export function withTokenBack(bucket: Bucket, now: number): Bucket {
  return { ...bucket, level: Math.min(bucket.capacity, levelAt(bucket, now) + 1), at: now }
}

/** Slack said "too fast", so its own bucket is empty. */
export function drained(bucket: Bucket, now: number): Bucket {
  return { ...bucket, level: Math.min(0, levelAt(bucket, now)), at: now }
}
