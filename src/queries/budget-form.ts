import { allowed, refused, type Actor, type Outcome } from '../domain/actor.ts'
import { budgetHolder } from '../domain/cost/budget-holder.ts'
import { mayAsk } from '../domain/members.ts'
import type { Store } from '../domain/store.ts'
import { budgetChoices, budgetsNamed, type BudgetChoice } from './budget-named.ts'
import { ownBudgets, type OwnBudgets, type OwnBudgetsDeps } from './own-budgets.ts'

export interface BudgetFormDeps extends OwnBudgetsDeps {
  store: Pick<Store, 'read'>
}

/** What the form to ask for a budget, or to set one, offers. */
export interface BudgetForm {
  choices: BudgetChoice[]
  /** Id of the one that was named. */
  chosen: string | null
  currency: string
}

export type BudgetFormQuery = (call: {
  actor: Actor
  /** `named`: an id, or what people call a team or project. */
  input: { to: 'ask' | 'set'; named: string | null }
}) => Promise<Outcome<BudgetForm>>

export function createBudgetForm(deps: BudgetFormDeps): BudgetFormQuery {
  return async ({ actor, input: { to, named } }) => {
    const no = mayAsk(actor)
    if (no) return { ok: false, refusal: no }
    const own = await ownBudgets(deps, actor)
    if (to === 'set' && own.mayNotSet) return { ok: false, refusal: own.mayNotSet }
    const all = await deps.store.read(async (reads) =>
      budgetChoices(deps.catalogue, await reads.budgets.all()),
    )
    const found = named === null ? null : budgetsNamed(all, named)
    if (found && !found.ok) return found
    const offered = to === 'set' ? (found?.value ?? all) : askable(deps, own, { all, found: found?.value })
    if (offered.length === 0) return nothingToAsk(own, found?.value[0]?.name ?? null)
    // A picker may not hold them all: what exists is changed more often than a first one is set.
    const choices = offered.toSorted(existingFirst).map(({ id, name, budget }) => ({ id, name, budget }))
    const chosen = found || offered.length === 1 ? (offered[0]?.id ?? null) : null
    return allowed({ choices, chosen, currency: deps.costPolicy.currency })
  }
}

type Choice = ReturnType<typeof budgetChoices>[number]

/** One's own; finance may ask for any that it names. */
function askable(
  { catalogue }: BudgetFormDeps,
  { isOwn, mayNotSet }: OwnBudgets,
  { all, found }: { all: Choice[]; found: Choice[] | undefined },
): Choice[] {
  const isAny = found !== undefined && mayNotSet === null
  return (found ?? all).filter(
    ({ scope }) => budgetHolder(catalogue, scope) !== null && (isAny || isOwn(scope)),
  )
}

function nothingToAsk({ unsure }: OwnBudgets, name: string | null): Outcome<never> {
  return unsure ? refused('membership-unknown') : refused('not-your-budget', { name })
}

function existingFirst(a: BudgetChoice, b: BudgetChoice): number {
  return Number(b.budget !== null) - Number(a.budget !== null)
}
