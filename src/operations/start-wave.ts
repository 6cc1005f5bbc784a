import { z } from 'zod'
import { closedNow } from '../domain/deploys/lock.ts'
import { allowed, refused } from '../domain/actor.ts'
import { planOfWave, targetKey } from '../domain/deploys/deploy-record.ts'
import { planHash } from '../domain/deploys/plan.ts'
import { recheck } from '../domain/deploys/recheck.ts'
import type { TargetRollout } from '../domain/deploys/target-rollout.ts'
import type { Denial } from '../domain/denial.ts'
import type { Records } from '../domain/store.ts'
import { defineOperation, systemOnly } from './define-operation.ts'
import type { DeployDeps } from './deploy-deps.ts'
import { holdAll, rolloutsOfWave } from './deploy-locks.ts'
import {
  approvalOf,
  gatherWave,
  isPassing,
  type StartedWave,
  type Wave,
  type WaveFacts,
} from './start-wave-facts.ts'
import { callOff, holdBack, resetVotes, startRollouts } from './start-wave-outcomes.ts'

/**
 * Carries out what was approved, if it still may be: rights, freeze, lock and what runs now are read again. Called while
 * every lock of the wave is held.
 */
export const createStartWave = defineOperation<
  { deployId: string },
  StartedWave,
  DeployDeps,
  WaveFacts | null
>({
  name: 'start-wave',
  isKept: true,
  input: z.object({ deployId: z.string() }),
  may: systemOnly,
  gather: ({ input, now, deps }) => gatherWave(deps, input.deployId, now),
  async decide({ tx, input, facts, now, deps }) {
    const record = await tx.deploys.get(input.deployId)
    const audit = { subject: input.deployId }
    if (!record || !facts)
      return { outcome: refused('deploy-unknown'), audit: { ...audit, outcome: 'unknown' } }
    const approval = approvalOf(await tx.approvals.of(record.id), facts.wave)
    const started = await decideWave(tx, { record, approval, facts, now, deps })
    if (started.state === 'look-again') return { outcome: allowed(started), audit: null }
    if (started.state === 'held-back' && record.heldBack?.reason === started.reason) {
      return { outcome: allowed(started), audit: null }
    }
    const details = { wave: facts.wave, planHash: planHash(planOfWave(facts.fresh, facts.wave)) }
    return { outcome: allowed(started), audit: { ...audit, outcome: started.state, details } }
  },
})

async function decideWave(tx: Records, wave: Wave): Promise<StartedWave> {
  const { record, facts, now } = wave
  if (record.version !== facts.version) return { state: 'look-again' }
  const rollouts = rolloutsOfWave(record, await tx.rollouts.ofDeploy(record.id), facts.wave)
  if (!(await holdAll(tx, rollouts))) return { state: 'look-again' }
  const locked = record.kind === 'deploy' ? await lockedSince(tx, rollouts, now) : null
  if (locked) return holdBack(tx, wave, locked)
  const passing = facts.refused.find(({ refusal }) => isPassing(refusal))
  // A rollback goes where it can: the rest follows when it is seen again.
  if (passing && record.kind === 'deploy') return holdBack(tx, wave, { ...passing.refusal, next: 'retry' })
  const no = recheckWave(wave)
  if (no === null) return startRollouts(tx, wave, rollouts)
  if (ASKED_ANEW.has(no.reason)) return resetVotes(tx, wave, { because: no.reason })
  if (no.next === 'retry' || no.next === 'wait') return holdBack(tx, wave, no)
  const voter = facts.voters.find((one) => one.no !== null)
  if (!facts.requester && voter) {
    return resetVotes(tx, wave, { because: no.reason, userId: voter.userId })
  }
  return callOff(tx, wave, no)
}

/** Somebody may have locked the service while this deploy held its place and waited for something else. */
async function lockedSince(
  tx: Records,
  rollouts: readonly TargetRollout[],
  now: number,
): Promise<Denial | null> {
  for (const rollout of rollouts) {
    const closed = closedNow(await tx.locks.get(targetKey(rollout)), now)
    if (!closed) continue
    const { by, reason, expiresAt } = closed
    return { reason: 'locked', details: { by, reason, until: expiresAt }, next: 'wait' }
  }
  return null
}

const ASKED_ANEW = new Set(['plan-changed', 'approval-needed', 'votes-too-old'])

/** A rollback needs no yes and no open season; a change of what runs now does not stop it either. */
function recheckWave({ record, approval, facts, now }: Wave): Denial | null {
  const isRollback = record.kind === 'rollback'
  const rule = isRollback ? null : (facts.policy?.approval ?? null)
  // One that was set aside is no yes: it is missed below, where votes are asked for.
  const given = rule && approval?.state === 'approved' ? approval : null
  const no = recheck({
    approval: given,
    planHash: planHash(planOfWave(facts.fresh, facts.wave)),
    requester: facts.requester,
    // Policy that asks for nobody's yes does not ask who gave one.
    voters: rule ? facts.voters : [],
    frozen: isRollback ? null : facts.frozen,
    brokenGlass: record.brokenGlass !== null,
  })
  if (no || !rule || record.brokenGlass) return no
  // An exception may have run out, or policy become stricter, since it was asked for.
  if (!given) return { reason: 'approval-needed', next: 'ask-approver' }
  const isOld = now - (given.decided?.at ?? 0) > rule.expiresMs
  return isOld ? { reason: 'votes-too-old', next: 'ask-approver' } : null
}
