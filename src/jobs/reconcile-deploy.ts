import type { Approval } from '../domain/approval.ts'
import { currentWave } from '../domain/deploys/deploy.ts'
import { deployCardId, type DeployRecord } from '../domain/deploys/deploy-record.ts'
import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import { effectivePolicy } from '../domain/deploys/effective-policy.ts'
import { frozenAt } from '../domain/deploys/freeze.ts'
import { frozenByHand } from '../domain/deploys/manual-freeze.ts'
import { nextStep } from '../domain/deploys/next-step.ts'
import { PRIORITY } from '../domain/message.ts'
import type { Store } from '../domain/store.ts'
import type { Clock } from '../lib/clock.ts'
import type { Operation } from '../operations/define-operation.ts'
import type { QueuedWave } from '../operations/queue-wave.ts'
import type { StartedWave } from '../operations/start-wave-facts.ts'
import type { Job, JobResult } from './job.ts'

export interface ReconcileDeployDeps {
  store: Store
  clock: Pick<Clock, 'now'>
  deployPolicy: DeployPolicy
  queueWave: Operation<QueuedWave>
  startWave: Operation<StartedWave>
  expireApproval: Operation<'expired' | 'unchanged'>
  waiveApproval: Operation<'waived' | 'unchanged'>
  /** For metrics: it has just ended. */
  onOver(record: DeployRecord): void
  onApproved(waitedMs: number): void
  /** Undoes a failed deploy where policy says so; nothing to do is no error. */
  rollBackByItself(record: DeployRecord): Promise<void>
}

const ACTOR = { kind: 'system', job: 'reconcile-deploy' } as const
/** Who waits in line is woken; this heals what no event told. */
const LOOK_AGAIN_MS = 30_000
const SOON_MS = 250
/** A rollout plans its own next look; this one only heals a look that was lost. */
const HEAL_MS = 60_000
const MOST_COUNTED = 1_000
/** Elapsed times on cards: an edit a minute and deploy costs a fortieth of what Slack allows. */
const LEAST_TICK_MS = 5_000
const TICK_MS_PER_DEPLOY = 1_500

/** Takes a deploy one step forward: its approval's end, its place in line, its next wave. */
export function createReconcileDeploy(deps: ReconcileDeployDeps): Job {
  const counted = new Set<string>()
  return {
    kind: 'reconcile-deploy',
    concurrency: 50,
    async run(item): Promise<JobResult> {
      const read = await deps.store.read(async (reads) => {
        const record = await reads.deploys.get(item.key)
        return record && { record, approvals: await reads.approvals.of(record.id) }
      })
      if (!read) return { done: true }
      const { record, approvals } = read
      const { step } = nextStep(record, null)
      switch (step) {
        case 'nothing':
          tellOver(deps, counted, record)
          if (record.state === 'failed') await deps.rollBackByItself(record)
          return { done: true }
        case 'wait-for-approval':
          return awaitApproval(deps, record, approvals)
        case 'watch':
          return watch(deps, record)
        default:
          return goOn(deps, record, approvals)
      }
    },
  }
}

/** Once in this process, and not for what somebody only looks at again. */
function tellOver({ clock, onOver }: ReconcileDeployDeps, counted: Set<string>, record: DeployRecord): void {
  const isFresh = clock.now() - (record.finishedAt ?? 0) < LOOK_AGAIN_MS
  if (!isFresh || counted.has(record.id)) return
  if (counted.size > MOST_COUNTED) counted.clear()
  counted.add(record.id)
  onOver(record)
}

async function awaitApproval(
  deps: ReconcileDeployDeps,
  record: DeployRecord,
  approvals: readonly Approval[],
): Promise<JobResult> {
  const wave = currentWave(record)
  const open = approvals.find((one) => one.wave === wave && one.state === 'waiting')
  if (!asksForApproval(deps, record)) {
    await ask(deps.waiveApproval, { deployId: record.id })
    return { again: deps.clock.now() }
  }
  if (!open) return { again: deps.clock.now() + LOOK_AGAIN_MS }
  if (deps.clock.now() < open.expiresAt) return { again: open.expiresAt }
  await ask(deps.expireApproval, { approvalId: open.id })
  return { done: true }
}

