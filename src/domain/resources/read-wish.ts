import { allowed, refused, type Outcome } from '../actor.ts'
import type { JsonObject } from './part.ts'
import type { ResourceKind } from './resource-kind.ts'

/** What people chose, as the schema of the kind understands it; a refusal names the first field that is wrong. */
export function readWish(kind: Pick<ResourceKind<never>, 'wish'>, wish: unknown): Outcome<JsonObject> {
  const parsed = kind.wish.safeParse(wish)
  if (parsed.success) return allowed(parsed.data)
  const [issue] = parsed.error.issues
  const field = String(issue?.path[0] ?? '')
  if (isMissing(isRecord(wish) ? wish[field] : null)) return refused('field-needed', { field })
  return refused('field-invalid', { field, problem: issue?.message ?? '' })
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
