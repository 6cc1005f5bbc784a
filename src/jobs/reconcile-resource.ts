import type { Change, PartStep } from '../domain/resources/change.ts'
import { CloudError, type Clouds, type FoundPart } from '../domain/resources/cloud.ts'
import { isPassing, type ChangeFailure } from '../domain/resources/failure.ts'
import { approvalNeeded } from '../domain/resources/approval-needed.ts'
import { KINDS } from '../domain/resources/kinds.ts'
import { placeOf } from '../domain/resources/place-of.ts'
import { environmentNamed, type ResourcePolicy } from '../domain/resources/resource-policy.ts'
import type { Resource } from '../domain/resources/resource.ts'
import type { Store } from '../domain/store.ts'
import type { Clock } from '../lib/clock.ts'
import type { Operation } from '../operations/define-operation.ts'
import type { StartedChange } from '../operations/start-change.ts'
import type { Job, JobResult } from './job.ts'
import { back, forward, type Walked } from './resource-directions.ts'
import { cloudFailure, ownFailure } from './resource-failure.ts'
import { tellSlow } from './resource-slow.ts'
import { createTroublePauses, type TroublePauses } from './resource-pauses.ts'
import { saveTrouble } from './resource-progress.ts'
import { SYSTEM, type Walk } from './resource-walk.ts'

export interface ReconcileResourceDeps {
  store: Store
  clock: Pick<Clock, 'now'>
  clouds: Clouds
  resourcePolicy: ResourcePolicy
  startChange: Operation<StartedChange>
  beginPart: Operation<Change>
  beginModifyStep: Operation<Change>
  turnBackChange: Operation<Change>
  stopChange: Operation<Change>
  endChange: Operation<Change>
  expireResourceApproval: Operation<'expired' | 'unchanged'>
  /** For metrics: it has just ended. */
  onChangeOver(change: Change): void
}

type Deps = ReconcileResourceDeps & { pauses: TroublePauses }

const LOOK_AGAIN_MS = 15_000
const UNDER_WAY: readonly PartStep[] = ['making', 'removing']
/** What is refused for now that long is refused for good. */
const BUSY_FOR_GOOD_MS = 30 * 60_000

/** Takes a change of a resource forward, or back, until the cloud is as it should be. Safe to run after any crash. */
export function createReconcileResource(given: ReconcileResourceDeps): Job {
  const deps = { ...given, pauses: createTroublePauses() }
  return {
    kind: 'reconcile-resource',
    concurrency: 50,
    async run(item): Promise<JobResult> {
      const read = await deps.store.read(async (reads) => {
        const change = await reads.changes.get(item.key)
        const resource = change && (await reads.resources.get(change.resourceId))
        return change && resource ? { change, resource } : null
      })
      if (!read) return { done: true }
      switch (read.change.state) {
        case 'waiting-for-approval':
          return awaitApproval(deps, read)
        case 'running':
        case 'undoing':
          return reconcile(deps, read)
        default:
          deps.pauses.forget(item.key)
          return { done: true }
      }
    },
  }
}

async function awaitApproval(
  deps: Deps,
  { change, resource }: { change: Change; resource: Resource },
): Promise<JobResult> {
  const approvals = await deps.store.read((reads) => reads.approvals.of(change.id))
  const now = deps.clock.now()
  const open = approvals.find(({ state }) => state === 'waiting')
  const environment = environmentNamed(deps.resourcePolicy, resource.environment)
  const { price } = change.plan
  const isAsked = !environment || approvalNeeded({ environment, verb: change.verb, price }) !== null
  if (open && isAsked && now < open.expiresAt) return { again: open.expiresAt }
  if (open && now >= open.expiresAt) {
    await ask(deps.expireResourceApproval, { approvalId: open.id })
    return { done: true }
  }
  const started = await ask(deps.startChange, { changeId: change.id })
  return { again: started === 'started' ? now : now + LOOK_AGAIN_MS }
}

