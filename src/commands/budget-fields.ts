import { plainWords } from '../views/plain-words.ts'
import { refusalWords } from '../views/refusals.ts'
import { ACTION, withoutNumber } from '../views/ids.ts'
import type { Refusal } from '../domain/actor.ts'
import { parseAmount, type ReadAmount } from './budget-amount.ts'
import type { SubmissionAnswer, ViewState } from './door.ts'

export interface BudgetFields {
  /** The value of the choice; null: nothing is chosen. */
  chosen: string | null
  /** As it was typed. */
  typed: string
  amount: ReadAmount
}

export function readBudgetFields(view: ViewState, currency: string): BudgetFields {
  const typed = heldIn(view, ACTION.budgetAmount)?.value ?? ''
  const chosen = heldIn(view, ACTION.pickBudget)?.value ?? null
  return { chosen, typed, amount: parseAmount(typed, currency) }
}

/** Which field each no is told beside; what is about no field in particular stands beside the choice. */
const FIELD_OF: Record<string, 'reason' | 'amount'> = {
  'reason-needed': 'reason',
  'budget-not-more': 'amount',
  'budget-amount-wrong': 'amount',
}

/** Slack shows it beside the field, as plain text. */
export function budgetErrors(view: ViewState, refusal: Refusal): SubmissionAnswer {
  const words = plainWords(refusalWords(refusal))
  const field = FIELD_OF[refusal.reason] ?? 'choice'
  const amount = heldIn(view, ACTION.budgetAmount)?.blockId ?? 'amount'
  if (field === 'reason') return { answer: 'errors', errors: { reason: words } }
  const choice = heldIn(view, ACTION.pickBudget)?.blockId ?? amount
  return { answer: 'errors', errors: { [field === 'amount' ? amount : choice]: words } }
}

function heldIn({ values }: ViewState, actionId: string): { blockId: string; value: string | null } | null {
  for (const [blockId, actions] of Object.entries(values)) {
    const found = Object.entries(actions).find(([id]) => withoutNumber(id) === actionId)
    if (found) return { blockId, value: typeof found[1] === 'string' ? found[1] : null }
  }
  return null
}
