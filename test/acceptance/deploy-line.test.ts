import { afterEach, expect, test } from 'vitest'
import { ACTION } from '../../src/views/ids.ts'
import { digestOf, startDeployApp, type DeployApp } from '../harness/deploy-app.ts'
import {
  ask,
  buttonOn,
  card,
  cards,
  click,
  generationIn,
  imageIn,
  news,
  told,
} from '../harness/deploy-steps.ts'
import { wordsOf } from '../harness/read-message.ts'
import { until } from '../harness/until.ts'

const EVERYBODY = { alpha: { deployers: ['everybody'], stabilitySeconds: 1 } }
let bot: DeployApp
afterEach(() => bot.stop())

const wordsOfCard = (index: number) => wordsOf(cards(bot)[index] ?? {})
const cardSays = (index: number, part: RegExp) =>
  until(`card ${index}: ${String(part)}`, () => part.test(wordsOfCard(index))).catch((error: Error) => {
    throw new Error(`${error.message}\n${wordsOfCard(index)}`)
  })

test('of two deploys the second waits in line and goes on when the first is over', async () => {
  bot = await startDeployApp({ speed: 5, regions: ['kr'], settings: { podReadyMs: 5_000 }, ...EVERYBODY })
  for (const version of ['1.4.2', '1.4.3']) await bot.build(version)
  const before = generationIn(bot, 'alpha-kr')
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 alpha')
  await card(bot, /rolling out/i)
  await ask(bot, 'U0ALICE', '/deploy checkout 1.4.3 alpha')
  await cardSays(1, /Queued.*1\.4\.2/)
  expect(imageIn(bot, 'alpha-kr')).toContain(digestOf('1.4.2'))
  await cardSays(0, /Serving in 1 of 1/)
  await cardSays(1, /Serving in 1 of 1/)
  expect(imageIn(bot, 'alpha-kr')).toContain(digestOf('1.4.3'))
  expect(generationIn(bot, 'alpha-kr')).toBe(before + 2)
}, 60_000)

test('of those that wait in line the latest of the same person wins', async () => {
  bot = await startDeployApp({ speed: 5, regions: ['kr'], settings: { podReadyMs: 6_000 }, ...EVERYBODY })
  for (const version of ['1.4.2', '1.4.3', '1.4.4']) await bot.build(version)
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 alpha')
  await card(bot, /rolling out/i)
  await ask(bot, 'U0ALICE', '/deploy checkout 1.4.3 alpha')
  await cardSays(1, /Queued/)
  await ask(bot, 'U0ALICE', '/deploy checkout 1.4.4 alpha')
  await cardSays(1, /Superseded/)
  await cardSays(0, /Serving in 1 of 1/)
  await cardSays(2, /Serving in 1 of 1/)
  expect(imageIn(bot, 'alpha-kr')).toContain(digestOf('1.4.4'))
  expect(news(bot).join('\n')).toMatch(/superseded/)
}, 60_000)

test('handed in twice it is one deploy', async () => {
  bot = await startDeployApp({ speed: 5, regions: ['kr'], settings: { podReadyMs: 1_000 } })
  await bot.build('1.4.2')
  const before = generationIn(bot, 'alpha-kr')
  const bob = bot.slack.as('U0BOB')
  await bob.command({ channel: 'payments', text: '/deploy checkout 1.4.2 alpha' })
  const view = await until('a plan', () => bob.views().find(({ submit }) => submit))
  await Promise.allSettled([bob.submit(view.id, {}), bob.submit(view.id, {})])
  await cardSays(0, /Serving in 1 of 1/)
  expect(cards(bot)).toHaveLength(1)
  expect(generationIn(bot, 'alpha-kr')).toBe(before + 1)
}, 60_000)

test('what was approved before another deploy changed the place is asked for anew', async () => {
  const prod = { deployers: ['everybody'], stabilitySeconds: 1 }
  bot = await startDeployApp({ speed: 10, regions: ['kr'], settings: { podReadyMs: 1_000 }, prod })
  for (const version of ['1.4.2', '1.4.3']) await bot.build(version)
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 prod')
  await cardSays(0, /Waiting for approval/)
  await ask(bot, 'U0ALICE', '/deploy checkout 1.4.3 prod')
  await cardSays(1, /Waiting for approval/)
  await click(bot, 'U0CAROL', buttonOn(bot, ACTION.approveDeploy, cards(bot)[0]))
  await cardSays(0, /Serving in 1 of 1/)
  await click(bot, 'U0CAROL', buttonOn(bot, ACTION.approveDeploy, cards(bot)[1]))
  await told(bot, 'The plan changed')
  expect(imageIn(bot, 'prod-kr')).toContain(digestOf('1.4.2'))
  await cardSays(1, /Waiting for approval[^]*1\.4\.2/)
  await click(bot, 'U0CAROL', buttonOn(bot, ACTION.approveDeploy, cards(bot)[1]))
  await cardSays(1, /Serving in 1 of 1/)
  expect(imageIn(bot, 'prod-kr')).toContain(digestOf('1.4.3'))
}, 60_000)
