import { z } from 'zod'
import { allowed, refused, type Outcome } from '../domain/actor.ts'
import { ownerTeam } from '../domain/catalogue.ts'
import type { Denial } from '../domain/denial.ts'
import { stepApproval, type Approval } from '../domain/approval.ts'
import { knownGroups } from '../domain/membership.ts'
import { approvalNeeded } from '../domain/resources/approval-needed.ts'
import type { ChangeFailure } from '../domain/resources/failure.ts'
import { mayChange, resourceGroupsOf } from '../domain/resources/may-change.ts'
import type { Change } from '../domain/resources/change.ts'
import { environmentNamed, type ResourceEnvironment } from '../domain/resources/resource-policy.ts'
import type { Records } from '../domain/store.ts'
import { begin, endUntouched, readChange, type ChangeOf } from './change-transition.ts'
import { defineOperation, systemOnly } from './define-operation.ts'
import { decided } from './request-deploy-decided.ts'
import type { ResourceDeps } from './resource-deps.ts'
import { tellOfChange } from './resource-effects.ts'

const input = z.object({ changeId: z.string() })

export type StartedChange = 'started' | 'refused' | 'unchanged' | 'look-again'

const PASSING = ['membership-unknown', 'not-for-unknown']

/** Begins a change that was approved, or needs no yes any more, unless its requester may not ask for it any more. */
export const createStartChange = defineOperation<z.output<typeof input>, StartedChange, ResourceDeps, Rights>(
  {
    name: 'start-change',
    isKept: true,
    input,
    may: systemOnly,
    gather: ({ input: { changeId }, deps }) => rightsOf(deps, changeId),
    async decide({ tx, input: { changeId }, facts: { denial, isAsked }, now }) {
      const read = await readChange(tx, changeId)
      if (!read.ok) return { outcome: read, audit: null }
      const { change, resource } = read.value
      const approvals = await tx.approvals.of(changeId)
      const isApproved = approvals.some(({ state }) => state === 'approved') || !isAsked
      if (change.state !== 'waiting-for-approval' || !isApproved) {
        return { outcome: allowed<StartedChange>('unchanged'), audit: null }
      }
      if (denial && PASSING.includes(denial.reason)) {
        return { outcome: allowed<StartedChange>('look-again'), audit: null }
      }
      const audit = { subject: resource.id, details: { changeId, name: resource.name, verb: change.verb } }
      if (!denial) {
        await setAside(tx, approvals, now)
        return decided(told(await begin(tx, read.value, now), 'started'), { ...audit, as: 'started' })
      }
      const ended = await endUntouched(tx, read.value, {
        as: 'refused',
        now,
        failure: failureOf(denial, now),
      })
      await tellOfChange(
        tx,
        { id: changeId, channel: resource.channel },
        {
          key: 'refused',
          news: 'refused',
          values: { reason: denial.reason, ...denial.details },
          mentions: [change.requesterId],
          now,
        },
      )
      const details = { ...audit.details, why: denial.reason }
      return decided(told(ended, 'refused'), { ...audit, details, as: 'refused' })
    },
  },
)

function told(outcome: Outcome<ChangeOf>, as: StartedChange): Outcome<StartedChange> {
  return outcome.ok ? allowed(as) : outcome
}

interface Rights {
  denial: Denial | null
  /** Whether policy still wants a yes. */
  isAsked: boolean
}

/** Policy, team and groups may have changed since it was asked for. */
async function rightsOf(deps: ResourceDeps, changeId: string): Promise<Rights> {
  const found = await deps.store.read(async (reads) => {
    const change = await reads.changes.get(changeId)
    const resource = change && (await reads.resources.get(change.resourceId))
    return change && resource ? { change, resource } : null
  })
  if (!found) return { denial: null, isAsked: true }
  const { change, resource } = found
  const environment = environmentNamed(deps.resourcePolicy, resource.environment)
  if (!environment) {
    const details = { environment: resource.environment }
    const { refusal } = refused('resource-environment-unknown', details)
    return { denial: { ...refusal, next: 'ask-admin' }, isAsked: true }
  }
  const team = ownerTeam(deps.catalogue, resource.project)
  const userId = change.requesterId
  const { membership } = await deps.directory.person(userId)
  const groups = await knownGroups(deps.directory, resourceGroupsOf(environment, team), {
    userId,
    fresh: true,
  })
  const actor = { kind: 'person', userId, membership, isAdmin: false } as const
  return {
    denial:
      mayChange({ actor, groups, team, project: resource.project, environment }) ??
      withoutSnapshot(change, environment),
    isAsked: approvalNeeded({ environment, verb: change.verb, price: change.plan.price }) !== null,
  }
}

/** Policy wants a final snapshot by now: a deletion that was asked for without one is not carried out. */
function withoutSnapshot({ verb, plan }: Change, { deletion }: ResourceEnvironment): Denial | null {
  const isLacking = verb === 'delete' && deletion.finalSnapshot && plan.make.length === 0
  return isLacking ? { ...refused('plan-changed').refusal, next: 'none' } : null
}

/** What nobody has to say any more is not waited for. */
async function setAside(tx: Records, approvals: readonly Approval[], now: number): Promise<void> {
  for (const approval of approvals.filter(({ state }) => state === 'waiting')) {
    const event = { event: 'set-aside', by: null, reason: 'policy asks for no approval any more' } as const
    const stepped = stepApproval(approval, event, { seen: approval.version, now })
    if (stepped.ok) await tx.approvals.update(stepped.value.approval)
  }
}

function failureOf({ reason, details = {} }: Denial, now: number): ChangeFailure {
  const texts = Object.entries(details).map(([key, value]) => [key, String(value ?? '')])
  return {
    class: 'other',
    code: reason,
    message: '',
    action: '',
    requestId: null,
    retryAfterMs: null,
    part: null,
    details: Object.fromEntries(texts) as Record<string, string>,
    at: now,
  }
}
