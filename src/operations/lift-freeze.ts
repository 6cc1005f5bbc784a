import { z } from 'zod'
import { allowed, refused, type Actor, type Outcome, type Refusal } from '../domain/actor.ts'
import type { ManualFreeze } from '../domain/deploys/manual-freeze.ts'
import { peopleOnly } from '../domain/members.ts'
import type { Records } from '../domain/store.ts'
import { defineOperation } from './define-operation.ts'
import type { DeployDeps } from './deploy-deps.ts'
import { decided, no, userOf } from './request-deploy-decided.ts'
import { frozenDeploys, whyNotFreeze } from './request-deploy-may-freeze.ts'
import { touchOpenDeploys } from './request-deploy-open.ts'
import { tellOfLock } from './tell-of-lock.ts'

/** Ends a freeze before its time: by those who may freeze there, and by who set it. */
export const createLiftFreeze = defineOperation<
  { freezeId: string },
  ManualFreeze,
  DeployDeps,
  Refusal | null
>({
  name: 'lift-freeze',
  isKept: true,
  input: z.object({ freezeId: z.string().min(1).max(200) }),
  may: peopleOnly,
  gather: ({ actor, input, now, deps }) => whyNotLift(deps, { actor, freezeId: input.freezeId, now }),
  async decide({ tx, actor, input: { freezeId }, facts: denial, now, deps }) {
    const outcome = denial ? no(denial) : await lift(tx, freezeId, { by: userOf(actor), at: now })
    if (outcome.ok) {
      const { project, environment, reason } = outcome.value
      const about = { project, service: null, environment, reason, until: null }
      const told = { what: 'thawed' as const, by: userOf(actor), ...about }
      await tellOfLock(tx, told, { catalogue: deps.catalogue, subject: freezeId, now })
    }
    const details = outcome.ok
      ? { project: outcome.value.project, environment: outcome.value.environment }
      : {}
    return decided(outcome, { subject: freezeId, as: 'lifted', details })
  },
})

async function whyNotLift(
  deps: DeployDeps,
  { actor, freezeId, now }: { actor: Actor; freezeId: string; now: number },
): Promise<Refusal | null> {
  const freeze = await deps.store.read((reads) => reads.freezes.get(freezeId))
  if (!freeze) return { reason: 'freeze-unknown' }
  return freeze.by === userOf(actor) ? null : whyNotFreeze(deps, { actor, place: freeze, now })
}

async function lift(
  tx: Records,
  freezeId: string,
  lifted: NonNullable<ManualFreeze['lifted']>,
): Promise<Outcome<ManualFreeze>> {
  const freeze = await tx.freezes.get(freezeId)
  if (!freeze) return refused('freeze-unknown')
  if (freeze.until !== null && freeze.until <= lifted.at) {
    return refused('already-lifted', { by: null, at: freeze.until })
  }
  if (!(await tx.freezes.lift(freezeId, lifted.by, lifted.at))) {
    return refused('already-lifted', { by: freeze.lifted?.by ?? null, at: freeze.lifted?.at ?? null })
  }
  await touchOpenDeploys(tx, frozenDeploys(freeze), { now: lifted.at, wakeAt: lifted.at })
  return allowed({ ...freeze, lifted })
}
