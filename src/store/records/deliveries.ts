import { sql } from 'kysely'
import type { Delivery, DeliveryRecords } from '../../domain/store.ts'
import type { DeliveriesTable, DeliveryBodiesTable, QuarantineTable, Row } from '../schema.ts'
import type { Session } from '../session.ts'
import { statement } from '../statement.ts'

const insert = statement(({ db }, row: DeliveriesTable) =>
  db.insertInto('deliveries').values({
    id: row.id,
    source_kind: row.source_kind,
    source: row.source,
    received_at: row.received_at,
    alert_count: row.alert_count,
    cursor: row.cursor,
    truncated_alerts: row.truncated_alerts,
  }),
)

const insertBody = statement(({ db }, row: DeliveryBodiesTable) =>
  db.insertInto('delivery_bodies').values({ delivery_id: row.delivery_id, body: row.body }),
)

const insertQuarantined = statement(({ db }, row: QuarantineTable) =>
  db.insertInto('quarantine').values({
    delivery_id: row.delivery_id,
    position: row.position,
    reason: row.reason,
    excerpt: row.excerpt,
  }),
)

const get = statement(({ db }, input: { id: string }) =>
  db
    .selectFrom('deliveries')
    .innerJoin('delivery_bodies', 'delivery_bodies.delivery_id', 'deliveries.id')
    .selectAll('deliveries')
    .select('delivery_bodies.body')
    .where('id', '=', input.id),
)

const advance = statement(({ db }, input: { id: string; cursor: number }) =>
  db.updateTable('deliveries').set({ cursor: input.cursor }).where('id', '=', input.id),
)

const quarantined = statement(({ db }, input: { limit: number }) =>
  db
    .selectFrom('deliveries')
    .innerJoin('quarantine', 'quarantine.delivery_id', 'deliveries.id')
    .select(['delivery_id', 'source_kind', 'source', 'position', 'reason', 'received_at'])
    .orderBy('received_at', 'desc')
    .orderBy('delivery_id')
    .orderBy('position')
    .limit(sql<number>`${input.limit}`),
)

const perSource = statement(({ db }) =>
  db
    .selectFrom('deliveries')
    .select(({ fn, selectFrom }) => [
      'source_kind',
      'source',
      fn.max('received_at').as('last_received_at'),
      fn.sum<number>('truncated_alerts').as('truncated_alerts'),
      selectFrom('quarantine')
        .innerJoin('deliveries as of', 'of.id', 'quarantine.delivery_id')
        .select((eb) => eb.fn.countAll<number>().as('rows'))
        .whereRef('of.source_kind', '=', 'deliveries.source_kind')
        .whereRef('of.source', '=', 'deliveries.source')
        .as('quarantined'),
    ])
    .groupBy(['source_kind', 'source'])
    .orderBy('source_kind')
    .orderBy('source'),
)

// What is still waited for, or buried, keeps its body however old it is.
const deleteBefore = statement(({ db }, input: { receivedAt: number; limit: number }) =>
  db
    .deleteFrom('deliveries')
    .returning('id')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('deliveries as old')
        .select('old.id')
        .where('old.received_at', '<', input.receivedAt)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('work')
                .select('work.key')
                .where('work.kind', '=', 'ingest-alerts')
                .whereRef('work.key', '=', 'old.id'),
            ),
          ),
        )
        .orderBy('old.received_at')
        .limit(sql<number>`${input.limit}`),
    ),
)

export function createDeliveryRecords(session: Session): DeliveryRecords {
  return {
    async insert(delivery, rejected) {
      await session.change(insert, toRow(delivery))
      await session.change(insertBody, { delivery_id: delivery.id, body: delivery.body })
      const rows = rejected.map(({ index, reason, excerpt }) => {
        return { delivery_id: delivery.id, position: index, reason, excerpt }
      })
      await session.changeEach(insertQuarantined, rows)
    },
    async get(id) {
      const row = await session.first(get, { id })
      return row ? fromRow(row) : null
    },
    async advance(id, cursor) {
      await session.change(advance, { id, cursor })
    },
    async quarantined(limit) {
      const rows = await session.rows(quarantined, { limit })
      return rows.map((row) => ({
        deliveryId: row.delivery_id,
        sourceKind: row.source_kind,
        source: row.source,
        index: row.position,
        reason: row.reason,
        receivedAt: row.received_at,
      }))
    },
    async perSource() {
      const rows = await session.rows(perSource, {})
      return rows.map((row) => ({
        sourceKind: row.source_kind,
        source: row.source,
        lastReceivedAt: row.last_received_at,
        quarantined: row.quarantined ?? 0,
        truncatedAlerts: row.truncated_alerts,
      }))
    },
    async deleteBefore(receivedAt, limit) {
      return (await session.rows(deleteBefore, { receivedAt, limit })).map((row) => row.id)
    },
  }
}

function toRow(delivery: Delivery): DeliveriesTable {
  return {
    id: delivery.id,
    source_kind: delivery.sourceKind,
    source: delivery.source,
    received_at: delivery.receivedAt,
    alert_count: delivery.alertCount,
    cursor: delivery.cursor,
    truncated_alerts: delivery.truncatedAlerts,
  }
}

function fromRow(row: Row<'deliveries'> & { body: Buffer }): Delivery {
  return {
    id: row.id,
    sourceKind: row.source_kind,
    source: row.source,
    receivedAt: row.received_at,
    body: row.body,
    alertCount: row.alert_count,
    cursor: row.cursor,
    truncatedAlerts: row.truncated_alerts,
  }
}
