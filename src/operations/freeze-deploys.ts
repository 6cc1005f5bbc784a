import { z } from 'zod'
import { allowed, refused, type Outcome, type Refusal } from '../domain/actor.ts'
import type { ManualFreeze } from '../domain/deploys/manual-freeze.ts'
import { peopleOnly } from '../domain/members.ts'
import type { Records } from '../domain/store.ts'
import { defineOperation } from './define-operation.ts'
import type { DeployDeps } from './deploy-deps.ts'
import { decided, no, userOf } from './request-deploy-decided.ts'
import { frozenDeploys, whyNotFreeze } from './request-deploy-may-freeze.ts'
import { touchOpenDeploys } from './request-deploy-open.ts'
import { forMsInput, reasonInput } from './request-deploy-service.ts'
import { tellOfLock } from './tell-of-lock.ts'

const name = z.string().trim().min(1).max(253)
const input = z.object({
  project: name.nullable(),
  environment: name,
  reason: reasonInput,
  forMs: forMsInput,
})

/** Stops deploys to an environment, of one project or of all; rollbacks go on. */
export const createFreezeDeploys = defineOperation<
  z.output<typeof input>,
  ManualFreeze,
  DeployDeps,
  Refusal | null
>({
  name: 'freeze-deploys',
  isKept: true,
  input,
  may: peopleOnly,
  gather: ({ actor, input: place, now, deps }) => whyNotFreeze(deps, { actor, place, now }),
  async decide({ tx, actor, input: wish, facts: denial, now, deps }) {
    const { project, environment, reason, forMs } = wish
    const freeze: ManualFreeze = {
      id: deps.newId(),
      project,
      environment,
      reason,
      by: userOf(actor),
      since: now,
      until: forMs === null ? null : now + forMs,
      lifted: null,
    }
    const outcome = denial ? no(denial) : await begin(tx, freeze)
    const details = { project, environment, reason, until: freeze.until }
    if (outcome.ok) {
      const told = { what: 'frozen' as const, ...details, by: freeze.by, service: null }
      await tellOfLock(tx, told, { catalogue: deps.catalogue, subject: freeze.id, now })
    }
    return decided(outcome, { subject: freeze.id, as: 'frozen', details })
  },
})

async function begin(tx: Records, freeze: ManualFreeze): Promise<Outcome<ManualFreeze>> {
  if (!freeze.reason) return refused('reason-needed')
  const same = (await tx.freezes.active(freeze.since)).find((other) => holdsAsLong(other, freeze))
  if (same) return refused('already-frozen', { by: same.by, reason: same.reason, until: same.until })
  await tx.freezes.insert(freeze)
  await touchOpenDeploys(tx, frozenDeploys(freeze), { now: freeze.since, wakeAt: null })
  return allowed(freeze)
}

function holdsAsLong(other: ManualFreeze, freeze: ManualFreeze): boolean {
  if (other.project !== freeze.project || other.environment !== freeze.environment) return false
  return other.until === null || (freeze.until !== null && freeze.until <= other.until)
}
