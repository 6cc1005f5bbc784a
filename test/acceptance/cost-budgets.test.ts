import type { ClickTarget } from '../../playground/slack/people/person-actions.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ACTION } from '../../src/views/ids.ts'
import {
  askBudget,
  budgetCard,
  budgetForm,
  handIn,
  onCard,
  saidIn,
  setBudget,
} from '../harness/budget-steps.ts'
import { startCostApp, type CostApp } from '../harness/cost-app.ts'
import { answered, clicked, collected, cost, quiet } from '../harness/cost-steps.ts'
import { buttonsOf, wordsOf } from '../harness/read-message.ts'
import { ALICE, BOB, CAROL, DAN, EVE } from '../harness/resource-workspace.ts'
import { modalOf } from '../harness/slack-steps.ts'
import { until } from '../harness/until.ts'

/** Carol and Dan are finance; payments belongs to Bob and Eve. */
let bot: CostApp
let answer = ''
beforeAll(async () => {
  bot = await startCostApp({ speed: 3 })
  await collected(bot)
  answer = await setBudget(bot, CAROL, 'team:payments', '2,500')
  await setBudget(bot, CAROL, 'project:payments', '1000')
})
afterAll(() => bot.stop())

const audit = async (subject: string) =>
  bot.app.store.read(async (reads) => {
    const rows = await reads.audit.recentKept({ subject }, 50)
    return rows.toReversed().map(({ actor, operation, outcome }) => {
      return `${actor.kind === 'person' ? actor.userId : actor.kind} ${operation} ${outcome}`
    })
  })

test('finance sets a budget, its team reads it in its channel, others may not', async () => {
  expect(await cost(bot, BOB, '/budget team:payments set')).toMatch(/finance/i)
  expect(answer).toContain('You set the budget of *Payments* to *$2,500.00*')
  expect(
    saidIn(bot, 'payments', /The budget of \*Payments\* was \*set\* by <@U0CAROL>: \*\$2,500\.00\* a month/),
  ).toHaveLength(1)
  expect(await cost(bot, EVE, '/budget')).toMatch(/\*Payments\* .* of \$2,500\.00 in November/)
  expect(await audit('team:payments')).toEqual(['U0CAROL set-budget set'])
  const report = await cost(bot, BOB, '/cost')
  expect(report).toMatch(/💰 \*Payments\* .* of \$2,500\.00 in November/)
})

test('a wish for more is a card with its reason, the one who asked and others may not approve, finance may, and it counts', async () => {
  const asked = await askBudget(bot, BOB, {
    named: 'project:payments',
    amount: '1.5k',
    reason: 'The sale in December',
  })
  expect(asked).toContain('You asked for another amount for the budget of *payments*')
  const words = wordsOf(budgetCard(bot))
  expect(words).toContain('*$1,000.00 → $1,500.00* a month (+$500.00, +50 %)')
  expect(words).toContain('> The sale in December')
  expect(
    saidIn(bot, 'payments', /<!subteam\^S0APPROVERS.*Approval wanted.*The sale in December/s),
  ).toHaveLength(1)
  expect(await said(BOB, ACTION.approveBudget)).toMatch(/somebody else/)
  expect(await said(ALICE, ACTION.approveBudget)).toMatch(/not among the approvers|approver/)
  expect(await said(DAN, ACTION.approveBudget)).toContain('You approved the budget of *payments*')
  await quiet(bot)
  expect(wordsOf(budgetCard(bot))).toMatch(/🟢 \*Approved\* by <@U0DAN>/)
  expect(buttonsOf(budgetCard(bot), ACTION.approveBudget)).toEqual([])
  expect(
    saidIn(
      bot,
      'payments',
      /The budget of \*payments\* \(project\) is \*raised\* by <@U0DAN>: \*\$1,000\.00 → \$1,500\.00\*/,
    ),
  ).toHaveLength(1)
  expect(await cost(bot, EVE, '/budget project:payments')).toContain('of $1,500.00 in November')
  expect(await audit('project:payments')).toEqual(
    expect.arrayContaining([
      'U0CAROL set-budget set',
      'U0BOB request-budget requested',
      'U0DAN approve-budget approved',
    ]),
  )
})

/** What clicking on the card answers. */
async function said(who: string, actionId: string): Promise<string> {
  return wordsOf(await clicked(bot, who, onCard(bot, actionId)))
}

