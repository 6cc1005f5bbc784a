import type { Actor } from '../domain/actor.ts'
import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import type { Draft } from '../domain/deploys/draft.ts'
import { effectivePolicy } from '../domain/deploys/effective-policy.ts'
import type { Directory } from '../domain/messages.ts'
import type { Store } from '../domain/store.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { Operation } from '../operations/define-operation.ts'
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

/** Undoes a failed deploy where policy says so, once, with the rights of who asked for it. Never a rollback. */
export function createAutoRollback(deps: AutoRollbackDeps): (record: DeployRecord) => Promise<void> {
  return async (record) => {
    const now = deps.clock.now()
    const policy = effectivePolicy(deps.deployPolicy, record, now)
    const wanted = policy.ok && policy.value.autoRollback && record.kind === 'deploy'
    if (!wanted || now - (record.finishedAt ?? now) > OLDEST_MS) return
    const fact = `auto-rollback:${record.id}`
    if (await deps.store.read((reads) => reads.facts.get(fact))) return
    const reason = await rollBack(deps, record)
    if (reason === 'retry') throw new Error(`rolling back ${record.id}: not possible at present`)
    await deps.store.transaction((tx) => tx.facts.set(fact, reason))
    deps.logger.info({ deployId: record.id, outcome: reason }, 'rolling back by policy')
  }
}

const PASSING = new Set(['membership-unknown', 'not-for-unknown', 'cluster-unreachable', 'cluster-limited'])

async function rollBack(deps: AutoRollbackDeps, record: DeployRecord): Promise<string> {
  const { project, service, environment, requesterId } = record
  const { membership } = await deps.directory.person(requesterId)
  const actor: Actor = { kind: 'person', userId: requesterId, membership, isAdmin: false }
  const previous = await deps.previousVersions({ actor, input: { project, service, environment } })
  if (!previous.ok) return PASSING.has(previous.refusal.reason) ? 'retry' : previous.refusal.reason
  const [last] = previous.value.choices
  if (!last) return 'never-ran-before'
  const place = { kind: 'rollback', project, service, environment, regions: 'all' }
  const planned = await deps.planDeploy({ actor, input: { ...place, version: last.release.digest } })
  if (!planned.ok) return PASSING.has(planned.refusal.reason) ? 'retry' : planned.refusal.reason
  const requested = await deps.requestDeploy({ actor, input: { draftId: planned.value.id } })
  return requested.ok ? requested.value.id : requested.refusal.reason
}
