import { allowed, type Outcome } from '../domain/actor.ts'
import type { Wave } from '../domain/deploys/deploy-policy.ts'
import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import type { Draft } from '../domain/deploys/draft.ts'
import type { EffectivePolicy } from '../domain/deploys/effective-policy.ts'
import { newDeploy } from '../domain/deploys/new-deploy.ts'
import { openWorkload, type TargetRollout } from '../domain/deploys/target-rollout.ts'
import type { NewId } from '../lib/id.ts'

export interface NewRecord {
  draft: Draft
  policy: EffectivePolicy
  waves: Wave[]
  channel: string
  now: number
  newId: NewId
}

/** The deploy that a draft becomes: under the draft's id, so that a second time finds the first. */
export function recordOfDraft(wish: NewRecord): Outcome<DeployRecord> {
  const { draft, waves, channel, now, newId } = wish
  const { id, kind, project, service, environment, release, fromName, plan, undoes, requesterId } = draft
  const approval = kind === 'rollback' ? null : wish.policy.approval
  const deploy = newDeploy({ ...wish.policy, waves, approval }, { requesterId, regions: 'all' }, newId)
  if (!deploy.ok) return deploy
  const about = { kind, project, service, environment, release, fromName, plan, undoes }
  return allowed({
    ...deploy.value,
    id,
    ...about,
    channel,
    createdAt: now,
    finishedAt: null,
    heldBack: null,
  })
}

export function rolloutsOf(record: DeployRecord): TargetRollout[] {
  const { project, service, environment, plan } = record
  return record.waves.flatMap(({ rollouts }, wave) =>
    rollouts.map(({ id, region, cluster }) => ({
      id,
      deployId: record.id,
      project,
      service,
      environment,
      region,
      cluster,
      wave,
      fence: null,
      startedAt: null,
      finishedAt: null,
      clockAheadMs: 0,
      workloads: (plan.targets.find((target) => target.region === region)?.workloads ?? []).map(openWorkload),
      trouble: null,
      version: 0,
    })),
  )
}
