import type { ResourceKind } from '../resource-kind.ts'
import { check } from './check.ts'
import { connection, findKeys, howToConnect } from './connection.ts'
import { differences } from './differences.ts'
import { finalSnapshot } from './final-snapshot.ts'
import { defaults, form } from './form.ts'
import { members } from './group-sight.ts'
import { atRest } from './group-verdict.ts'
import { modified } from './modified.ts'
import { nameOf } from './name.ts'
import { isDone, nextStep } from './next-step.ts'
import { MAIN_PART, parts } from './parts.ts'
import type { RedisPolicy } from './redis-policy.ts'
import { settingsOf } from './settings.ts'
import { priceQuery, summary } from './summary.ts'
import { typicalMs } from './typical-ms.ts'
import { verdict } from './verdict.ts'
import { redisWish } from './wish.ts'

/** Redis and Valkey on ElastiCache: one shard, one primary, replicas; always encrypted, one user with a password. */
export const redis: ResourceKind<RedisPolicy> = {
  name: 'redis',
  title: 'Redis / Valkey',
  wish: redisWish,
  form,
  defaults,
  check,
  nameOf,
  settingsOf,
  parts,
  modified,
  priceQuery,
  mainPart: MAIN_PART,
  finalSnapshot,
  summary,
  verdict,
  atRest,
  differences,
  nextStep,
  isDone,
  members,
  connection,
  howToConnect,
  findKeys,
  typicalMs,
}
