import { sql } from 'kysely'
import type { RuleMemoryRecords } from '../../domain/store.ts'
import { jsonList } from '../dialect.ts'
import type { RuleMemoryTable } from '../schema.ts'
import type { Session } from '../session.ts'
import { statement } from '../statement.ts'

const remember = statement(({ db }, row: RuleMemoryTable) =>
  db
    .insertInto('rule_memory')
    .values({
      source: row.source,
      rule_key: row.rule_key,
      cluster: row.cluster,
      namespace: row.namespace,
      last_seen_at: row.last_seen_at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['source', 'rule_key', 'cluster', 'namespace'])
        .doUpdateSet({ last_seen_at: sql<number>`excluded.last_seen_at` })
        .whereRef('excluded.last_seen_at', '>', 'rule_memory.last_seen_at'),
    ),
)

const placesOf = statement(({ db, isOneOf }, input: { source: string; ruleKeys: string }) =>
  db
    .selectFrom('rule_memory')
    .selectAll()
    .where('source', '=', input.source)
    .where((eb) => isOneOf(eb.ref('rule_key'), input.ruleKeys))
    .orderBy('rule_key')
    .orderBy('last_seen_at', 'desc')
    .orderBy('cluster')
    .orderBy('namespace'),
)

const deleteBefore = statement(({ db }, input: { at: number }) =>
  db.deleteFrom('rule_memory').where('last_seen_at', '<', input.at),
)

export function createRuleMemoryRecords(session: Session): RuleMemoryRecords {
  return {
    async remember(source, entries) {
      const rows = entries.map(({ ruleKey, place, at }) => {
        return {
          source,
          rule_key: ruleKey,
          cluster: place.cluster,
          namespace: place.namespace,
          last_seen_at: at,
        }
      })
      await session.changeEach(remember, rows)
    },
    async placesOf(source, ruleKeys) {
      const rows = await session.rows(placesOf, { source, ruleKeys: jsonList(ruleKeys) })
      return rows.map((row) => ({
        ruleKey: row.rule_key,
        place: { cluster: row.cluster, namespace: row.namespace },
        lastSeenAt: row.last_seen_at,
      }))
    },
    async deleteBefore(at) {
      await session.change(deleteBefore, { at })
    },
  }
}
