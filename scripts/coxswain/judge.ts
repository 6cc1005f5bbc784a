import type { Who } from '../../src/domain/approval-rule.ts'
import { whoCan, type DeployAction, type WhoCanFacts } from '../../src/domain/deploys/who-can.ts'
import type { Denial } from '../../src/domain/denial.ts'
import { groupsOf } from '../../src/domain/deploys/known-groups.ts'

export type OfflineFacts = Omit<WhoCanFacts, 'groups'>

export type Judgement =
  /** `by`: what makes the person one of those who may; null where that is not what decides. */
  | { verdict: 'allowed'; by: Who }
  | { verdict: 'denied'; denial: Denial }
  /** Being in one of the groups is enough. */
  | { verdict: 'depends'; groups: string[] }

/** `groups` are those that the person is in, null when nobody said. */
export function judge(
  action: DeployAction,
  facts: OfflineFacts,
  groups: readonly string[] | null,
): Judgement {
  const asked = groupsOf(facts.policy, facts.team, facts.onCallGroup)
  const ask = (isIn: readonly string[]) => {
    const known = Object.fromEntries(
      asked.map((group) => [group, isIn.includes(group) ? ('in' as const) : ('out' as const)]),
    )
    return whoCan(action, { ...facts, groups: known })
  }
  const denial = groups === null ? whoCan(action, { ...facts, groups: {} }) : ask(groups)
  if (denial?.reason === 'membership-unknown') {
    return { verdict: 'depends', groups: asked.filter((group) => ask([group]) === null) }
  }
  if (denial) return { verdict: 'denied', denial }
  const byGroup = (groups ?? []).find((group) => asked.includes(group) && ask([group]) === null)
  return { verdict: 'allowed', by: allowedBy(ruleOf(action, facts), facts, byGroup) }
}

/** Who may, as policy says. */
export function ruleOf(action: DeployAction, { policy, onCallGroup }: OfflineFacts): Who[] {
  if (action === 'approve') return policy.approval?.from ?? []
  if (action === 'break-glass') return onCallGroup === null ? [] : [{ kind: 'group', group: onCallGroup }]
  return policy.deployers
}

function allowedBy(rule: readonly Who[], { team, actor }: OfflineFacts, byGroup: string | undefined): Who {
  const everybody = rule.find(({ kind }) => kind === 'everybody')
  if (everybody) return everybody
  const isInTeam = actor.kind === 'person' && team?.members.includes(actor.userId)
  const ofTeam = rule.find(({ kind }) => kind === 'owning-team')
  if (ofTeam && (isInTeam || (byGroup !== undefined && byGroup === team?.userGroup))) return ofTeam
  return { kind: 'group', group: byGroup ?? '' }
}
