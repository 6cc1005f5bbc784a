import type { ManualFreeze } from '../../domain/deploys/manual-freeze.ts'
import type { FreezeRecords } from '../../domain/deploys/records.ts'
import type { FreezesTable } from '../deploy-tables.ts'
import type { Session } from '../session.ts'
import { statement } from '../statement.ts'

const insert = statement(({ db }, row: FreezesTable) =>
  db.insertInto('freezes').values({
    id: row.id,
    project: row.project,
    environment: row.environment,
    reason: row.reason,
    set_by: row.set_by,
    since_at: row.since_at,
    until_at: row.until_at,
    lifted_by: row.lifted_by,
    lifted_at: row.lifted_at,
  }),
)

const byId = statement(({ db }, input: { id: string }) =>
  db.selectFrom('freezes').selectAll().where('id', '=', input.id),
)

const lift = statement(({ db }, input: { id: string; by: string; at: number }) =>
  db
    .updateTable('freezes')
    .set({ lifted_by: input.by, lifted_at: input.at })
    .where('id', '=', input.id)
    .where('lifted_at', 'is', null),
)

export const activeFreezes = statement(({ db }, input: { now: number }) =>
  db
    .selectFrom('freezes')
    .selectAll()
    .where('lifted_at', 'is', null)
    .where((eb) => eb.or([eb('until_at', 'is', null), eb('until_at', '>', input.now)]))
    .orderBy('since_at')
    .orderBy('id'),
)

export function createFreezeRecords(session: Session): FreezeRecords {
  return {
    async insert(freeze) {
      await session.change(insert, toRow(freeze))
    },
    async get(id) {
      const row = await session.first(byId, { id })
      return row ? fromRow(row) : null
    },
    async lift(id, by, at) {
      return (await session.change(lift, { id, by, at })) === 1
    },
    async active(now) {
      return (await session.rows(activeFreezes, { now })).map(fromRow)
    },
  }
}

function toRow(freeze: ManualFreeze): FreezesTable {
  return {
    id: freeze.id,
    project: freeze.project,
    environment: freeze.environment,
    reason: freeze.reason,
    set_by: freeze.by,
    since_at: freeze.since,
    until_at: freeze.until,
    lifted_by: freeze.lifted?.by ?? null,
    lifted_at: freeze.lifted?.at ?? null,
  }
}

function fromRow(row: FreezesTable): ManualFreeze {
  const { lifted_by: by, lifted_at: at } = row
  return {
    id: row.id,
    project: row.project,
    environment: row.environment,
    reason: row.reason,
    by: row.set_by,
    since: row.since_at,
    until: row.until_at,
    lifted: by === null || at === null ? null : { by, at },
  }
}
