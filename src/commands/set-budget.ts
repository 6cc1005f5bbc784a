import { refused, type Refusal } from '../domain/actor.ts'
import { budgetScopeOf } from '../domain/cost/budget-scope.ts'
import type { Budget } from '../domain/cost/budget.ts'
import type { CostPolicy } from '../domain/cost/policy.ts'
import type { Operation } from '../operations/define-operation.ts'
import type { SetBudget } from '../operations/set-budget.ts'
import { outdatedMessage } from '../views/answers.ts'
import { removedBudgetModal, setBudgetDoneModal } from '../views/budget-answers.ts'
import { ACTION, CALLBACK } from '../views/ids.ts'
import { budgetErrors, readBudgetFields } from './budget-fields.ts'
import { parseBudgetButton, parseSeen } from './budget-value.ts'
import { tell } from './deploy-click.ts'
import type { Interaction, Submission } from './door.ts'
import { openBudgetForm, type OpenBudgetFormDeps } from './open-budget-form.ts'

/** Opens the form. */
export function createSetBudgetClick(deps: OpenBudgetFormDeps): Interaction {
  return {
    actionId: ACTION.setBudget,
    async run(click, answers) {
      const wish = parseBudgetButton(click.value)
      if (!wish) return tell(answers, click, outdatedMessage())
      const { actor, triggerId } = click
      const asked = { actor, to: 'set' as const, named: wish.budgetId }
      const message = await openBudgetForm(deps, asked, { answers, triggerId })
      if (message) await tell(answers, click, message)
    },
  }
}

export interface SetBudgetDeps {
  setBudget: Operation<SetBudget>
  removeBudget: Operation<Budget>
  costPolicy: Pick<CostPolicy, 'currency'>
}

/** What people type instead of an amount to take the budget away. */
const NONE = /^\s*none\s*$/i

export function createSetBudgetSubmission({
  setBudget,
  removeBudget,
  costPolicy,
}: SetBudgetDeps): Submission {
  return {
    callbackId: CALLBACK.setBudget,
    async run({ actor, view }) {
      const { chosen, typed, amount } = readBudgetFields(view, costPolicy.currency)
      const seen = parseSeen(chosen ?? '')
      const scope = seen && budgetScopeOf(seen.budgetId)
      const no = (refusal: Refusal) => budgetErrors(view, refusal)
      if (!scope) return no(refused('budget-unknown', { name: seen?.budgetId ?? chosen }).refusal)
      const about = { scope, seenVersion: seen.version }
      if (NONE.test(typed)) {
        const removed = await removeBudget({ actor, input: about })
        return removed.ok
          ? { answer: 'update', view: removedBudgetModal(removed.value) }
          : no(removed.refusal)
      }
      if (!amount.ok) return no(refused('budget-amount-wrong', { problem: amount.problem }).refusal)
      const set = await setBudget({ actor, input: { ...about, monthlyMicros: amount.micros } })
      return set.ok ? { answer: 'update', view: setBudgetDoneModal(set.value) } : no(set.refusal)
    },
  }
}