async function reconcile(
  deps: Deps,
  { change, resource }: { change: Change; resource: Resource },
): Promise<JobResult> {
  const cloud = deps.clouds.of(placeOf(resource))
  const now = deps.clock.now()
  if (!cloud) {
    const message = `the account ${resource.account} is not in the configuration`
    return stop(
      deps,
      change,
      ownFailure(deps, { code: 'account-unknown', message, details: { account: resource.account } }),
    )
  }
  const walk: Walk = { ...deps, resource, kind: KINDS[resource.kind], cloud }
  const late = await tellSlow(walk, change)
  if (late) return stop(deps, change, late)
  try {
    const walked = change.state === 'running' ? await forward(walk, change) : await back(walk, change)
    deps.pauses.forget(change.id)
    return await conclude(deps, walk, { was: change, walked })
  } catch (error) {
    if (!(error instanceof CloudError)) throw error
    return passing(deps, walk, { change, error, now })
  }
}

async function conclude(
  deps: Deps,
  walk: Walk,
  { was, walked }: { was: Change; walked: Walked },
): Promise<JobResult> {
  const now = deps.clock.now()
  switch (walked.is) {
    case 'wait':
      return { again: now + walked.ms }
    case 'read-again':
      return { again: now }
    case 'failed':
      return isPointOfNoReturn(walked.change)
        ? stop(deps, was, walked.failure, walked.residue)
        : turnBack(deps, was, walked.failure)
    case 'over': {
      const { kind, resource } = walk
      const { change, main } = walked
      const parts = resource.parts.map((part) => change.plan.make.find(({ id }) => id === part.id) ?? part)
      const found = main && {
        connection: kind.connection(parts, main, resource.region),
        arn: main.arn,
        findKeys: kind.findKeys(parts, main),
      }
      const as = was.state === 'running' ? 'succeeded' : 'rolled-back'
      const ended = await deps.endChange({
        actor: SYSTEM,
        input: { changeId: was.id, as, found, residue: walked.isScanned ? [] : null },
      })
      if (!ended.ok) return { again: now }
      deps.onChangeOver(ended.value)
      return { done: true }
    }
  }
}

/** From here nothing is taken back: what was undone is undone, what was deleted is deleted. */
function isPointOfNoReturn({ state, verb, parts, plan }: Change): boolean {
  if (state === 'undoing') return true
  const removes = new Set(plan.unmake.map(({ id }) => id))
  return verb === 'delete' && parts.some(({ id, step }) => removes.has(id) && step !== 'waiting')
}

/** Turns back where there is a way back. */
async function giveUp(deps: Deps, change: Change, failure: ChangeFailure): Promise<JobResult> {
  return isPointOfNoReturn(change) ? stop(deps, change, failure) : turnBack(deps, change, failure)
}

async function turnBack(deps: Deps, change: Change, failure: ChangeFailure): Promise<JobResult> {
  await deps.turnBackChange({ actor: SYSTEM, input: { changeId: change.id, failure } })
  return { again: deps.clock.now() }
}

async function stop(
  deps: Deps,
  change: Change,
  failure: ChangeFailure,
  residue: FoundPart[] | null = null,
): Promise<JobResult> {
  await deps.stopChange({ actor: SYSTEM, input: { changeId: change.id, failure, residue } })
  return { again: deps.clock.now() }
}

/** What ends a direction for good is decided here for errors that no step answered. */
async function passing(
  deps: Deps,
  walk: Walk,
  { change, error, now }: { change: Change; error: CloudError; now: number },
): Promise<JobResult> {
  const fresh = (await deps.store.read((reads) => reads.changes.get(change.id))) ?? change
  const part = [...fresh.plan.make, ...fresh.plan.unmake].find(({ id }) =>
    UNDER_WAY.includes(fresh.parts.find((one) => one.id === id)?.step ?? 'waiting'),
  )
  const spec = part ?? fresh.plan.make[0] ?? fresh.plan.unmake[0]
  const failure = spec
    ? { ...(await cloudFailure(walk, error, spec)), part: part?.id ?? null }
    : ownFailure(deps, { ...error.failure })
  if (!isPassing(failure)) {
    return giveUp(deps, fresh, failure)
  }
  const since = fresh.trouble?.code === failure.code ? fresh.trouble.at : now
  if (failure.class === 'busy' && now - since > BUSY_FOR_GOOD_MS) return giveUp(deps, fresh, failure)
  await saveTrouble(walk, fresh, failure)
  return { again: now + deps.pauses.next(change.id, failure) }
}

async function ask<Value>(operation: Operation<Value>, input: unknown): Promise<Value> {
  const outcome = await operation({ actor: SYSTEM, input })
  if (!outcome.ok) throw new Error(`taking a change of a resource forward: ${outcome.refusal.reason}`)
  return outcome.value
}
