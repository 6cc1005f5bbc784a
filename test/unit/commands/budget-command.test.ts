import { afterEach, beforeEach, expect, test } from 'vitest'
import { ACTION } from '../../../src/views/ids.ts'
import {
  approvalOf,
  budgetNow,
  requested,
  requestNow,
  setTo,
  TEAM,
  UNIT,
} from '../operations/budgets/given.ts'
import { fay } from '../operations/budgets/rig.ts'
import { ben, bob, dana, guest, outsider } from '../operations/deploys/rig.ts'
import { openSlackRig, type SlackRig } from './budget-rig.ts'

let slack: SlackRig
beforeEach(async () => {
  slack = await openSlackRig()
})
afterEach(() => slack.close())

const last = () => JSON.stringify(slack.told.at(-1))
const said = async (...typed: Parameters<SlackRig['type']>) => (await slack.type(...typed))?.text ?? ''

async function waiting() {
  const request = await requested(slack)
  const approval = await approvalOf(slack, request.id)
  return { requestId: request.id, approvalId: approval.id, planHash: approval.planHash }
}

test('/budget shows how budgets stand', async () => {
  await setTo(slack, 4_000)
  expect(await said('')).toContain('Payments')
  expect(await said('payments')).toContain('$4,000.00')
  expect(await said('paymints')).toContain('paymints')
})

test.each(['help', '<@U0BOB>'])('/budget %s shows usage with an example', async (text) => {
  expect(await said(text)).toContain('`/budget [&lt;team or project&gt;] [ask|set]`')
})

test('guests see nothing', async () => {
  for (const text of ['', 'ask', 'set']) expect(await said(text, guest)).toContain('Guests cannot do this')
})

test('ask opens the form; handed in, it waits for approval, twice the same', async () => {
  await setTo(slack, 4_000)
  expect(await slack.type('payments ask')).toBeNull()
  const held = { amount: '$5k', reason: 'Black Friday' }
  expect(JSON.stringify(await slack.submit(held))).toContain('$5,000.00')
  expect(JSON.stringify(await slack.submit(held))).toContain('$5,000.00')
  expect(await requestNow(slack, 'V1')).toMatchObject({
    budgetId: 'team:payments',
    fromMicros: 4_000 * UNIT,
    toMicros: 5_000 * UNIT,
    reason: 'Black Friday',
  })
})

test.each([
  [{ amount: 'lots', reason: 'x' }, 'amount'],
  [{ amount: '4,000', reason: 'x' }, 'amount'],
  [{ amount: '5,000', reason: '' }, 'reason'],
  [{ amount: '5,000', reason: 'x', budget: null }, 'budget'],
  [{ amount: '5,000', reason: 'x', budget: 'team:search' }, 'budget'],
  [{ amount: '5,000', reason: 'x', budget: 'constructor' }, 'budget'],
])('what is wrong with %j is told beside the field', async (held, field) => {
  await setTo(slack, 4_000)
  await slack.type('payments ask', ben)
  const answer = await slack.submit(held, ben)
  expect(answer).toMatchObject({ answer: 'errors' })
  expect(Object.keys(answer.answer === 'errors' ? answer.errors : {})).toEqual([field])
  expect(JSON.stringify(answer)).not.toContain('was refused')
})

test('finance sets what it saw, and no other', async () => {
  expect(await slack.type('payments set', fay)).toBeNull()
  expect(JSON.stringify(await slack.submit({ amount: '4,000' }, fay))).toContain('$4,000.00')
  expect(JSON.stringify(await slack.submit({ amount: '4,000' }, fay))).toContain('Nothing was changed')
  expect(await slack.submit({ amount: '6,000' }, fay)).toMatchObject({ answer: 'errors' })
  expect((await budgetNow(slack))?.monthlyMicros).toBe(4_000 * UNIT)
  await slack.type('payments set', fay)
  expect(await slack.submit({ amount: '-1' }, fay)).toMatchObject({ answer: 'errors' })
  expect(await slack.submit({ amount: '6,000' }, bob)).toMatchObject({ answer: 'errors' })
  expect(await slack.submit({ amount: '6,000' }, fay)).toMatchObject({ answer: 'update' })
  expect((await budgetNow(slack))?.monthlyMicros).toBe(6_000 * UNIT)
})

test('finance takes away that of a dissolved team by typing none', async () => {
  await setTo(slack, 4_000)
  slack.deps.catalogue.teams = slack.deps.catalogue.teams.filter(({ id }) => id !== TEAM.teamId)
  await slack.press(ACTION.setBudget, 'v1:team%3Apayments', fay)
  expect(await slack.submit({ amount: '5,000' }, fay)).toMatchObject({ answer: 'errors' })
  expect(JSON.stringify(await slack.submit({ amount: 'None' }, fay))).toContain('Payments')
  expect(await budgetNow(slack)).toBeNull()
})

