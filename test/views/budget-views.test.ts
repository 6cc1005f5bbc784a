import { expect, test } from 'vitest'
import { acceptMessageBlocks } from '../../playground/slack/blockkit/message-blocks.ts'
import { acceptView } from '../../playground/slack/blockkit/view-definition.ts'
import type { Modal } from '../../src/domain/message.ts'
import { approvalList } from '../../src/views/approval-list.ts'
import {
  approvedBudgetWords,
  askedBudgetModal,
  removedBudgetModal,
  setBudgetDoneModal,
  withdrawnBudgetWords,
} from '../../src/views/budget-answers.ts'
import { budgetCard } from '../../src/views/budget-card.ts'
import { askBudgetModal, setBudgetModal } from '../../src/views/budget-forms.ts'
import { barWords, budgetLine } from '../../src/views/budget-line.ts'
import { budgetListMessage } from '../../src/views/budget-list.ts'
import { budgetNotice } from '../../src/views/budget-notice.ts'
import { rejectBudgetModal } from '../../src/views/budget-reject-modal.ts'
import { asText } from '../harness/as-text.ts'
import {
  BUDGET_NOTICES,
  givenBudget,
  givenBudgetApproval,
  givenBudgetList,
  givenRequest,
  givenRequestView,
  givenStanding,
  REQUESTS,
} from '../harness/given-budget-views.ts'
import { AWS, givenSource } from '../harness/given-cost-views.ts'
import { MINUTE, NINE } from '../harness/given.ts'

const cardOf = (name: string) => budgetCard({ ...REQUESTS[name]!, problem: null, now: NINE })

test.each(Object.keys(REQUESTS))('the card: %s', (name) => {
  const card = cardOf(name)
  expect(() => acceptMessageBlocks(card.blocks)).not.toThrow()
  expect(`${asText(card)}\n\n${card.text}`).toMatchSnapshot()
})

test('the card mentions no approver: the notice in its thread does', () => {
  expect(cardOf('waiting').text).toContain('Those asked in the thread may say yes')
  for (const name of Object.keys(REQUESTS))
    expect(`${asText(cardOf(name))}${cardOf(name).text}`).not.toContain('S0FINANCE')
})

test('a card that Slack refused says so', () => {
  const card = budgetCard({ ...givenRequestView(), problem: 'invalid_blocks', now: NINE })
  expect(asText(card)).toContain('Slack had trouble with this card (invalid_blocks)')
})

test.each(Object.entries(BUDGET_NOTICES))('the notice: %s', (_, notice) => {
  const shown = budgetNotice(notice)
  expect(() => acceptMessageBlocks(shown.blocks)).not.toThrow()
  expect(asText(shown)).toMatchSnapshot()
})

test.each(Object.entries(BUDGET_NOTICES))('a notice mentions whom it may, and who acted: %s', (_, notice) => {
  const named = [...budgetNotice(notice).text.matchAll(/<(?:@|!subteam\^)(\w+)>/g)].map(([, id]) => id)
  const may = [...notice.mentions, notice.values['by']].filter((id) => typeof id === 'string')
  expect(new Set(named)).toEqual(new Set(may))
})

test('a forecast is told with its middle where that is known', () => {
  const given = BUDGET_NOTICES['a mark is reached']!
  const { text } = budgetNotice({ ...given, values: { ...given.values, forecastMicros: 4_400_000_000 } })
  expect(text).toContain('heads for *$4,400* (4,100-4,700). ')
})

test('nobody who may say yes is said too', () => {
  const card = budgetCard({ ...givenRequestView({ approvers: [] }), problem: null, now: NINE })
  expect(card.text).toContain('Nobody is configured who may say yes')
})

test('what a notice does not tell is not told as 0', () => {
  const notice = { ...BUDGET_NOTICES['a mark is reached']!, values: {} }
  expect(budgetNotice(notice).text).not.toMatch(/\$|NaN|null/)
})

test.each([
  ['as a member', givenBudgetList()],
  ['as finance', givenBudgetList({ mayset: true })],
  ['when Slack does not say', givenBudgetList({ mayset: null })],
  ['none yet', givenBudgetList({ standings: [], waiting: [] })],
  ['none yet, and nothing to ask for', givenBudgetList({ standings: [], waiting: [], askable: [] })],
  ['none yet, as finance', givenBudgetList({ standings: [], waiting: [], mayset: true })],
])('/budget %s', (_, list) => {
  const shown = budgetListMessage(list)
  expect(() => acceptMessageBlocks(shown.blocks)).not.toThrow()
  expect(`${asText(shown)}\n\n${shown.text}`).toMatchSnapshot()
})

test('two hundred budgets: what does not fit is said', () => {
  const standings = Array.from({ length: 200 }, () => givenStanding())
  const shown = budgetListMessage(givenBudgetList({ standings }))
  expect(() => acceptMessageBlocks(shown.blocks)).not.toThrow()
  expect(asText(shown)).toContain('… and more budgets')
  expect(asText(shown)).toContain('[Ask…]')
})

test.each([
  [0, '▱▱▱▱▱▱▱▱▱▱ 0 %'],
  [62, '▰▰▰▰▰▰▱▱▱▱ 62 %'],
  [99, '▰▰▰▰▰▰▰▰▰▰ 99 %'],
  [100, '▰▰▰▰▰▰▰▰▰▰ 100 % ⚠️'],
  [240, '▰▰▰▰▰▰▰▰▰▰ 240 % ⚠️'],
  [-20, '▱▱▱▱▱▱▱▱▱▱ -20 %'],
])('the bar of %i percent', (percent, bar) => {
  expect(barWords(percent)).toBe(bar)
})

