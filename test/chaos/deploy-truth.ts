import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Approval } from '../../src/domain/approval.ts'
import type { DeployRecord } from '../../src/domain/deploys/deploy-record.ts'
import type { Lock } from '../../src/domain/deploys/lock.ts'
import type { TargetRollout } from '../../src/domain/deploys/target-rollout.ts'
import type { StoredMessage } from './truth.ts'

export interface AuditRow {
  operation: string
  subject: string
  outcome: string
  details: string
}

/** What the bot's database says of deploys. Read from the file, beside the running bot or after it. */
export interface DeployTruth {
  deploys: DeployRecord[]
  rollouts: TargetRollout[]
  approvals: (Omit<Approval, 'votes'> & { votes: { user_id: string }[] })[]
  locks: Lock[]
  cards: StoredMessage[]
  notices: StoredMessage[]
  audit: AuditRow[]
  /** What is not done or not shown as it should be. */
  unfinished: number
  deadWork: string[]
}

const NOTHING: DeployTruth = {
  deploys: [],
  rollouts: [],
  approvals: [],
  locks: [],
  cards: [],
  notices: [],
  audit: [],
  unfinished: 0,
  deadWork: [],
}

/** Reads once. */
export function readDeployTruth(dataDir: string): DeployTruth {
  const reader = createTruthReader(dataDir)
  try {
    return reader.read()
  } finally {
    reader.close()
  }
}

export interface TruthReader {
  /** As it is now; reads again only what changed. */
  read(): DeployTruth
  /** Until the next read the file is left alone. */
  close(): void
}

export function createTruthReader(dataDir: string): TruthReader {
  const file = join(dataDir, 'coxswain.db')
  let open: { db: Database.Database; version: unknown; truth: DeployTruth } | null = null
  return {
    read() {
      if (!open) {
        if (!existsSync(file)) return NOTHING
        open = { db: new Database(file, { readonly: true }), version: null, truth: NOTHING }
      }
      const version = open.db.pragma('data_version', { simple: true })
      if (version === open.version) return open.truth
      return (open = { db: open.db, version, truth: readAll(open.db) }).truth
    },
    close() {
      open?.db.close()
      open = null
    },
  }
}

const UNFINISHED = `
  select (select count(*) from cards where state <> 'shown' or wanted_version > shown_version)
       + (select count(*) from notices where state <> 'shown')
       + (select count(*) from work where kind in ('show-card', 'send-notice', 'reconcile-rollout', 'reconcile-deploy'))`

function readAll(db: Database.Database): DeployTruth {
  const all = <T>(sql: string, ...values: string[]) => db.prepare(sql).all(...values) as T[]
  const bodies = <T>(sql: string) => all<{ body: string }>(sql).map(({ body }) => JSON.parse(body) as T)
  const votesOf = (id: string) =>
    all<{ user_id: string }>('select user_id from approval_votes where approval_id = ?', id)
  // One transaction: rows of one moment.
  return db.transaction(() => ({
    deploys: bodies<DeployRecord>('select body from deploys order by created_at, id'),
    rollouts: bodies<TargetRollout>('select body from rollouts order by deploy_id, wave, position'),
    approvals: bodies<Approval>('select body from approvals order by arrival').map((approval) => ({
      ...approval,
      votes: votesOf(approval.id),
    })),
    locks: bodies<Lock>('select body from locks'),
    cards: all<StoredMessage>(`select id, kind, channel, ts, state, null as thread_card_id from cards`),
    notices: all<StoredMessage>(`select key as id, kind, channel, ts, state, thread_card_id from notices`),
    audit: all<AuditRow>('select operation, subject, outcome, details from audit order by id'),
    unfinished: Number(db.prepare(UNFINISHED).pluck().get()),
    deadWork: all<{ line: string }>(
      `select kind || ' ' || key || ': ' || coalesce(error, '') as line from work where dead_at is not null`,
    ).map(({ line }) => line),
  }))()
}

/** The newest deploy of a version; a rollback is one of its own kind. */
export function deployOf(
  { deploys }: DeployTruth,
  { digest, kind }: { digest: string; kind: DeployRecord['kind'] },
): DeployRecord | undefined {
  return deploys.findLast((record) => record.release.digest === digest && record.kind === kind)
}

/** The phases that a deploy's rollouts were last seen in. */
export function phasesOf({ rollouts }: DeployTruth, deployId: string): (string | null)[] {
  return rollouts
    .filter((rollout) => rollout.deployId === deployId && rollout.startedAt !== null)
    .flatMap(({ workloads }) =>
      workloads.map(({ seen, step }) => (step === 'watching' ? (seen?.phase ?? null) : null)),
    )
}
