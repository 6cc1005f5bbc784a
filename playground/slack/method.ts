import type { Tier } from './rate-limits.ts'
import type { World } from './world.ts'

export type Arguments = Record<string, unknown>

/** One Web API method. It answers the body without `ok: true`, or throws an ApiError. */
export interface ApiMethod {
  name: string
  tier: Tier
  token: 'bot' | 'app'
  /** One of them is needed; none: any token will do. */
  scopes: readonly string[]
  required: readonly string[]
  /** Documented arguments that the simulated workspace refuses rather than ignores. */
  unsupported?: readonly string[]
  run(world: World, args: Arguments): Record<string, unknown>
}

export const given = (value: unknown) => value !== undefined && value !== null && value !== ''

export const textOf = (args: Arguments, name: string): string => (given(args[name]) ? String(args[name]) : '')

/** Slack takes true, "true", 1 and "1". */
export const isTrue = (args: Arguments, name: string) => ['true', '1'].includes(textOf(args, name))
