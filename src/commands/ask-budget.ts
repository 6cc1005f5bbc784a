import { refused, type Refusal } from '../domain/actor.ts'
import { budgetScopeOf } from '../domain/cost/budget-scope.ts'
import type { BudgetRequest } from '../domain/cost/budget.ts'
import type { CostPolicy } from '../domain/cost/policy.ts'
import type { Operation } from '../operations/define-operation.ts'
import { outdatedMessage } from '../views/answers.ts'
import { askedBudgetModal } from '../views/budget-answers.ts'
import { ACTION, CALLBACK } from '../views/ids.ts'
import { budgetErrors, readBudgetFields } from './budget-fields.ts'
import { parseBudgetButton } from './budget-value.ts'
import { tell } from './deploy-click.ts'
import { typedReason } from './deploy-reason.ts'
import type { Interaction, Submission } from './door.ts'
import { openBudgetForm, type OpenBudgetFormDeps } from './open-budget-form.ts'

/** Opens the form. */
export function createAskBudgetClick(deps: OpenBudgetFormDeps): Interaction {
  return {
    actionId: ACTION.askBudget,
    async run(click, answers) {
      const wish = parseBudgetButton(click.value)
      if (!wish) return tell(answers, click, outdatedMessage())
      const { actor, triggerId } = click
      const asked = { actor, to: 'ask' as const, named: wish.budgetId }
      const message = await openBudgetForm(deps, asked, { answers, triggerId })
      if (message) await tell(answers, click, message)
    },
  }
}

export interface AskBudgetDeps {
  requestBudget: Operation<BudgetRequest>
  costPolicy: Pick<CostPolicy, 'currency'>
}

export function createAskBudgetSubmission({ requestBudget, costPolicy }: AskBudgetDeps): Submission {
  return {
    callbackId: CALLBACK.askBudget,
    async run({ actor, view }) {
      const { chosen, amount } = readBudgetFields(view, costPolicy.currency)
      const scope = budgetScopeOf(chosen ?? '')
      const no = (refusal: Refusal) => budgetErrors(view, refusal)
      if (!scope) return no(refused('budget-unknown', { name: chosen }).refusal)
      if (!amount.ok) return no(refused('budget-amount-wrong', { problem: amount.problem }).refusal)
      // Slack's id of the open form: handed in twice, it is one wish.
      const input = { formId: view.id, scope, toMicros: amount.micros, reason: typedReason(view) }
      const asked = await requestBudget({ actor, input })
      return asked.ok ? { answer: 'update', view: askedBudgetModal(asked.value) } : no(asked.refusal)
    },
  }
}
