import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { DeployRecord } from '../src/domain/deploys/deploy-record.ts'
import type { TargetRollout } from '../src/domain/deploys/target-rollout.ts'
import { DATABASE_FILE } from '../src/store/sqlite.ts'

/** What the bot has stored of deploys, of one moment. */
export interface StoredDeploys {
  deploys: DeployRecord[]
  rollouts: TargetRollout[]
  notices: { key: string; ts: string | null }[]
  /** Cards and notices that do not stand in Slack as they should. */
  unshown: number
}

/** Reads beside the running bot. */
export function readDeploys(dataDir: string): StoredDeploys {
  const db = new Database(join(dataDir, DATABASE_FILE), { readonly: true })
  try {
    const bodies = <T>(sql: string) =>
      (db.prepare(sql).pluck().all() as string[]).map((body) => JSON.parse(body) as T)
    return db.transaction(() => ({
      deploys: bodies<DeployRecord>('select body from deploys order by created_at, id'),
      rollouts: bodies<TargetRollout>('select body from rollouts'),
      notices: db.prepare('select key, ts from notices').all() as StoredDeploys['notices'],
      unshown: db
        .prepare(
          `select (select count(*) from cards where state <> 'shown' or wanted_version > shown_version)
                + (select count(*) from notices where state <> 'shown')`,
        )
        .pluck()
        .get() as number,
    }))()
  } finally {
    db.close()
  }
}
