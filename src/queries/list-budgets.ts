import { allowed, type Actor, type Outcome } from '../domain/actor.ts'
import type { Denial } from '../domain/denial.ts'
import type { BudgetList } from '../domain/cost/budget-views.ts'
import { mayAsk } from '../domain/members.ts'
import type { Store } from '../domain/store.ts'
import { loadStandings } from './all-standings.ts'
import { budgetChoices, budgetsNamed } from './budget-named.ts'
import { rankedByUse } from './budget-standings.ts'
import { budgetToldBy, type BudgetToldByDeps } from './budget-told-by.ts'
import { ownBudgets, type OwnBudgetsDeps } from './own-budgets.ts'

export interface ListBudgetsDeps extends BudgetToldByDeps, OwnBudgetsDeps {
  store: Pick<Store, 'read'>
  now(): number
}

export type ListBudgets = (call: {
  actor: Actor
  /** `named`: an id, or what people call a team or project; null: what is the asker's. */
  input: { named: string | null }
}) => Promise<Outcome<BudgetList>>

export const MOST_BUDGETS = 40

/**
 * How budgets stand, those that are used up most first: of the asker's teams and their projects; of all for finance, and
 * for who has none. Every member may look at any of them by its name.
 */
export function createListBudgets(deps: ListBudgetsDeps): ListBudgets {
  return async ({ actor, input: { named } }) => {
    const no = mayAsk(actor)
    if (no) return { ok: false, refusal: no }
    const { isOwn, mayNotSet } = await ownBudgets(deps, actor)
    const now = deps.now()
    return deps.store.read(async (reads) => {
      const choices = budgetChoices(deps.catalogue, await reads.budgets.all())
      const own = choices.filter(({ scope }) => isOwn(scope))
      const found = named === null ? null : budgetsNamed(choices, named)
      if (found && !found.ok) return found
      const shown = found ? withProjects(found.value, choices, deps) : forAsker({ own, choices, mayNotSet })
      const ids = new Set(shown.map(({ id }) => id))
      const budgets = shown.flatMap(({ budget }) => budget ?? [])
      const ranked = await rankedByUse(reads, deps, budgets, now)
      const standings = await loadStandings(reads, deps, { budgets: ranked.slice(0, MOST_BUDGETS), now })
      const waiting = await reads.budgetRequests.waiting()
      return allowed({
        standings,
        more: ranked.length - standings.length,
        waiting: waiting.filter(({ budgetId }) => ids.has(budgetId)),
        mayset: mayNotSet?.reason === 'membership-unknown' ? null : mayNotSet === null,
        named: found?.value[0]?.name ?? null,
        ...(standings.length > 0 && {
          toldBy: await budgetToldBy(reads, deps, { scope: { kind: 'company' }, now }),
        }),
        askable: own.filter(({ id }) => ids.has(id)).map(({ id, name, budget }) => ({ id, name, budget })),
      })
    })
  }
}

type Choice = ReturnType<typeof budgetChoices>[number]

function forAsker(of: { own: Choice[]; choices: Choice[]; mayNotSet: Denial | null }): Choice[] {
  return of.mayNotSet !== null && of.own.length > 0 ? of.own : of.choices
}

/** With a team come its projects. */
function withProjects(found: Choice[], choices: Choice[], { catalogue }: ListBudgetsDeps): Choice[] {
  const teams = new Set(found.flatMap(({ scope }) => (scope.kind === 'team' ? [scope.teamId] : [])))
  const theirs = new Set(
    catalogue.projects.filter(({ teamId }) => teams.has(teamId)).map((project) => project.namespace),
  )
  const ids = new Set(found.map(({ id }) => id))
  return choices.filter(
    ({ id, scope }) => ids.has(id) || (scope.kind === 'project' && theirs.has(scope.project)),
  )
}
