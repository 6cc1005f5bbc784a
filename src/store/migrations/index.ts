import type { Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { up as firstTables } from './0001-first-tables.ts'
import { up as historyIndexes } from './0002-history-indexes.ts'
import { up as deploys } from './0003-deploys.ts'
import { up as approvalSubjects } from './0004-approval-subjects.ts'
import { up as resources } from './0005-resources.ts'
import { up as costs } from './0006-costs.ts'

/** One step forward. A migration that was released is never changed: what follows is a new one. */
export interface Migration {
  name: string
  up(db: Kysely<unknown>, dialect: Dialect): Promise<void>
}

export const MIGRATIONS: Migration[] = [
  { name: '0001-first-tables', up: firstTables },
  { name: '0002-history-indexes', up: historyIndexes },
  { name: '0003-deploys', up: deploys },
  { name: '0004-approval-subjects', up: approvalSubjects },
  { name: '0005-resources', up: resources },
  { name: '0006-costs', up: costs },
]
