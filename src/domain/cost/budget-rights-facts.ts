import type { Actor } from '../actor.ts'
import type { Catalogue } from '../catalogue.ts'
import { knownGroups, type MembershipFacts } from '../membership.ts'
import type { Directory } from '../messages.ts'
import { budgetHolder, type BudgetHolder } from './budget-holder.ts'
import { scopeName } from './budget-scope.ts'
import type { BudgetScope } from './budget.ts'
import type { BudgetPolicy, CostPolicy } from './policy.ts'

/** What rights on one budget are judged by. */
export interface BudgetRightsFacts extends MembershipFacts {
  policy: BudgetPolicy
  /** null: it is no longer in the catalogue. */
  holder: BudgetHolder | null
  name: string
}

export interface BudgetRightsDeps {
  catalogue: Catalogue
  costPolicy: Pick<CostPolicy, 'budgets'>
  directory: Pick<Directory, 'groupMembers'>
}

/** Reads Slack: before a transaction only. `fresh`: groups are asked now, as each decision needs. */
export async function budgetRightsFacts(
  { catalogue, costPolicy, directory }: BudgetRightsDeps,
  { actor, scope, fresh }: { actor: Actor; scope: BudgetScope; fresh: boolean },
): Promise<BudgetRightsFacts> {
  const policy = costPolicy.budgets
  const holder = budgetHolder(catalogue, scope)
  const team = holder?.team ?? null
  const asked = groupsOf(policy, team?.userGroup ?? null)
  const groups =
    actor.kind === 'person' ? await knownGroups(directory, asked, { userId: actor.userId, fresh }) : {}
  return { actor, groups, team, policy, holder, name: holder?.name ?? scopeName(scope) }
}

function groupsOf({ financeGroups, approval }: BudgetPolicy, userGroup: string | null): string[] {
  const approvers = approval.from.flatMap((who) => (who.kind === 'group' ? [who.group] : []))
  return [...new Set([...financeGroups, ...approvers, ...(userGroup === null ? [] : [userGroup])])]
}
