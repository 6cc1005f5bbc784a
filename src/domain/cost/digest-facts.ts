import type { DigestScope } from '../digest-scope.ts'
import type { Day } from './day.ts'

/** The hour (ISO) of the last cost digest that was decided, posted or quiet. */
export const LAST_COST_HOUR = 'cost-digest:last'
/** Ids (JSON) of the sources that the last digests told as down. */
export const SOURCES_TOLD = 'cost-digest:down'
/** Since when (ISO) the workspace refuses Slack's own charts. */
export const CHARTS_REFUSED = 'slack:charts-refused'
/** It is tried again after this time. */
export const CHARTS_AGAIN_MS = 7 * 86_400_000

/** Unique key of a notice; of one scope, a later hour's key sorts behind. */
export function costDigestKey({ scope, at }: { scope: Pick<DigestScope, 'id'>; at: number }): string {
  return `cost-digest:${scope.id}:${new Date(at).toISOString()}`
}

/** Fact that holds the key of a scope's newest digest: an older one that is still unsent is not sent any more. */
export function newestCostDigestFact(scope: Pick<DigestScope, 'id'>): string {
  return `cost-digest:newest:${scope.id}`
}

/** Fact that holds the day whose moving a scope was told: news once a day. */
export function dayToldFact(scope: Pick<DigestScope, 'id'>): string {
  return `cost-digest:day:${scope.id}`
}

type Edition = 'daily' | 'weekly'

export function costEditionKey(told: { edition: Edition; scope: Pick<DigestScope, 'id'>; day: Day }): string {
  return `cost-edition:${told.edition}:${told.scope.id}:${told.day}`
}

/** Fact that holds the day of the last edition that was decided. */
export function lastEditionFact(edition: Edition): string {
  return `cost-edition:last:${edition}`
}
