import { z } from 'zod'
import { allowed, refused, type Outcome } from '../domain/actor.ts'
import { budgetNewsChannel } from '../domain/cost/budget-channels.ts'
import type { BudgetRightsFacts } from '../domain/cost/budget-rights-facts.ts'
import { budgetId, type Budget } from '../domain/cost/budget.ts'
import { maySetBudget } from '../domain/cost/may-budget.ts'
import { monthlyIn } from '../domain/cost/monthly-in.ts'
import { peopleOnly } from '../domain/members.ts'
import type { Records } from '../domain/store.ts'
import { calledBudget } from './budget-decided.ts'
import type { BudgetDeps } from './budget-deps.ts'
import { tellOfBudget } from './budget-effects.ts'
import { budgetMicros, budgetScope, seenVersion } from './budget-input.ts'
import { supersedeRequests } from './budget-request-end.ts'
import { budgetRights } from './budget-rights.ts'
import { defineOperation, type Operation } from './define-operation.ts'
import { decided, no, userOf } from './request-deploy-decided.ts'
import { onceMore } from './request-deploy-once-more.ts'

const input = z.object({ scope: budgetScope, monthlyMicros: budgetMicros, seenVersion })
type Input = z.output<typeof input>

export interface SetBudget {
  budget: Budget
  /** `unchanged`: it is that already. */
  effect: 'set' | 'unchanged'
}

interface Asked {
  input: Input
  current: Budget | null
  facts: BudgetRightsFacts
  userId: string
  now: number
  deps: BudgetDeps
}

const set = defineOperation<Input, SetBudget, BudgetDeps, BudgetRightsFacts>({
  name: 'set-budget',
  isKept: true,
  input,
  may: peopleOnly,
  gather: ({ actor, input: { scope }, deps }) => budgetRights(deps, { actor, scope }),
  async decide({ tx, actor, input: asked, facts, now, deps }) {
    const current = await tx.budgets.get(budgetId(asked.scope))
    const userId = userOf(actor)
    const outcome = await setTo(tx, { input: asked, current, facts, userId, now, deps })
    if (outcome.ok && outcome.value.effect === 'unchanged') return { outcome, audit: null }
    const { currency } = deps.costPolicy
    const details = outcome.ok
      ? { ...calledBudget(outcome.value.budget), fromMicros: monthlyIn(current, currency) }
      : { name: facts.name, currency, monthlyMicros: asked.monthlyMicros }
    return decided(outcome, { subject: budgetId(asked.scope), as: 'set', details })
  },
})

async function setTo(tx: Records, asked: Asked): Promise<Outcome<SetBudget>> {
  const { input: wanted, current, facts, userId, now, deps } = asked
  const denial = maySetBudget(facts)
  if (denial) return no(denial)
  const { holder, name } = facts
  if (!holder) return refused('budget-unknown', { name: current?.name ?? name })
  const { currency } = deps.costPolicy
  const { monthlyMicros, scope } = wanted
  if (current && monthlyIn(current, currency) === monthlyMicros)
    return allowed({ budget: current, effect: 'unchanged' })
  if ((current?.version ?? null) !== wanted.seenVersion) return refused('budget-changed-meanwhile', { name })
  const version = current ? current.version + 1 : 0
  const by = { setBy: userId, setAt: now }
  const budget: Budget = { id: holder.id, scope, name, currency, monthlyMicros, ...by, version }
  if (!(await tx.budgets.save(budget))) return refused('changed-meanwhile')
  const superseded = await supersedeRequests(tx, budget.id, { by: userId, now })
  await tellOfBudget(tx, budget, {
    news: 'set',
    values: { fromMicros: monthlyIn(current, currency), toMicros: monthlyMicros, by: userId, reason: null },
    // Their wish is settled by it.
    mentions: superseded.map(({ requesterId }) => requesterId),
    channel: budgetNewsChannel(deps, scope),
    now,
  })
  return allowed({ budget, effect: 'set' })
}

/** Finance says what a team or project may cost in a month; what somebody asked for before is settled by it. */
export function createSetBudget(deps: BudgetDeps): Operation<SetBudget> {
  return onceMore(set(deps))
}
