import { ownerTeam } from '../domain/catalogue.ts'
import { diffPlans } from '../domain/deploys/diff-plans.ts'
import { planOfWave, targetKey, type DeployRecord } from '../domain/deploys/deploy-record.ts'
import { openWorkload, type TargetRollout } from '../domain/deploys/target-rollout.ts'
import type { Denial } from '../domain/denial.ts'
import type { Records } from '../domain/store.ts'
import { askApproval } from './ask-approval.ts'
import { tellOfDeploy, wakeRollout, wantDeployCard } from './deploy-effects.ts'
import { endRolloutIn } from './end-rollout-effects.ts'
import { leaveLocks, rolloutsOfWave } from './deploy-locks.ts'
import { amendRecord, stepRecord } from './deploy-transition.ts'
import { withCommits } from './plan-deploy-commits.ts'
import { isPassing, type StartedWave, type Wave } from './start-wave-facts.ts'

const RETRY_MS = 15_000
/** A freeze without an end, or a lifted one, is looked at again this often. */
const LOOK_AGAIN_MS = 5 * 60_000

export async function startRollouts(
  tx: Records,
  { record, facts, now, deps }: Wave,
  rollouts: readonly TargetRollout[],
): Promise<StartedWave> {
  const event = { event: 'start-wave', wave: facts.wave, no: null } as const
  const stepped = await stepRecord(tx, record, { event, now, besides: { plan: facts.fresh } })
  if (!stepped.ok) return { state: 'look-again' }
  await tellOfOtherPlan(tx, record, { facts, now })
  const targets = planOfWave(facts.fresh, facts.wave).targets
  for (const rollout of rollouts) {
    const lock = await tx.locks.get(targetKey(rollout))
    const target = targets.find(({ region }) => region === rollout.region)
    // Of what cannot be seen now nothing is known: it is planned when it can.
    const isUnseen = facts.refused.some(({ region }) => region === rollout.region)
    const workloads = isUnseen ? [] : [...(target?.workloads ?? []), ...(target?.standing ?? [])]
    const started = {
      ...rollout,
      fence: lock.fence,
      startedAt: now,
      workloads: workloads.map(openWorkload),
      version: rollout.version + 1,
    }
    await tx.rollouts.update(started)
    await wakeRollout(tx, rollout.id, now)
  }
  for (const { region, refusal } of facts.refused) {
    if (isPassing(refusal)) continue
    const rollout = rollouts.find((one) => one.region === region)
    if (rollout)
      await endRolloutIn(tx, { rolloutId: rollout.id, as: 'failed', reason: refusal.reason, now, deps })
  }
  return { state: 'started' }
}

/** Nobody's yes is bound to it, but it is not what was shown either. */
async function tellOfOtherPlan(
  tx: Records,
  record: DeployRecord,
  { facts, now }: Pick<Wave, 'facts' | 'now'>,
): Promise<void> {
  if (record.kind === 'rollback') return
  const differences = diffPlans(planOfWave(record.plan, facts.wave), planOfWave(facts.fresh, facts.wave))
  if (differences.length === 0) return
  await tellOfDeploy(tx, record, {
    key: `plan-changed:${facts.wave}`,
    news: 'plan-changed',
    values: { wave: facts.wave, differences: JSON.stringify(differences.slice(0, 10)) },
    mentions: [record.requesterId],
    now,
  })
}

export async function resetVotes(
  tx: Records,
  { record, facts, now, deps }: Wave,
  why: { because: string; userId?: string },
): Promise<StartedWave> {
  const rule = facts.policy?.approval
  if (!rule) return { state: 'look-again' }
  const event = { event: 'votes-reset', wave: facts.wave } as const
  const { release } = record
  const { targets, fromName } = await withCommits(tx, record, { targets: facts.fresh.targets, release })
  const plan = { ...facts.fresh, targets }
  const stepped = await stepRecord(tx, record, { event, now, besides: { plan, fromName } })
  if (!stepped.ok) return { state: 'look-again' }
  const rollouts = await tx.rollouts.ofDeploy(record.id)
  await leaveLocks(tx, rolloutsOfWave(record, rollouts, facts.wave), now)
  const differences = diffPlans(planOfWave(record.plan, facts.wave), planOfWave(facts.fresh, facts.wave))
  await askApproval(tx, {
    record: stepped.value,
    wave: facts.wave,
    rule,
    team: ownerTeam(deps.catalogue, record.project),
    id: deps.newId(),
    now,
    because: { ...why, differences: JSON.stringify(differences.slice(0, 10)) },
  })
  return { state: 'votes-reset' }
}

/** Others may go while a freeze lasts; a cluster or a group that does not answer is waited for in place. */
export async function holdBack(tx: Records, { record, facts, now }: Wave, no: Denial): Promise<StartedWave> {
  if (no.next === 'wait') {
    const rollouts = await tx.rollouts.ofDeploy(record.id)
    await leaveLocks(tx, rolloutsOfWave(record, rollouts, facts.wave), now)
  }
  const until = no.details?.['until']
  const againAt =
    no.next === 'retry'
      ? now + RETRY_MS
      : Math.min(typeof until === 'number' ? Math.max(until, now) : now + LOOK_AGAIN_MS, now + LOOK_AGAIN_MS)
  const heldBack = { state: 'held-back' as const, reason: no.reason, againAt }
  if (record.heldBack?.reason === no.reason) return heldBack
  const held = await amendRecord(tx, record, { heldBack: no })
  await wantDeployCard(tx, held, { now })
  await tellOfDeploy(tx, held, {
    // What flaps is told once an hour.
    key: `held-back:${no.reason}:${Math.floor(now / 3_600_000)}`,
    news: 'held-back',
    values: { ...no.details, reason: no.reason },
    mentions: [record.requesterId],
    now,
  })
  return heldBack
}

export async function callOff(tx: Records, { record, now }: Wave, no: Denial): Promise<StartedWave> {
  const event = { event: 'called-off', as: 'cancelled', reason: no.reason } as const
  const stepped = await stepRecord(tx, record, { event, now })
  if (!stepped.ok) return { state: 'look-again' }
  await tellOfDeploy(tx, record, {
    key: 'called-off',
    news: 'withdrawn',
    values: { ...no.details, reason: no.reason },
    mentions: [record.requesterId],
    now,
  })
  return { state: 'called-off' }
}
