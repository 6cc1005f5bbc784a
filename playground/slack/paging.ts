import { ApiError } from './api-error.ts'
import { given, textOf, type Arguments } from './method.ts'

export interface Page<T> {
  items: T[]
  nextCursor: string
}

/** Slack's cursor paging over a list whose items have a stable key. */
export function page<T>(
  items: readonly T[],
  args: Arguments,
  rule: { keyOf: (item: T) => string; standard: number; most: number },
): Page<T> {
  const limit = given(args['limit']) ? Number(args['limit']) : rule.standard
  if (!Number.isInteger(limit) || limit < 0 || limit > rule.most) throw new ApiError('invalid_limit')
  const start = startOf(items, textOf(args, 'cursor'), rule.keyOf)
  const size = limit === 0 ? rule.standard : limit
  const next = items[start + size]
  return {
    items: items.slice(start, start + size),
    nextCursor: next === undefined ? '' : Buffer.from(`next:${rule.keyOf(next)}`).toString('base64'),
  }
}

function startOf<T>(items: readonly T[], cursor: string, keyOf: (item: T) => string): number {
  if (!cursor) return 0
  const [, key] = /^next:(.+)$/.exec(Buffer.from(cursor, 'base64').toString()) ?? []
  const index = key === undefined ? -1 : items.findIndex((item) => keyOf(item) === key)
  if (index < 0) throw new ApiError('invalid_cursor')
  return index
}