test('a wish is rejected with a reason, which who asked reads, and the budget stays', async () => {
  await askBudget(bot, BOB, { named: 'team:payments', amount: '9000', reason: 'More of everything' })
  const target = onCard(bot, ACTION.rejectBudget)
  await bot.slack.as(CAROL).click(target)
  const view = await until('the form', () => modalOf(bot, CAROL))
  await handIn(bot, CAROL, { view, reason: 'Show us the forecast first' })
  await quiet(bot)
  expect(wordsOf(budgetCard(bot))).toMatch(/⚪ \*Rejected\* by <@U0CAROL>: Show us the forecast first/)
  expect(
    saidIn(bot, 'payments', /<@U0BOB>.*\*rejected\* by <@U0CAROL>: Show us the forecast first/s),
  ).toHaveLength(1)
  expect(await cost(bot, EVE, '/budget team:payments')).toContain('of $2,500.00 in November')
})

/** What the list of what waits says when it was drawn anew. */
async function clickedInList(target: ClickTarget & { ts: string }, part: string | RegExp): Promise<string> {
  const done = await bot.slack.as(CAROL).click(target)
  expect(done).toMatchObject({ ok: true })
  return until(`a list that says ${String(part)}`, () => {
    const list = bot.slack
      .as(CAROL)
      .messages('payments')
      .find(({ ts }) => ts === target.ts)
    const words = list ? wordsOf(list) : ''
    return (typeof part === 'string' ? words.includes(part) : part.test(words)) && words
  })
}

test('/approve lists what waits for finance, and decides it there', async () => {
  await askBudget(bot, EVE, { named: 'team:payments', amount: '2600', reason: 'One more replica' })
  expect(await cost(bot, BOB, '/approve')).not.toContain('One more replica')
  const list = await answered(bot, CAROL, { line: '/approve' }, 'Payments')
  expect(wordsOf(list)).toContain('$2,500.00 → $2,600.00')
  const [button] = buttonsOf(list, ACTION.approveBudget)
  const target = { channel: 'payments', ts: list.ts, action_id: '', ...button }
  const after = await clickedInList(target, 'You approved the budget of *Payments*')
  expect(after).toMatch(/Nothing else waits[^]*\*Approved\* by <@U0CAROL>/)
  expect(await cost(bot, EVE, '/budget team:payments')).toContain('of $2,600.00 in November')
})

test('an amount that is none, or not more, is told beside its field', async () => {
  const ask = (amount: string) => askBudget(bot, BOB, { named: 'team:payments', amount, reason: 'Because' })
  expect(await ask('a lot')).toContain('"response_action":"errors"')
  expect(await ask('2000')).toContain('"response_action":"errors"')
  expect(await ask('€5000')).toContain('"response_action":"errors"')
  const view = await budgetForm(bot, BOB, '/budget team:payments ask')
  expect(await handIn(bot, BOB, { view, amount: '5000', reason: '   ' })).toMatch(/error/)
})

test('what nobody approves in time expires, and a late yes changes nothing', async () => {
  await askBudget(bot, BOB, { named: 'project:payments', amount: '1800', reason: 'For the holidays' })
  const list = await answered(bot, CAROL, { line: '/approve' }, 'For the holidays')
  const [button] = buttonsOf(list, ACTION.approveBudget)
  const late = { channel: 'payments', ts: list.ts, action_id: '', ...button }
  await bot.restart({ downForMs: 7 * 86_400_000 + 60_000 })
  await until('the end of it', () => /⚪ \*Expired\*/.test(wordsOf(budgetCard(bot))))
  expect(await clickedInList(late, /Expired/)).toMatch(/nobody decided in time[^]*🚫/)
  expect(await cost(bot, EVE, '/budget project:payments')).toContain('of $1,500.00 in November')
})

test('the budget of a dissolved team is still listed and told as such, and finance can take it away', async () => {
  expect(await setBudget(bot, CAROL, 'team:orders', '700')).toContain('You set')
  const teams = [{ id: 'payments', name: 'Payments', channel: 'C0PAY', userGroup: 'S0PAY', members: [] }]
  await bot.restartWith({ teams, projects: [{ namespace: 'payments', team: 'payments', services: [] }] })
  expect(await cost(bot, CAROL, '/budget')).toMatch(
    /\*Orders\* \(no longer in the catalogue\) .* of \$700\.00/,
  )
  const asked = await cost(bot, ALICE, '/budget team:orders ask')
  expect(asked).toMatch(/not|no team/i)
  expect(await setBudget(bot, CAROL, 'team:orders', 'none')).toContain('You took the budget of *Orders* away')
  expect(await cost(bot, CAROL, '/budget')).not.toContain('Orders')
})
