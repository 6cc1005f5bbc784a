import { sql } from 'kysely'
import { isEnded, type Change } from '../../domain/resources/change.ts'
import type { ChangeRecords } from '../../domain/resources/records.ts'
import { jsonList } from '../dialect.ts'
import type { ResourceChangesTable } from '../resource-tables.ts'
import type { Session } from '../session.ts'
import { statement } from '../statement.ts'

// A literal: a bound value would keep the partial indexes out of the plan.
const OPEN = sql.lit<0>(0)

const insert = statement(({ db }, row: ResourceChangesTable) =>
  db
    .insertInto('resource_changes')
    .values({ id: row.id, resource_id: row.resource_id, created_at: row.created_at, ...changeable(row) }),
)

const update = statement(({ db }, row: ResourceChangesTable & { was: number }) =>
  db
    .updateTable('resource_changes')
    .set(changeable(row))
    .where('id', '=', row.id)
    .where('version', '=', row.was),
)

function changeable(row: ResourceChangesTable) {
  return { state: row.state, is_ended: row.is_ended, version: row.version, body: row.body }
}

const byId = statement(({ db }, input: { id: string }) =>
  db.selectFrom('resource_changes').select('body').where('id', '=', input.id),
)

export const changesOfResource = statement(({ db }, input: { resourceId: string; limit: number }) =>
  db
    .selectFrom('resource_changes')
    .select('body')
    .where('resource_id', '=', input.resourceId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(sql<number>`${input.limit}`),
)

export const openChangesOf = statement(({ db, isOneOf }, input: { resourceIds: string }) =>
  db
    .selectFrom('resource_changes')
    .select('body')
    .where((eb) => isOneOf(eb.ref('resource_id'), input.resourceIds))
    .where('is_ended', '=', OPEN),
)

export const openChanges = statement(({ db }) =>
  db
    .selectFrom('resource_changes')
    .select('body')
    .where('is_ended', '=', OPEN)
    .orderBy('created_at')
    .orderBy('id'),
)

export function createChangeRecords(session: Session): ChangeRecords {
  return {
    async insert(change) {
      await session.change(insert, toRow(change))
    },
    async get(id) {
      const row = await session.first(byId, { id })
      return row ? fromRow(row) : null
    },
    async update(change) {
      return (await session.change(update, { ...toRow(change), was: change.version - 1 })) === 1
    },
    async ofResource(resourceId, limit) {
      return (await session.rows(changesOfResource, { resourceId, limit })).map(fromRow)
    },
    async openOf(resourceIds) {
      const rows = await session.rows(openChangesOf, { resourceIds: jsonList(resourceIds) })
      return rows.map(fromRow)
    },
    async open() {
      return (await session.rows(openChanges, {})).map(fromRow)
    },
  }
}

function toRow(change: Change): ResourceChangesTable {
  return {
    id: change.id,
    resource_id: change.resourceId,
    state: change.state,
    is_ended: isEnded(change) ? 1 : 0,
    created_at: change.createdAt,
    version: change.version,
    body: JSON.stringify(change),
  }
}

function fromRow(row: { body: string }): Change {
  return JSON.parse(row.body) as Change
}
