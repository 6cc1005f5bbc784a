import { z } from 'zod'
import { allowed, refused, type Outcome } from '../domain/actor.ts'
import { budgetNewsChannel } from '../domain/cost/budget-channels.ts'
import type { BudgetRightsFacts } from '../domain/cost/budget-rights-facts.ts'
import { budgetId, type Budget } from '../domain/cost/budget.ts'
import { maySetBudget } from '../domain/cost/may-budget.ts'
import { peopleOnly } from '../domain/members.ts'
import type { Records } from '../domain/store.ts'
import { calledBudget } from './budget-decided.ts'
import type { BudgetDeps } from './budget-deps.ts'
import { tellOfBudget } from './budget-effects.ts'
import { budgetScope, seenVersion } from './budget-input.ts'
import { supersedeRequests } from './budget-request-end.ts'
import { budgetRights } from './budget-rights.ts'
import { defineOperation, type Operation } from './define-operation.ts'
import { decided, no, userOf } from './request-deploy-decided.ts'
import { onceMore } from './request-deploy-once-more.ts'

const input = z.object({ scope: budgetScope, seenVersion })
type Input = z.output<typeof input>

interface Asked {
  input: Input
  current: Budget | null
  facts: BudgetRightsFacts
  userId: string
  now: number
  deps: BudgetDeps
}

const remove = defineOperation<Input, Budget, BudgetDeps, BudgetRightsFacts>({
  name: 'remove-budget',
  isKept: true,
  input,
  may: peopleOnly,
  gather: ({ actor, input: { scope }, deps }) => budgetRights(deps, { actor, scope }),
  async decide({ tx, actor, input: asked, facts, now, deps }) {
    const current = await tx.budgets.get(budgetId(asked.scope))
    const outcome = await takeAway(tx, { input: asked, current, facts, userId: userOf(actor), now, deps })
    const details = current ? calledBudget(current) : { name: facts.name }
    return decided(outcome, { subject: budgetId(asked.scope), as: 'removed', details })
  },
})

async function takeAway(tx: Records, asked: Asked): Promise<Outcome<Budget>> {
  const { input: wanted, current, facts, userId, now, deps } = asked
  const denial = maySetBudget(facts)
  if (denial) return no(denial)
  if (!current) return refused('budget-not-set', { name: facts.name })
  if (current.version !== wanted.seenVersion)
    return refused('budget-changed-meanwhile', { name: current.name })
  if (!(await tx.budgets.remove(current.id, current.version))) return refused('changed-meanwhile')
  const superseded = await supersedeRequests(tx, current.id, { by: userId, now })
  await tellOfBudget(tx, current, {
    news: 'removed',
    values: { fromMicros: current.monthlyMicros, toMicros: null, by: userId, reason: null },
    mentions: superseded.map(({ requesterId }) => requesterId),
    channel: budgetNewsChannel(deps, wanted.scope),
    now,
  })
  return allowed(current)
}

/** Finance takes a budget away, that of a dissolved team too. */
export function createRemoveBudget(deps: BudgetDeps): Operation<Budget> {
  return onceMore(remove(deps))
}
