import { allowed, refused, type Actor, type Outcome } from '../domain/actor.ts'
import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import type { Draft } from '../domain/deploys/draft.ts'
import { effectivePolicy } from '../domain/deploys/effective-policy.ts'
import { harmOf, wayBack } from '../domain/deploys/way-back.ts'
import type { Directory } from '../domain/messages.ts'
import type { Reads, Store } from '../domain/store.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { Operation } from '../operations/define-operation.ts'
import { tellOfDeploy } from '../operations/deploy-effects.ts'
import { newerThan } from '../operations/request-deploy-newest.ts'
import type { PreviousVersions } from '../queries/previous-versions.ts'

export interface AutoRollbackDeps {
  store: Store
  clock: Pick<Clock, 'now'>
  directory: Pick<Directory, 'person'>
  deployPolicy: DeployPolicy
  previousVersions: PreviousVersions
  planDeploy: Operation<Draft>
  requestDeploy: Operation<DeployRecord>
  logger: Pick<Logger, 'info' | 'warn'>
}

/** What failed longer ago is somebody's business by now. */
const OLDEST_MS = 20 * 60_000
const RETRY_MS = 15_000
const HISTORY = 500
/** Begins the fact while the rollback may have been asked for with this draft; any other fact is the end of it. */
const DRAFT = 'draft:'
const PASSING = new Set([
  'membership-unknown',
  'not-for-unknown',
  'cluster-unreachable',
  'cluster-limited',
  'cluster-unauthorized',
  'changed-meanwhile',
])

/**
 * Undoes a failed deploy where policy says so, once, with the rights of who asked for it. Only when that takes away
 * nothing but the failed version itself; otherwise the thread says why not. Never a rollback.
 */
export function createAutoRollback(deps: AutoRollbackDeps): (record: DeployRecord) => Promise<void> {
  return async (record) => {
    const policy = effectivePolicy(deps.deployPolicy, record, deps.clock.now())
    if (!policy.ok || !policy.value.autoRollback || record.kind !== 'deploy') return
    const known = await deps.store.read((reads) => reads.facts.get(factOf(record)))
    if (known !== null && !known.startsWith(DRAFT)) return
    const outcome = await rollBack(deps, record, known?.slice(DRAFT.length) ?? null)
    if (!outcome.ok && PASSING.has(outcome.refusal.reason)) throw notNow(record, outcome.refusal.reason)
    await conclude(deps, record, outcome)
  }
}

function factOf({ id }: DeployRecord): string {
  return `auto-rollback:${id}`
}

function notNow({ id }: DeployRecord, reason: string): Error {
  return Object.assign(new Error(`rolling back ${id}: not possible at present (${reason})`), {
    retryAfterMs: RETRY_MS,
  })
}

/** Id of the rollback, or why there is none. */
async function rollBack(
  deps: AutoRollbackDeps,
  record: DeployRecord,
  draftId: string | null,
): Promise<Outcome<string>> {
  const { rollback, rollouts, newer } = await deps.store.read(async (reads) => ({
    rollback: await rollbackOf(reads, record, draftId),
    rollouts: await reads.rollouts.ofDeploy(record.id),
    newer: await newerThan(reads, record, record.id),
  }))
  if (rollback) return allowed(rollback.id)
  const back = wayBack(record, rollouts)
  if (!back.ok) return back
  if (newer) return { ok: false, refusal: newer }
  if (deps.clock.now() - (record.finishedAt ?? 0) > OLDEST_MS) return refused('too-late')
  const { membership } = await deps.directory.person(record.requesterId)
  const actor: Actor = { kind: 'person', userId: record.requesterId, membership, isAdmin: false }
  // Planned anew after a break too: somebody may have changed something by hand meanwhile.
  const planned = await planBack(deps, record, { actor, digest: back.value })
  if (!planned.ok) return planned
  const asked = draftId ?? planned.value.id
  if (draftId === null) await deps.store.transaction((tx) => tx.facts.set(factOf(record), `${DRAFT}${asked}`))
  const requested = await deps.requestDeploy({ actor, input: { draftId: asked, ifNewest: record.id } })
  return requested.ok ? allowed(requested.value.id) : requested
}

/** One that was asked for already, by us before a break or by a person. */
async function rollbackOf(
  { deploys }: Pick<Reads, 'deploys'>,
  { id, project, service, environment }: DeployRecord,
  draftId: string | null,
): Promise<DeployRecord | null> {
  const ours = draftId === null ? null : await deploys.get(draftId)
  if (ours) return ours
  const recent = await deploys.recent({ projects: [project], service, environment }, HISTORY)
  return recent.find(({ kind, undoes }) => kind === 'rollback' && undoes === id) ?? null
}

async function planBack(
  { previousVersions, planDeploy }: AutoRollbackDeps,
  record: DeployRecord,
  { actor, digest }: { actor: Actor; digest: string },
): Promise<Outcome<Draft>> {
  const { project, service, environment } = record
  const place = { project, service, environment }
  const previous = await previousVersions({ actor, input: place })
  if (!previous.ok) return previous
  const { current, choices } = previous.value
  if (current?.id !== record.id) return refused('newer-deploy')
  if (!choices.some(({ release }) => release.digest === digest)) return refused('never-ran-before')
  const input = { kind: 'rollback', ...place, version: digest, regions: 'all' }
  const planned = await planDeploy({ actor, input })
  if (!planned.ok) return planned
  if (planned.value.undoes !== record.id) return refused('newer-deploy')
  const harm = harmOf(record, planned.value.plan)
  return harm ? { ok: false, refusal: harm } : planned
}

async function conclude(
  { store, clock, logger }: AutoRollbackDeps,
  record: DeployRecord,
  outcome: Outcome<string>,
): Promise<void> {
  const end = outcome.ok ? outcome.value : outcome.refusal.reason
  await store.transaction(async (tx) => {
    await tx.facts.set(factOf(record), end)
    if (outcome.ok) return
    const { reason, details = {} } = outcome.refusal
    await tellOfDeploy(tx, record, {
      key: 'not-rolled-back',
      news: 'not-rolled-back',
      values: { ...details, reason },
      mentions: [record.requesterId],
      now: clock.now(),
    })
  })
  logger.info({ deployId: record.id, outcome: end }, 'rolling back by policy')
}
