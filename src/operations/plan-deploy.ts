import { z } from 'zod'
import { allowed, type Outcome } from '../domain/actor.ts'
import type { Draft } from '../domain/deploys/draft.ts'
import { planHash } from '../domain/deploys/plan.ts'
import { peopleOnly } from '../domain/members.ts'
import { defineOperation } from './define-operation.ts'
import type { DeployDeps } from './deploy-deps.ts'
import { gatherPlan, type Drafted } from './plan-deploy-facts.ts'
import { decided, serviceSubject } from './request-deploy-decided.ts'

const name = z.string().trim().min(1).max(253)

const input = z
  .object({
    kind: z.enum(['deploy', 'rollback']),
    project: name,
    service: name,
    environment: name,
    version: z.string().trim().min(1).max(500),
    regions: z.union([z.literal('all'), z.array(name).max(100)]),
  })
  // Going back means one version everywhere.
  .transform((wish) => (wish.kind === 'rollback' ? { ...wish, regions: 'all' as const } : wish))

/** What a deploy or rollback would change, kept for an hour so that asking for it needs no cluster. */
export const createPlanDeploy = defineOperation<z.output<typeof input>, Draft, DeployDeps, Outcome<Drafted>>({
  name: 'plan-deploy',
  input,
  may: peopleOnly,
  gather: gatherPlan,
  async decide({ tx, input: wish, facts, now, deps }) {
    const { kind, version } = wish
    if (!facts.ok) {
      return decided(facts, { subject: serviceSubject(wish), as: 'planned', details: { kind, version } })
    }
    const draft: Draft = { ...facts.value, id: deps.newId(), createdAt: now }
    await tx.drafts.insert(draft)
    const { plan, release } = draft
    const details = {
      kind,
      place: serviceSubject(wish),
      planHash: planHash(plan),
      release: `${release.repository}@${release.digest}`,
    }
    return decided(allowed(draft), { subject: draft.id, as: 'planned', details })
  },
})