test('who may not set, or ask, is told so instead of the form', async () => {
  expect(await said('set', bob)).not.toBe('')
  expect(await said('search ask', ben)).not.toBe('')
  await slack.press(ACTION.setBudget, 'v1', bob)
  await slack.press(ACTION.askBudget, 'v1', outsider)
  expect(slack.told).toHaveLength(2)
  expect(slack.shown).toEqual([])
})

test('the buttons open the forms; an old one, and a late one, say so', async () => {
  await slack.press(`${ACTION.askBudget}:3`, 'v1:team%3Apayments')
  await slack.press(ACTION.setBudget, 'v1', fay)
  expect(slack.shown).toHaveLength(2)
  await slack.press(ACTION.askBudget, 'v0:x')
  expect(last()).toContain('older version')
  slack.slack.openError = 'expired_trigger_id'
  await slack.press(ACTION.askBudget, 'v1')
  expect(slack.told).toHaveLength(2)
  expect(await said('ask')).not.toBe('')
})

test('a yes counts for what stood beside the button', async () => {
  const { approvalId, planHash, requestId } = await waiting()
  await slack.press(ACTION.approveBudget, `v1:${approvalId}:${planHash}`)
  expect(last()).toContain('somebody else has to')
  await slack.press(ACTION.approveBudget, `v1:${approvalId}:${'0'.repeat(64)}`, dana)
  expect(last()).toContain('The plan changed')
  await slack.press(`${ACTION.approveBudget}:2`, `v1:${approvalId}:${planHash}`, dana)
  expect(last()).toContain('You approved')
  expect(await requestNow(slack, requestId)).toMatchObject({ state: 'approved' })
  await slack.press(ACTION.approveBudget, `v1:${approvalId}`, dana)
  expect(last()).toContain('older version')
})

test('in the list of /approve the row says what was decided, and by whom', async () => {
  const { approvalId, planHash } = await waiting()
  await slack.pressInList(ACTION.approveBudget, `v1:${approvalId}:${planHash}`, bob)
  expect(last()).toContain('somebody else has to')
  expect(slack.replaced).toEqual([])
  await slack.pressInList(ACTION.rejectBudget, `v1:${approvalId}`, dana)
  const closed = await slack.submit({ reason: 'save' }, dana)
  expect(slack.replaced).toEqual([])
  if (closed.answer === 'close') await closed.afterwards?.()
  expect(slack.replaced.at(-1)?.text).toMatch(/Nothing else waits[^]*Rejected\* by <@U0DANA>[^\n]*: save/)
  await slack.pressInList(ACTION.approveBudget, `v1:${approvalId}:${planHash}`, dana)
  expect(slack.replaced.at(-1)?.text).toMatch(/Rejected\* by <@U0DANA>[^]*It was rejected already/)
  expect(JSON.stringify(slack.replaced)).not.toContain(ACTION.approveBudget)
  expect(slack.told).toHaveLength(1)
  slack.slack.isListGone = true
  await slack.pressInList(ACTION.approveBudget, `v1:${approvalId}:${planHash}`, dana)
  expect(last()).toContain('It was rejected already')
})

test('a no asks for a reason, and is told to those only who may say it', async () => {
  const { approvalId, requestId } = await waiting()
  await slack.press(ACTION.rejectBudget, `v1:${approvalId}`, dana)
  expect(await slack.submit({ reason: 'save' }, outsider)).toMatchObject({ answer: 'errors' })
  expect(await slack.submit({ reason: '' }, dana)).toMatchObject({ answer: 'errors' })
  expect(await slack.submit({ reason: 'save' }, dana)).toEqual({ answer: 'close' })
  expect(await requestNow(slack, requestId)).toMatchObject({ state: 'rejected' })
  await slack.press(ACTION.rejectBudget, 'v1:gone', dana)
  expect(last()).toContain('🚫')
})

test('who asked takes it back; a second click says that it is over', async () => {
  const { requestId } = await waiting()
  await slack.press(ACTION.withdrawBudget, `v1:${requestId}`, ben)
  expect(last()).toContain('🚫')
  await slack.press(ACTION.withdrawBudget, `v1:${requestId}`)
  expect(last()).toContain('⏹️')
  await slack.press(ACTION.withdrawBudget, `v1:${requestId}`)
  expect(last()).toContain('🚫')
})

test.each([
  ACTION.approveBudget,
  ACTION.rejectBudget,
  ACTION.withdrawBudget,
  ACTION.askBudget,
  ACTION.setBudget,
])('guests are refused at a click on %s', async (actionId) => {
  const { approvalId, planHash } = await waiting()
  const isForm = actionId === ACTION.askBudget || actionId === ACTION.setBudget
  const id = actionId === ACTION.approveBudget ? `${approvalId}:${planHash}` : approvalId
  await slack.press(actionId, isForm ? 'v1' : `v1:${id}`, guest)
  expect(last()).toContain('Guests cannot do this')
})
