import { allowed, refused, type Outcome } from '../../actor.ts'
import type { JsonObject } from '../part.ts'
import { redisWish } from './wish.ts'

/** Of a replication group: the shortest limit of all the parts that carry the name (CreateReplicationGroup). */
export const LONGEST_NAME = 40

/** ElastiCache has things of its own that are called so, in every account. */
const RESERVED = 'default'

/** `<project>-<environment>-<name>`, as ElastiCache takes it: it stores names in lower case. */
export function nameOf(place: { project: string; environment: string }, wish: JsonObject): Outcome<string> {
  const typed = redisWish.shape.name.safeParse(wish['name'])
  if (!typed.success) return refused('field-needed', { field: 'name' })
  const name = `${place.project}-${place.environment}-${typed.data}`.toLowerCase()
  const told = { field: 'name', name }
  if (!/^[a-z0-9-]+$/.test(name)) return refused('name-characters', told)
  if (!/^[a-z]/.test(name)) return refused('name-letter-first', told)
  if (name.includes('--') || name.endsWith('-')) return refused('name-hyphens', told)
  if (name.startsWith(RESERVED)) return refused('name-reserved', { ...told, reserved: RESERVED })
  const excess = name.length - LONGEST_NAME
  if (excess > 0) return refused('name-too-long', { ...told, limit: LONGEST_NAME, excess })
  return allowed(name)
}