/** Whether policy still does. */
function asksForApproval({ deployPolicy, clock }: ReconcileDeployDeps, record: DeployRecord): boolean {
  const policy = effectivePolicy(deployPolicy, record, clock.now())
  return !policy.ok || policy.value.approval !== null
}

async function goOn(
  deps: ReconcileDeployDeps,
  record: DeployRecord,
  approvals: readonly Approval[],
): Promise<JobResult> {
  const frozenUntil = await stillFrozen(deps, record)
  if (frozenUntil !== null) return { again: frozenUntil }
  const queued = await ask(deps.queueWave, { deployId: record.id })
  if (queued === 'over') return { done: true }
  if (queued !== 'held') return { again: deps.clock.now() + LOOK_AGAIN_MS }
  const started = await ask(deps.startWave, { deployId: record.id })
  switch (started.state) {
    case 'held-back':
      return { again: started.againAt }
    case 'look-again':
      return { again: deps.clock.now() + SOON_MS }
    case 'started':
      tellWaited(deps, record, approvals)
      return { again: deps.clock.now() + LEAST_TICK_MS }
    default:
      return { again: deps.clock.now() + LOOK_AGAIN_MS }
  }
}

/** How long the wave that starts now waited for people. */
function tellWaited(
  { clock, deployPolicy, onApproved }: ReconcileDeployDeps,
  record: DeployRecord,
  approvals: readonly Approval[],
): void {
  const wave = currentWave(record)
  const approved = approvals.find((one) => one.wave === wave && one.state === 'approved')
  const policy = effectivePolicy(deployPolicy, record, clock.now())
  const rule = policy.ok ? policy.value.approval : null
  if (!approved?.decided || !rule) return
  onApproved(approved.decided.at - (approved.expiresAt - rule.expiresMs))
}

/** A deploy that a freeze holds back does not even get in line before its end. */
async function stillFrozen(
  { store, clock, deployPolicy }: ReconcileDeployDeps,
  record: DeployRecord,
): Promise<number | null> {
  if (record.heldBack?.reason !== 'frozen' || record.brokenGlass) return null
  const now = clock.now()
  const policy = effectivePolicy(deployPolicy, record, now)
  const byHand = await store.read((reads) => reads.freezes.active(now))
  const frozen = (policy.ok ? frozenAt(policy.value.freezes, now) : null) ?? frozenByHand(byHand, record, now)
  return frozen && Math.min(frozen.until, now + LOOK_AGAIN_MS)
}

/** The rollouts go on by themselves; the card's clock and a second look are this job's. */
async function watch({ store, clock }: ReconcileDeployDeps, record: DeployRecord): Promise<JobResult> {
  const now = clock.now()
  const running = await store.read((reads) => reads.deploys.open({}))
  const ticking = running.filter(({ state }) => state === 'running').length
  await store.transaction(async (tx) => {
    const subject = { id: deployCardId(record.id), kind: 'deploy' as const, subject: record.id }
    await tx.cards.want({ ...subject, channel: record.channel, priority: PRIORITY.progress, dueAt: now })
    for (const { id, state } of record.waves.flatMap(({ rollouts }) => rollouts)) {
      if (state === 'running') await tx.queue.enqueue('reconcile-rollout', id, { dueAt: now + HEAL_MS })
    }
  })
  return { again: now + Math.max(LEAST_TICK_MS, ticking * TICK_MS_PER_DEPLOY) }
}

async function ask<Value>(operation: Operation<Value>, input: unknown): Promise<Value> {
  const outcome = await operation({ actor: ACTOR, input })
  if (!outcome.ok) throw new Error(`taking a deploy forward: ${outcome.refusal.reason}`)
  return outcome.value
}
