import type { Actor, Refusal } from '../domain/actor.ts'
import type { Approval } from '../domain/approval.ts'
import { currentWave } from '../domain/deploys/deploy.ts'
import { planOfWave, type DeployRecord } from '../domain/deploys/deploy-record.ts'
import { effectivePolicy, type EffectivePolicy } from '../domain/deploys/effective-policy.ts'
import { frozenAt, type Frozen } from '../domain/deploys/freeze.ts'
import { frozenByHand } from '../domain/deploys/manual-freeze.ts'
import type { Plan, TargetPlan } from '../domain/deploys/plan.ts'
import type { PlanWarning } from '../domain/deploys/plan-warnings.ts'
import { whoCan, type DeployAction } from '../domain/deploys/who-can.ts'
import type { Denial } from '../domain/denial.ts'
import type { DeployDeps } from './deploy-deps.ts'
import { rightsFacts } from '../domain/deploys/known-groups.ts'

/** What was read outside right before a wave starts. */
export interface WaveFacts {
  /** Of the record that it was read for: another one needs other facts. */
  version: number
  wave: number
  policy: EffectivePolicy | null
  /** Rights as they are now: of the requester, or of who broke the glass. */
  requester: Denial | null
  voters: { userId: string; no: Denial | null }[]
  frozen: Frozen | null
  /** The plan with this wave as it would be now. */
  fresh: Plan
  /** Targets that cannot be planned any more. */
  refused: { region: string; refusal: Refusal }[]
}

export type StartedWave =
  | { state: 'started' }
  /** The plan, or who voted, is another: votes are asked for again. */
  | { state: 'votes-reset' }
  | { state: 'held-back'; reason: string; againAt: number }
  | { state: 'called-off' }
  /** Something changed since it was read: look again. */
  | { state: 'look-again' }

export interface Wave {
  record: DeployRecord
  approval: Approval | null
  facts: WaveFacts
  now: number
  deps: DeployDeps
}

/** What no cluster knows: it stays as it was told. */
const FROM_ELSEWHERE = new Set<PlanWarning['warning']>(['never-succeeded-earlier', 'unverified'])
const PASSING = new Set(['cluster-unreachable', 'cluster-limited', 'cluster-unauthorized'])

/** Nothing is decided by a cluster that does not answer. */
export function isPassing({ reason }: Refusal): boolean {
  return PASSING.has(reason)
}

export async function gatherWave(deps: DeployDeps, deployId: string, now: number): Promise<WaveFacts | null> {
  const read = await deps.store.read(async (reads) => {
    const record = await reads.deploys.get(deployId)
    if (!record) return null
    const approvals = await reads.approvals.of(deployId)
    return { record, approvals, freezes: await reads.freezes.active(now) }
  })
  const wave = read && currentWave(read.record)
  if (!read || wave === null) return null
  const { record, freezes } = read
  const approval = approvalOf(read.approvals, wave)
  const place = { project: record.project, environment: record.environment }
  const policy = effectivePolicy(deps.deployPolicy, place, now)
  const effective = policy.ok ? policy.value : null
  const [rights, planned] = await Promise.all([
    effective ? askRights(deps, { record, approval, policy: effective }) : noRights(),
    planAgain(deps, record, wave),
  ])
  const frozen = effective && (frozenAt(effective.freezes, now) ?? frozenByHand(freezes, place, now))
  return { version: record.version, wave, policy: effective, ...rights, frozen, ...planned }
}

/** The newest one of the wave. */
export function approvalOf(approvals: readonly Approval[], wave: number): Approval | null {
  return approvals.findLast((approval) => approval.wave === wave) ?? null
}

function noRights(): Pick<WaveFacts, 'requester' | 'voters'> {
  return { requester: { reason: 'environment-unknown', next: 'ask-admin' }, voters: [] }
}

/** Where people approve, memberships are read anew: somebody may have left a group a moment ago. */
async function askRights(
  deps: DeployDeps,
  { record, approval, policy }: { record: DeployRecord; approval: Approval | null; policy: EffectivePolicy },
): Promise<Pick<WaveFacts, 'requester' | 'voters'>> {
  const fresh = policy.approval !== null
  const ask = async (userId: string, action: DeployAction): Promise<Denial | null> => {
    const facts = await rightsFacts(deps, {
      actor: await person(deps, userId),
      project: record.project,
      policy,
      fresh,
    })
    if (!facts) return { reason: 'project-unknown', details: { project: record.project }, next: 'ask-admin' }
    const { requesterId, release } = record
    const asked = { ...facts, requesterId, authorId: release.authorId }
    return whoCan(action, record.brokenGlass ? { ...asked, reason: record.brokenGlass.reason } : asked)
  }
  const action = record.kind === 'rollback' ? 'roll-back' : 'deploy'
  const glass = record.brokenGlass
  const requester = glass ? await ask(glass.by, 'break-glass') : await ask(record.requesterId, action)
  if (record.kind === 'rollback' || glass) return { requester, voters: [] }
  const votes = approval?.votes ?? []
  const voters = await Promise.all(
    votes.map(async ({ userId }) => ({ userId, no: await ask(userId, 'approve') })),
  )
  return { requester, voters }
}

async function person({ directory }: DeployDeps, userId: string): Promise<Actor> {
  const { membership } = await directory.person(userId)
  return { kind: 'person', userId, membership, isAdmin: false }
}

async function planAgain(
  deps: DeployDeps,
  record: DeployRecord,
  wave: number,
): Promise<Pick<WaveFacts, 'fresh' | 'refused'>> {
  const { repository, digest } = record.release
  const { project } = record
  const asked = await Promise.all(
    planOfWave(record.plan, wave).targets.map(async (before) => {
      const { service, environment, region, cluster, commits } = before
      const place = { project, service, environment, region, cluster, wave }
      const warnings = before.warnings.filter(({ warning }) => FROM_ELSEWHERE.has(warning))
      const planned = await deps.deployer.plan({ place, repository, digest, commits, warnings })
      return { before, planned }
    }),
  )
  const now = new Map<string, TargetPlan>()
  const refused: WaveFacts['refused'] = []
  for (const { before, planned } of asked) {
    if (planned.ok) now.set(before.region, planned.value)
    else refused.push({ region: before.region, refusal: planned.refusal })
  }
  const targets = record.plan.targets.map((target) =>
    target.wave === wave ? (now.get(target.region) ?? begun(target)) : target,
  )
  return { fresh: { ...record.plan, targets }, refused }
}

/** From now on its rollout tells whether it is seen. */
function begun(target: TargetPlan): TargetPlan {
  return { ...target, warnings: target.warnings.filter(({ warning }) => warning !== 'not-seen') }
}
