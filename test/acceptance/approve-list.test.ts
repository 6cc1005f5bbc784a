import { afterAll, beforeAll, expect, test } from 'vitest'
import { ACTION } from '../../src/views/ids.ts'
import { wordsOf } from '../harness/read-message.ts'
import { startResourceApp, type ResourceApp } from '../harness/resource-app.ts'
import { ask, cards } from '../harness/resource-steps.ts'
import { CAROL, DAN } from '../harness/resource-workspace.ts'
import {
  buttonIn,
  CHANNEL,
  click,
  clickWithReason,
  heard,
  lastWord,
  listButtons,
  type,
} from '../harness/slack-steps.ts'

let bot: ResourceApp
beforeAll(async () => {
  bot = await startResourceApp()
  for (const name of ['one', 'two', 'three']) await ask(bot, { environment: 'prod', name })
  for (const who of [CAROL, DAN]) {
    await type(bot, who, '/approve')
    await heard(bot, who, '3 changes of resources')
  }
}, 60_000)
afterAll(() => bot.stop())

const answers = (who: string) =>
  bot.slack
    .as(who)
    .messages(CHANNEL)
    .filter((message) => message.ephemeral)
const names = (who: string, actionId: string) =>
  listButtons(bot, who, actionId).map((_, index) => /payments-prod-\w+/.exec(rows(who)[index] ?? '')?.[0])
/** The rows that can be decided. */
const rows = (who: string) =>
  lastWord(bot, who)
    .split(/\n(?=\*Create)/)
    .slice(1)
    .filter((row) => row.includes('Reject…'))

test('what was approved there says so in its row, which loses its buttons; the others keep theirs', async () => {
  const before = answers(CAROL).length
  await click(bot, CAROL, listButtons(bot, CAROL, ACTION.approveResource)[0]!)
  const words = await heard(bot, CAROL, new RegExp(`\\*Approved\\* by <@${CAROL}>`))
  expect(words).toMatch(/^\*2 changes of resources\* still wait for your approval/)
  expect(words).toMatch(
    /Create payments-prod-one\*[^]*Approved\*[^]*You approved[^]*payments-prod-two[^]*payments-prod-three/,
  )
  expect(names(CAROL, ACTION.approveResource)).toEqual(['payments-prod-two', 'payments-prod-three'])
  expect(answers(CAROL)).toHaveLength(before)
}, 40_000)

test('what was rejected there says why in its row', async () => {
  const [, target] = listButtons(bot, CAROL, ACTION.rejectResource)
  expect(await clickWithReason(bot, CAROL, { target: target!, reason: 'Too many' })).toMatchObject({
    ok: true,
  })
  const words = await heard(bot, CAROL, new RegExp(`\\*Rejected\\* by <@${CAROL}>[^\\n]*: Too many`))
  expect(words).toMatch(/^\*1 change of a resource\* still waits/)
  expect(names(CAROL, ACTION.approveResource)).toEqual(['payments-prod-two'])
}, 40_000)

test('what somebody else decided meanwhile is told in the row where it is pressed', async () => {
  const before = answers(DAN).length
  await click(bot, DAN, listButtons(bot, DAN, ACTION.approveResource)[0]!)
  const words = await heard(bot, DAN, new RegExp(`Create payments-prod-one\\*[^]*Approved\\* by <@${CAROL}>`))
  expect(words).toContain('It is approved already')
  expect(names(DAN, ACTION.approveResource)).toEqual(['payments-prod-two'])
  expect(answers(DAN)).toHaveLength(before)
}, 40_000)

test('a decision on the card is told beside it, and the list stays as it is', async () => {
  const list = answers(DAN).at(-1)
  const card = cards(bot).find((one) => wordsOf(one).includes('payments-prod-two'))
  await click(bot, DAN, buttonIn(card ?? {}, ACTION.approveResource))
  await heard(bot, DAN, /^✅ You approved \*Create payments-prod-two\*/)
  expect(answers(DAN).at(-2)).toEqual(list)
  await click(bot, CAROL, listButtons(bot, CAROL, ACTION.approveResource)[0]!)
  const words = await heard(bot, CAROL, new RegExp(`Approved\\* by <@${DAN}>`))
  expect(words).toMatch(/^✅ Nothing else waits for your approval\./)
  expect(words).not.toContain('Reject…')
}, 40_000)
