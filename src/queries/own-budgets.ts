import type { Actor } from '../domain/actor.ts'
import type { Catalogue } from '../domain/catalogue.ts'
import { budgetHolder } from '../domain/cost/budget-holder.ts'
import type { BudgetScope } from '../domain/cost/budget.ts'
import { maySetBudget } from '../domain/cost/may-budget.ts'
import type { CostPolicy } from '../domain/cost/policy.ts'
import { knownGroups } from '../domain/membership.ts'
import type { Directory } from '../domain/messages.ts'
import type { Denial } from '../domain/denial.ts'
import { teamsOf } from './teams-of.ts'

export interface OwnBudgetsDeps {
  catalogue: Catalogue
  costPolicy: CostPolicy
  directory: Pick<Directory, 'groupMembers'>
}

export interface OwnBudgets {
  /** Of a team that the person belongs to, or of a project of one. */
  isOwn(scope: BudgetScope): boolean
  /** Slack could not tell the members of some group. */
  unsure: boolean
  /** Why the person may set none; null: may. */
  mayNotSet: Denial | null
}

/** What is whose, as far as Slack's answers are remembered: for what is shown, not for what is decided. */
export async function ownBudgets(deps: OwnBudgetsDeps, actor: Actor): Promise<OwnBudgets> {
  const { teams, unsure } = await teamsOf(deps, actor)
  const ids = new Set(teams.map(({ id }) => id))
  const policy = deps.costPolicy.budgets
  const groups =
    actor.kind === 'person'
      ? await knownGroups(deps.directory, policy.financeGroups, { userId: actor.userId, fresh: false })
      : {}
  return {
    isOwn: (scope) => ids.has(budgetHolder(deps.catalogue, scope)?.team?.id ?? ''),
    unsure,
    mayNotSet: maySetBudget({ actor, groups, team: null, policy }),
  }
}