test.each([
  [5_000, 4_900, 5_100, '⚠️ over it'],
  [3_900, 3_700, 4_100, '· may go over it'],
  [3_000, 2_900, 3_100, ', within it'],
])('a forecast of %i of 4,000', (dollars, low, high, words) => {
  const usd = (amount: number) => amount * 1_000_000
  const forecast = { micros: usd(dollars), low: usd(low), high: usd(high) }
  expect(budgetLine(givenStanding({ forecast }))).toContain(words)
})

test('a budget waits in the list of approvals', () => {
  const items = [
    { kind: 'budget-request' as const, view: givenRequestView(), approval: givenBudgetApproval() },
  ]
  const shown = approvalList({ items, notMine: 0, unknown: 0 }, NINE + 12 * MINUTE)
  expect(`${asText(shown)}\n\n${shown.text}`).toMatchSnapshot()
})

const { askable } = givenBudgetList()
const form = { chosen: 'team:payments', currency: 'USD' }
const modals: Record<string, Modal> = {
  ask: askBudgetModal({ ...form, askable }),
  'ask, with nothing to ask for': askBudgetModal({ ...form, askable: [] }),
  asked: askedBudgetModal(givenRequest()),
  set: setBudgetModal({ ...form, choices: askable }),
  'set, with nothing to set': setBudgetModal({ ...form, choices: [] }),
  'was set': setBudgetDoneModal({ budget: givenBudget(), effect: 'set' }),
  'was that already': setBudgetDoneModal({ budget: givenBudget(), effect: 'unchanged' }),
  removed: removedBudgetModal(givenBudget()),
  reject: rejectBudgetModal(givenRequestView(), givenBudgetApproval()),
}

test.each(Object.entries(modals))('the modal: %s', (_, modal) => {
  expect(() => acceptView(modal)).not.toThrow()
  expect(modal).toMatchSnapshot()
})

test('of more choices than Slack takes, the one that was named is among them', () => {
  const choices = Array.from({ length: 150 }, (_, index) => ({
    id: `project:p${index}`,
    name: `p${index}`,
    budget: null,
  }))
  const modal = setBudgetModal({ choices, chosen: 'project:p149', currency: 'USD' })
  expect(() => acceptView(modal)).not.toThrow()
  expect(JSON.stringify(modal)).toContain(
    '"initial_option":{"text":{"type":"plain_text","text":"p149 (project)"}',
  )
  expect(JSON.stringify(modal)).toContain('50 more are not listed')
})

test('a project is told from a team of the same name', () => {
  const project = { id: 'project:payments', name: 'payments', budget: null }
  const seen = { ...project, id: '-@project:payments', budgetId: 'project:payments' }
  const choices = [{ id: '0@team:payments', budgetId: 'team:payments', name: 'Payments', budget: null }, seen]
  const forms = [
    setBudgetModal({ choices, chosen: null, currency: 'USD' }),
    askBudgetModal({ askable: [project], chosen: null, currency: 'USD' }),
  ]
  for (const one of forms) expect(JSON.stringify(one)).toContain('"payments (project)"')
  expect(JSON.stringify(forms)).toContain('"Payments"')
  const budget = givenBudget({ id: 'project:payments', name: 'payments' })
  expect(budgetLine(givenStanding({ budget }))).toContain('*payments* (project) ▰')
  const request = givenRequest({ budgetId: 'project:payments', name: 'payments' })
  const card = budgetCard({ ...givenRequestView({ request }), problem: null, now: NINE })
  expect(asText(card)).toContain('Budget of payments (project)')
  const removed = { ...BUDGET_NOTICES['removed']!, budgetId: 'project:payments', name: 'payments' }
  expect(budgetNotice(removed).text).toContain(
    'The budget of *payments* (project), $4,000.00 a month, was *removed*',
  )
})

test('beside figures of budgets stands where they come from', () => {
  const toldBy = { sources: [givenSource(), AWS], timeZone: 'Asia/Seoul' }
  const words =
    /OpenCost prod-kr · list prices · until 21 Nov 14:00 .*\nAWS main · as billed · .*\nAsia\/Seoul/
  const list = budgetListMessage(givenBudgetList({ toldBy }))
  for (const text of [asText(list), list.text]) expect(text).toMatch(words)
  const card = { ...givenRequestView({ toldBy }), problem: null, now: NINE }
  expect(asText(budgetCard(card))).toMatch(words)
  expect(asText(budgetCard({ ...card, standing: null }))).not.toContain('OpenCost')
  const reached = BUDGET_NOTICES['a mark is reached']!
  expect(asText(budgetNotice(reached, toldBy))).toMatch(words)
  expect(asText(budgetNotice(reached, { ...toldBy, sources: [] }))).toBe(asText(budgetNotice(reached)))
})

test('who has no budget is told as that, whoever else has one', () => {
  const none = { standings: [], waiting: [] }
  const text = (given: Parameters<typeof givenBudgetList>[0]) =>
    budgetListMessage(givenBudgetList({ ...none, ...given })).text
  expect(text({ named: 'Chat' })).toBe(
    'Chat has no budget yet. *Ask…* asks for one; the finance group can set them.',
  )
  expect(text({ named: 'Chat', mayset: true })).toBe('Chat has no budget yet. *Set…* makes one.')
  expect(text({})).toContain('There are no budgets yet.')
})

test('what a click did', () => {
  const request = givenRequest()
  const approval = givenBudgetApproval({
    count: 2,
    votes: [{ userId: 'U0FINN', at: NINE, planHash: 'f00d' }],
  })
  expect(approvedBudgetWords({ request, approval, effect: 'voted' })).toContain('1 of 2. 1 more vote to go')
  expect(approvedBudgetWords({ request, approval, effect: 'approved' })).toContain('counts from now on')
  expect(withdrawnBudgetWords(request)).toContain('It stays as it is')
})
