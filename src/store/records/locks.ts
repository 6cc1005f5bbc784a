import { sql } from 'kysely'
import { openLock, type Lock } from '../../domain/deploys/lock.ts'
import type { LockRecords } from '../../domain/deploys/records.ts'
import type { LocksTable } from '../deploy-tables.ts'
import type { Session } from '../session.ts'
import { statement } from '../statement.ts'

// A literal: a bound value would keep the partial index out of the plan.
const NOTABLE = sql.lit<1>(1)

const byKey = statement(({ db }, input: { key: string }) =>
  db.selectFrom('locks').select('body').where('key', '=', input.key),
)

export const notableLocks = statement(({ db }) =>
  db.selectFrom('locks').select(['key', 'body']).where('is_notable', '=', NOTABLE).orderBy('key'),
)

// What was never asked for stands as version 0 whether it has a row or not.
const saveFirst = statement(({ db }, row: LocksTable) =>
  db
    .insertInto('locks')
    .values({ key: row.key, ...changeable(row) })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet(changeable(row)).where('locks.version', '=', 0),
    ),
)

const save = statement(({ db }, row: LocksTable & { was: number }) =>
  db.updateTable('locks').set(changeable(row)).where('key', '=', row.key).where('version', '=', row.was),
)

export function createLockRecords(session: Session): LockRecords {
  return {
    async get(key) {
      const row = await session.first(byKey, { key })
      return row ? fromRow(row) : openLock()
    },
    async save(key, lock, was) {
      const row = toRow(key, lock)
      const saved = was === 0 ? session.change(saveFirst, row) : session.change(save, { ...row, was })
      return (await saved) === 1
    },
    async notable() {
      const rows = await session.rows(notableLocks, {})
      return rows.map((row) => ({ key: row.key, lock: fromRow(row) }))
    },
  }
}

function changeable(row: LocksTable): Omit<LocksTable, 'key'> {
  return { version: row.version, fence: row.fence, is_notable: row.is_notable, body: row.body }
}

function toRow(key: string, lock: Lock): LocksTable {
  const isNotable = lock.closed !== null || lock.holder !== null || lock.queue.length > 0
  const { version, fence } = lock
  return { key, version, fence, is_notable: isNotable ? 1 : 0, body: JSON.stringify(lock) }
}

function fromRow(row: { body: string }): Lock {
  return JSON.parse(row.body) as Lock
}
