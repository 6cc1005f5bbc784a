import { z } from 'zod'
import { allowed, refused, type Outcome } from '../domain/actor.ts'
import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import { DRAFT_LIFE_MS, type Draft } from '../domain/deploys/draft.ts'
import { planHash } from '../domain/deploys/plan.ts'
import { whoCan, type WhoCanFacts } from '../domain/deploys/who-can.ts'
import { peopleOnly } from '../domain/members.ts'
import type { Records } from '../domain/store.ts'
import { askApproval } from './ask-approval.ts'
import { defineOperation } from './define-operation.ts'
import type { DeployDeps } from './deploy-deps.ts'
import { wakeDeploy, wantDeployCard } from './deploy-effects.ts'
import { obstacleOf } from './plan-deploy-obstacles.ts'
import { calledIn, decided, no, userOf } from './request-deploy-decided.ts'
import { newerThan } from './request-deploy-newest.ts'
import { recordOfDraft, rolloutsOf } from './request-deploy-record.ts'
import { rightsAt } from './request-deploy-rights.ts'
import { supersedeWaiting } from './request-deploy-supersede.ts'
import { wavesOfDraft } from './request-deploy-waves.ts'

const id = z.string().min(1).max(200)

type Facts = Outcome<WhoCanFacts>

interface Input {
  draftId: string
  /** Of a rollback by itself: only while nobody did or wants something newer than this deploy. */
  ifNewest: string | null
}

/** Asks for what was planned. The same draft twice gives the same deploy. */
export const createRequestDeploy = defineOperation<Input, DeployRecord, DeployDeps, Facts>({
  name: 'request-deploy',
  isKept: true,
  input: z.object({ draftId: id, ifNewest: id.nullable().default(null) }),
  may: peopleOnly,
  async gather({ actor, input, now, deps }) {
    const draft = await deps.store.read((reads) => reads.drafts.get(input.draftId))
    if (!draft) return refused('draft-unknown')
    // No wave of it waits for approvals, so that nobody is asked about it later.
    const fresh = draft.kind === 'rollback'
    return rightsAt(deps, { actor, place: draft, now, fresh })
  },
  async decide({ tx, actor, input: { draftId, ifNewest }, facts, now, deps }) {
    const subject = draftId
    const userId = userOf(actor)
    const before = await tx.deploys.get(draftId)
    if (before?.requesterId === userId) return { outcome: allowed(before), audit: null }
    const draft = await tx.drafts.get(draftId)
    if (!draft) return decided(refused('draft-unknown'), { subject, as: 'requested' })
    if (draft.requesterId !== userId) return decided(refused('draft-not-yours'), { subject, as: 'requested' })
    const newer = ifNewest === null ? null : await newerThan(tx, draft, ifNewest)
    if (newer) return decided(no(newer), { subject, as: 'requested' })
    const outcome = await ask(tx, { draft, rights: facts, now, deps })
    const { release, plan } = draft
    const image = `${release.repository}@${release.digest}`
    const details = { ...calledIn(draft), planHash: planHash(plan), release: image }
    return decided(outcome, { subject, as: 'requested', details })
  },
})

interface Wish {
  draft: Draft
  rights: Facts
  now: number
  deps: DeployDeps
}

async function ask(tx: Records, { draft, rights, now, deps }: Wish): Promise<Outcome<DeployRecord>> {
  if (now - draft.createdAt > DRAFT_LIFE_MS) return refused('draft-expired', { at: draft.createdAt })
  if (!rights.ok) return rights
  const denial = whoCan(draft.kind === 'rollback' ? 'roll-back' : 'deploy', rights.value)
  if (denial) return no(denial)
  const { policy, team } = rights.value
  const waves = wavesOfDraft(rights.value, draft)
  if (!waves.ok) return waves
  const regions = draft.plan.targets.map(({ region }) => region)
  const obstacle = draft.kind === 'deploy' ? await obstacleOf(tx, { ...draft, regions, policy }, now) : null
  if (obstacle) return no(obstacle)
  const channel = team?.channel ?? deps.catalogue.fallbackChannel
  const { newId } = deps
  const made = recordOfDraft({ draft, policy, waves: waves.value, channel, now, newId })
  if (!made.ok) return made
  const record = made.value
  await tx.deploys.insert(record)
  await tx.rollouts.insertMany(rolloutsOf(record))
  await supersedeWaiting(tx, record, now)
  await wantDeployCard(tx, record, { now })
  if (record.state === 'waiting-for-approval' && policy.approval) {
    await askApproval(tx, { record, wave: 0, rule: policy.approval, team, id: newId(), now })
  }
  await wakeDeploy(tx, record.id, now)
  return allowed(record)
}
