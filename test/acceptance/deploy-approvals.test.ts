import { afterEach, expect, test } from 'vitest'
import { ACTION } from '../../src/views/ids.ts'
import { imageOf, startDeployApp, type DeployApp, type DeployAppOptions } from '../harness/deploy-app.ts'
import {
  approve,
  ask,
  buttonInList,
  buttonOn,
  card,
  click,
  generationIn,
  heard,
  imageIn,
  lastWord,
  newestCard,
  told,
} from '../harness/deploy-steps.ts'
import { buttonsOf } from '../harness/read-message.ts'
import { until } from '../harness/until.ts'

let bot: DeployApp
afterEach(() => bot.stop())

/** One region of prod, so that one approval is all of it. */
async function asked(options: DeployAppOptions = {}): Promise<void> {
  bot = await startDeployApp({ speed: 10, regions: ['kr'], settings: { podReadyMs: 1_000 }, ...options })
  await bot.build('1.4.2')
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 prod')
  await until('a button to approve', () => buttonsOf(newestCard(bot) ?? {}, ACTION.approveDeploy)[0])
}

test('two approvers at once and a double click decide once and apply once', async () => {
  await asked()
  const before = generationIn(bot, 'prod-kr')
  const button = buttonOn(bot, ACTION.approveDeploy)
  await Promise.all(['U0CAROL', 'U0DAN', 'U0CAROL', 'U0DAN'].map((who) => click(bot, who, button)))
  await card(bot, 'Serving in 1 of 1')
  expect(generationIn(bot, 'prod-kr')).toBe(before + 1)
  const [carol, dan] = [await heard(bot, 'U0CAROL', /approved/), await heard(bot, 'U0DAN', /approved/)]
  const answers = bot.slack
    .as('U0CAROL')
    .messages('payments')
    .concat(bot.slack.as('U0DAN').messages('payments'))
  const yes = answers.filter(({ ephemeral, text }) => ephemeral && text.includes('You approved'))
  expect(yes).toHaveLength(1)
  expect(`${carol}\n${dan}`).toMatch(/already/)
}, 60_000)

test('in the list of /approve a vote is told in its row, which loses its buttons', async () => {
  await asked({ prod: { approval: { count: 2, from: ['S0APPROVERS'], expiresMinutes: 60 } } })
  await click(bot, 'U0CAROL', await buttonInList(bot, 'U0CAROL'))
  const words = await heard(bot, 'U0CAROL', /👍 1 of 2 approvals \(<@U0CAROL>\)/)
  expect(words).toMatch(/^✅ Nothing else waits for your approval\. 1 request waits for somebody else\./)
  expect(words).not.toContain('Reject…')
  await click(bot, 'U0DAN', await buttonInList(bot, 'U0DAN'))
  await heard(bot, 'U0DAN', /\*Approved\* by <@U0CAROL> <@U0DAN>/)
}, 60_000)

test('two votes are needed where policy says two, and one person gives only one', async () => {
  await asked({ prod: { approval: { count: 2, from: ['S0APPROVERS'], expiresMinutes: 60 } } })
  const button = buttonOn(bot, ACTION.approveDeploy)
  await click(bot, 'U0CAROL', button)
  await heard(bot, 'U0CAROL', '1 of 2')
  await click(bot, 'U0CAROL', button)
  await heard(bot, 'U0CAROL', 'approved this already')
  expect(imageIn(bot, 'prod-kr')).toBe(imageOf('1.4.1'))
  await click(bot, 'U0DAN', button)
  await card(bot, 'Serving in 1 of 1')
}, 60_000)

test('an approval that came too late changes nothing', async () => {
  await asked({ speed: 20, prod: { approval: { count: 1, from: ['S0APPROVERS'], expiresMinutes: 1 } } })
  const button = await buttonInList(bot, 'U0CAROL')
  await card(bot, 'Expired')
  await told(bot, 'in time')
  await click(bot, 'U0CAROL', button)
  await heard(bot, 'U0CAROL', /time to approve it is over/)
  expect(imageIn(bot, 'prod-kr')).toBe(imageOf('1.4.1'))
}, 60_000)

test('an approver who left the group between click and execution does not count', async () => {
  await asked()
  bot.clusters['prod-kr']!.faults.unreachable = true
  await approve(bot, 'U0CAROL')
  await card(bot, /Held back/)
  bot.slack.changeGroup('S0APPROVERS', { members: ['U0DAN'] })
  bot.clusters['prod-kr']!.faults.unreachable = false
  await card(bot, /Waiting for approval/)
  expect(imageIn(bot, 'prod-kr')).toBe(imageOf('1.4.1'))
  await approve(bot, 'U0CAROL')
  await heard(bot, 'U0CAROL', 'not among the approvers')
  await approve(bot, 'U0DAN')
  await card(bot, 'Serving in 1 of 1')
}, 60_000)

test('a requester who left the team between approval and start is not carried out', async () => {
  await asked()
  bot.clusters['prod-kr']!.faults.unreachable = true
  await approve(bot, 'U0CAROL')
  await card(bot, /Held back/)
  bot.slack.changeGroup('S0PAY', { members: [] })
  bot.clusters['prod-kr']!.faults.unreachable = false
  await card(bot, /Stopped/)
  expect(imageIn(bot, 'prod-kr')).toBe(imageOf('1.4.1'))
}, 60_000)

test('nobody but the approvers approves: requester, other members, guests and people from outside', async () => {
  await asked()
  const button = buttonOn(bot, ACTION.approveDeploy)
  for (const who of ['U0BOB', 'U0ALICE', 'U0GUS', 'U0OLGA']) {
    await click(bot, who, button)
    await until(`words for ${who}`, () => lastWord(bot, who))
    expect(lastWord(bot, who)).not.toContain('You approved')
  }
  expect(await card(bot, /Waiting for approval/)).toBeTruthy()
  expect(imageIn(bot, 'prod-kr')).toBe(imageOf('1.4.1'))
}, 60_000)

test('an old button of a deploy that is over answers and changes nothing', async () => {
  await asked()
  const old = await buttonInList(bot, 'U0CAROL')
  await approve(bot, 'U0DAN')
  await card(bot, 'Serving in 1 of 1')
  const before = generationIn(bot, 'prod-kr')
  await click(bot, 'U0CAROL', old)
  await heard(bot, 'U0CAROL', 'approved already')
  expect(generationIn(bot, 'prod-kr')).toBe(before)
}, 60_000)
