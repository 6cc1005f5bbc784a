import type { Actor } from '../domain/actor.ts'
import type { Message } from '../domain/message.ts'
import type { BudgetForm, BudgetFormQuery } from '../queries/budget-form.ts'
import { tooLateMessage } from '../views/answers.ts'
import { askBudgetModal, setBudgetModal } from '../views/budget-forms.ts'
import { refusalMessage } from '../views/refusals.ts'
import { seenValue } from './budget-value.ts'
import type { Entry } from './shown-modal.ts'

export interface OpenBudgetFormDeps {
  budgetForm: BudgetFormQuery
}

/** null when there is nothing to say beside the form. */
export async function openBudgetForm(
  { budgetForm }: OpenBudgetFormDeps,
  { actor, to, named }: { actor: Actor; to: 'ask' | 'set'; named: string | null },
  { answers, triggerId }: Pick<Entry, 'answers' | 'triggerId'>,
): Promise<Message | null> {
  const read = await budgetForm({ actor, input: { to, named } })
  if (!read.ok) return refusalMessage(read.refusal)
  const opened = await answers.openModal(triggerId, to === 'ask' ? toAsk(read.value) : toSet(read.value))
  return 'error' in opened ? tooLateMessage() : null
}

function toAsk({ choices: askable, chosen, currency }: BudgetForm) {
  return askBudgetModal({ askable, chosen, currency })
}

/** What is set is set for the budget as it was seen: its version goes along with the choice. */
function toSet({ choices, chosen, currency }: BudgetForm) {
  const seen = choices.map((choice) => {
    const version = choice.budget?.version ?? null
    return { ...choice, budgetId: choice.id, id: seenValue({ budgetId: choice.id, version }) }
  })
  const index = choices.findIndex(({ id }) => id === chosen)
  return setBudgetModal({ choices: seen, chosen: seen[index]?.id ?? null, currency })
}
