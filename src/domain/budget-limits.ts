import type { Rate } from './budget-bucket.ts'

/** What Slack allows one app in one workspace for one method. */
export interface MethodLimit {
  workspace: Rate
  /** null: Slack counts no channels for this method. */
  channel: Rate | null
}

export type BudgetMethod =
  'chat.postMessage' | 'chat.update' | 'conversations.history' | 'conversations.replies'

/**
 * https://docs.slack.dev/apis/web-api/rate-limits: posts 1 per second and channel with short bursts, "several
 * hundred" a minute in a workspace; tier 3 is 50 a minute. Bursts are not published: these are cautious, and a channel
 * is used a little below its rate, so that calls which bunch on their way stay within it.
 */
export function slackLimits({
  postsPerMinute,
}: {
  postsPerMinute: number
}): Record<BudgetMethod, MethodLimit> {
  const tier3 = { workspace: { perMinute: 50, burst: 5 }, channel: null }
  return {
    'chat.postMessage': {
      workspace: { perMinute: postsPerMinute, burst: 10 },
      channel: { perMinute: 58, burst: 3 },
    },
    'chat.update': tier3,
    'conversations.history': tier3,
    'conversations.replies': tier3,
  }
}
