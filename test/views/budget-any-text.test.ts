import fc from 'fast-check'
import { expect, test } from 'vitest'
import { acceptView } from '../../playground/slack/blockkit/view-definition.ts'
import { BUDGET_NEWS } from '../../src/domain/cost/budget-views.ts'
import type { BudgetRequest } from '../../src/domain/cost/budget.ts'
import { approvalList } from '../../src/views/approval-list.ts'
import { budgetCard } from '../../src/views/budget-card.ts'
import { askBudgetModal, setBudgetModal } from '../../src/views/budget-forms.ts'
import { budgetListMessage } from '../../src/views/budget-list.ts'
import { budgetNotice } from '../../src/views/budget-notice.ts'
import { rejectBudgetModal } from '../../src/views/budget-reject-modal.ts'
import { anyStanding } from '../harness/any-standing.ts'
import { anyText, expectValid, few, markedTexts, refusalOf } from '../harness/any-text.ts'
import {
  givenBudgetApproval,
  givenBudgetList,
  givenRequest,
  givenRequestView,
} from '../harness/given-budget-views.ts'
import { NINE, PAYMENTS } from '../harness/given.ts'

const states: BudgetRequest['state'][] = [
  'waiting',
  'approved',
  'rejected',
  'withdrawn',
  'expired',
  'superseded',
]
const amount = fc.oneof(fc.integer({ min: -1e15, max: 1e15 }), fc.constant(Number.MAX_SAFE_INTEGER))

const anyView = fc
  .record({
    text: anyText,
    other: anyText,
    state: fc.constantFrom(...states),
    fromMicros: fc.option(amount),
    toMicros: amount,
    standing: fc.option(anyStanding),
  })
  .map(({ text, other, state, fromMicros, toMicros, standing }) =>
    givenRequestView({
      request: givenRequest({
        budgetId: text,
        scope: { kind: 'project', project: text },
        name: text,
        currency: other,
        fromMicros,
        toMicros,
        reason: other,
        requesterId: text,
        channel: other,
        state,
        createdAt: 9e15,
        decided: { by: text, at: 9e15, reason: other },
      }),
      approval: givenBudgetApproval({ votes: [{ userId: text, at: NINE, planHash: '' }] }),
      standing,
      approvers: [text, other, 'S0FINANCE'],
      team: { ...PAYMENTS, name: other },
    }),
  )

test('any wish for a budget gives a valid card, row and modal', () => {
  fc.assert(
    fc.property(anyView, anyText, (view, text) => {
      expectValid(budgetCard({ ...view, problem: text, now: NINE }))
      const item = { kind: 'budget-request' as const, view, approval: view.approval! }
      expectValid(approvalList({ items: [item, item, item], notMine: 1, unknown: 1 }, NINE))
      expectModal(rejectBudgetModal(view, view.approval!))
    }),
    few,
  )
})

test('any news of a budget is a valid notice', () => {
  const value = fc.oneof(anyText, amount, fc.constant(null), fc.double())
  const names = [
    'percent',
    'spentMicros',
    'monthlyMicros',
    'low',
    'high',
    'fromMicros',
    'toMicros',
    'by',
    'reason',
  ]
  const values = fc.dictionary(fc.constantFrom(...names), value)
  fc.assert(
    fc.property(fc.constantFrom(...BUDGET_NEWS), values, anyText, anyText, (news, given, text, other) => {
      const of = { budgetId: text, name: other, currency: text, mentions: [text, other] }
      const shown = budgetNotice({ ...of, news, values: given })
      expectValid(shown)
      expect(shown.text).not.toMatch(/NaN|Infinity|undefined/)
    }),
    few,
  )
})

test('any budgets give a valid list and valid forms', () => {
  const any = fc.record({
    standings: fc.array(anyStanding, { maxLength: 60 }),
    views: fc.array(anyView, { maxLength: 20 }),
    mayset: fc.constantFrom(true, false, null),
    text: anyText,
  })
  fc.assert(
    fc.property(any, ({ standings, views, mayset, text }) => {
      const askable = standings.map(({ budget }) => ({ id: budget.id, name: budget.name, budget }))
      const waiting = views.map(({ request }) => request)
      expectValid(budgetListMessage(givenBudgetList({ standings, waiting, mayset, askable })))
      const of = { chosen: askable[0]?.id ?? null, currency: text }
      expectModal(askBudgetModal({ ...of, askable }))
      expectModal(setBudgetModal({ ...of, choices: askable }))
    }),
    few,
  )
})

function expectModal(modal: unknown) {
  expect(refusalOf(() => acceptView(modal))).toBeNull()
  expect(markedTexts(modal).join('\n')).not.toMatch(/<!(channel|here|everyone)/)
}
