import { join } from 'node:path'
import Database from 'better-sqlite3'

export interface StoredAlert {
  alertname: string
  namespace: string
  fingerprint: string
  state: 'firing' | 'resolved'
  ack_user: string | null
  thread_id: string
}

export interface StoredMessage {
  id: string
  kind: string
  channel: string
  ts: string | null
  state: string
  thread_card_id: string | null
}

/** What the bot's database says. Read from the file, beside the running bot or after it. */
export interface Truth {
  /** The newest episode of each (source, fingerprint). */
  alerts: StoredAlert[]
  cards: StoredMessage[]
  notices: StoredMessage[]
  /** Work that must be done before everything is shown. */
  waiting: number
  deadWork: string[]
}

export function readTruth(dataDir: string): Truth {
  const db = new Database(join(dataDir, 'coxswain.db'), { readonly: true })
  try {
    const all = <T>(sql: string) => db.prepare(sql).all() as T[]
    const [work] = all<{ n: number }>(
      `select count(*) as n from work where kind in ('ingest-alerts', 'show-card', 'send-notice')`,
    )
    const [unshown] = all<{ n: number }>(
      `select (select count(*) from cards where state <> 'shown' or wanted_version > shown_version)
            + (select count(*) from notices where state <> 'shown') as n`,
    )
    return {
      alerts: all<StoredAlert>(
        `select alertname, namespace, fingerprint, state, ack_user, thread_id from episodes e
         where starts_at = (select max(starts_at) from episodes o where o.source = e.source and o.fingerprint = e.fingerprint)`,
      ),
      cards: all<StoredMessage>(`select id, kind, channel, ts, state, null as thread_card_id from cards`),
      notices: all<StoredMessage>(`select key as id, kind, channel, ts, state, thread_card_id from notices`),
      waiting: (work?.n ?? 0) + (unshown?.n ?? 0),
      deadWork: all<{ line: string }>(
        `select kind || ' ' || key || ': ' || coalesce(error, '') as line from work where dead_at is not null`,
      ).map(({ line }) => line),
    }
  } finally {
    db.close()
  }
}
