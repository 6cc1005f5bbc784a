/** A method's tier, or `post` for chat.postMessage. https://docs.slack.dev/apis/web-api/rate-limits */
export type Tier = 'T1' | 'T2' | 'T3' | 'T4' | 'special' | 'post'

export interface Bucket {
  perMinute: number
  /** How many may come at once. */
  burst: number
}

export interface RateLimitSettings extends Record<Exclude<Tier, 'post'>, Bucket> {
  /** chat.postMessage in one channel: one a second. */
  postPerChannel: Bucket
  /** chat.postMessage in the whole workspace: "several hundred a minute". */
  postPerWorkspace: Bucket
}

/**
 * Slack documents the rates, not the bursts: half a minute's worth is allowed at once. T1 is the one exception:
 * documented as one call a minute, but its only method opens sockets, where restarts of an app must not be held up.
 */
export const defaultRateLimits: RateLimitSettings = {
  T1: { perMinute: 120, burst: 60 },
  T2: { perMinute: 20, burst: 10 },
  T3: { perMinute: 50, burst: 25 },
  T4: { perMinute: 100, burst: 50 },
  special: { perMinute: 600, burst: 300 },
  postPerChannel: { perMinute: 60, burst: 5 },
  postPerWorkspace: { perMinute: 300, burst: 30 },
}

export interface RateLimiter {
  /** 0 when the call may go on; otherwise after how many ms it may. */
  take(method: string, tier: Tier, channel: string | undefined): number
}

export function createRateLimiter(now: () => number, settings: RateLimitSettings): RateLimiter {
  const levels = new Map<string, { level: number; at: number }>()
  const levelOf = (key: string, { perMinute, burst }: Bucket) => {
    const last = levels.get(key) ?? { level: burst, at: now() }
    const level = Math.min(burst, last.level + ((now() - last.at) * perMinute) / 60_000)
    levels.set(key, { level, at: now() })
    return level
  }
  return {
    take(method, tier, channel) {
      const buckets: [string, Bucket][] =
        tier === 'post'
          ? [
              [`${method}:${channel}`, settings.postPerChannel],
              [method, settings.postPerWorkspace],
            ]
          : [[method, settings[tier]]]
      const waits = buckets.map(([key, bucket]) => ((1 - levelOf(key, bucket)) * 60_000) / bucket.perMinute)
      const longest = Math.max(...waits)
      if (longest > 1e-6) return longest
      for (const [key] of buckets) levels.get(key)!.level -= 1
      return 0
    },
  }
}
