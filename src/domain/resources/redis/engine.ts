import type { RedisEngine, RedisPolicy } from './redis-policy.ts'

const TITLES: Record<string, string> = { valkey: 'Valkey', redis: 'Redis' }

/** What stands in a wish: `valkey-8.0`. */
export function engineId({ engine, version }: Pick<RedisEngine, 'engine' | 'version'>): string {
  return `${engine}-${version}`
}

/** `Valkey`; the price list calls it the same. */
export function engineTitle(engine: string): string {
  return TITLES[engine] ?? engine
}

export function engineOf(policy: RedisPolicy, id: string): RedisEngine | null {
  return policy.engines.find((engine) => engineId(engine) === id) ?? null
}
