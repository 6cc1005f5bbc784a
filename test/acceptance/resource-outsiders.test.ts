import { afterAll, beforeAll, expect, test } from 'vitest'
import { ACTION } from '../../src/views/ids.ts'
import { startResourceApp, type ResourceApp } from '../harness/resource-app.ts'
import { fillNew, shown, submitOf } from '../harness/resource-form-steps.ts'
import {
  ask,
  buttonOn,
  card,
  cards,
  closeAll,
  deleteByName,
  make,
  modify,
  press,
  reject,
} from '../harness/resource-steps.ts'
import { ALICE, BOB, CAROL, EVE } from '../harness/resource-workspace.ts'
import { click, heard, lastWord, modal, modalOf, modalWords, typed } from '../harness/slack-steps.ts'
import { until } from '../harness/until.ts'

const NAME = 'payments-prod-sessions'

let bot: ResourceApp
beforeAll(async () => {
  bot = await startResourceApp()
  await make(bot, { environment: 'prod', name: 'sessions' })
}, 60_000)
afterAll(() => bot.stop())

const writes = () => bot.aws.journal().filter(({ isWrite, isEffective }) => isWrite && isEffective).length

test('a member of another team sees it, with why there are no buttons', async () => {
  expect(await typed(bot, ALICE, { line: '/resource list all', says: '*1 resource*' })).toContain(NAME)
  const words = await typed(bot, ALICE, { line: `/resource ${NAME}`, says: 'In AWS now' })
  expect(words).toContain('*Endpoint*')
  expect(words).toContain('🔒 You may not create, change or delete resources of `payments` in `prod`')
  expect(words).not.toMatch(/^(Modify|Delete)…$/m)
})

test('a member of another team cannot create for it: the form says so and hands nothing in', async () => {
  await fillNew(bot, ALICE, { environment: 'alpha', name: 'mine' })
  await modal(bot, ALICE, 'You may not create, change or delete resources of `payments` in `alpha`')
  await shown(bot, ALICE, { name: 'mine' })
  expect(submitOf(modalOf(bot, ALICE))).not.toBe('Create')
  const handed = await bot.slack.as(ALICE).submit(modalOf(bot, ALICE)!.id, {})
  expect(handed).toMatchObject({ response_action: 'update' })
  expect(modalWords(bot, ALICE)).toContain('You may not')
  await closeAll(bot, ALICE)
  expect(cards(bot)).toHaveLength(1)
})

test('a member of another team cannot modify it, with a button that others were given', async () => {
  await modify(bot, { name: NAME, replicas: '2' })
  await card(bot, /Modify payments[^]*wait(ing|s) for approval/i)
  await reject(bot, CAROL, 'Not this week')
  await card(bot, 'Rejected')
  await press(bot, ALICE, ACTION.modifyResource)
  await modal(bot, ALICE, 'You may not create, change or delete')
  expect(submitOf(modalOf(bot, ALICE))).toBe('')
  await closeAll(bot, ALICE)
}, 40_000)

test('a member of another team cannot delete it, with a button that others were given', async () => {
  await deleteByName(bot, BOB, { name: NAME })
  await closeAll(bot, BOB)
  await card(bot, /Delete payments[^]*wait(ing|s) for approval/i)
  const decide = [buttonOn(bot, ACTION.approveResource), buttonOn(bot, ACTION.cancelResource)]
  for (const [index, words] of ['not among the approvers', 'You may not'].entries()) {
    await click(bot, ALICE, decide[index]!)
    await heard(bot, ALICE, words)
  }
  await reject(bot, EVE, 'Still in use')
  await card(bot, 'Rejected')
  await typed(bot, ALICE, { line: '/resource list mine', says: 'You have asked for no resources yet' })
  await press(bot, ALICE, ACTION.deleteResource)
  await heard(bot, ALICE, 'You may not create, change or delete resources of `payments` in `prod`')
  expect(modalOf(bot, ALICE)).toBeUndefined()
}, 40_000)

test('a member of another team cannot cancel what is under way', async () => {
  bot.aws.faults.set('slow-create')
  await ask(bot, { environment: 'alpha', name: 'carts' })
  await card(bot, /🔄 replication group/)
  await press(bot, ALICE, ACTION.cancelResource)
  await heard(bot, ALICE, 'You may not create, change or delete resources of `payments` in `alpha`')
  expect(await card(bot, '*Ready*')).not.toContain('Cancel')
}, 40_000)

test.each(['U0GUS', 'U0OLGA'])('%s, who is no member, is turned away with words', async (who) => {
  const before = writes()
  for (const line of ['/resource', '/resource create', `/resource ${NAME}`, '/resource find sessions']) {
    await bot.slack.as(who).command({ channel: 'payments', text: line })
    const said = () => `${lastWord(bot, who)}${modalWords(bot, who)}`
    await until('an answer', () => /guest|outside|organisation|member/i.test(said()))
    expect(said()).not.toContain('amazonaws.com')
    await closeAll(bot, who)
  }
  expect(writes()).toBe(before)
})
