import { afterEach, expect, test } from 'vitest'
import {
  digestOf,
  imageOf,
  startDeployApp,
  type DeployApp,
  type DeployAppOptions,
} from '../harness/deploy-app.ts'
import { ask, card, cards, generationIn, imageIn, plan } from '../harness/deploy-steps.ts'
import { until } from '../harness/until.ts'

let bot: DeployApp
afterEach(() => bot.stop())

async function start(options: DeployAppOptions = {}) {
  bot = await startDeployApp({ speed: 10, regions: ['kr'], settings: { podReadyMs: 5_000 }, ...options })
  await bot.build('1.4.2')
  return bot.clusters['alpha-kr']!
}
const ours = () => until('our image', () => imageIn(bot, 'alpha-kr').includes(digestOf('1.4.2')))

test('a cluster that does not answer at the request is said in the modal, and nothing is asked for', async () => {
  const { faults } = await start()
  faults.unreachable = true
  const words = await plan(bot, 'U0BOB', {
    line: '/deploy checkout 1.4.2 alpha',
    says: /does not answer|not reach/,
  })
  expect(words).toContain('alpha-kr')
  expect(cards(bot)).toEqual([])
}, 60_000)

test('a cluster that is away for ten minutes in the middle is told, waited for and judged then', async () => {
  const { faults } = await start({ speed: 60, settings: { podReadyMs: 60_000 } })
  const before = generationIn(bot, 'alpha-kr')
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 alpha')
  await ours()
  faults.unreachable = true
  await card(bot, /does not answer/)
  const back = bot.now() + 600_000
  await until('ten minutes', () => bot.now() > back)
  expect(await card(bot, /does not answer/)).not.toMatch(/Failed/)
  faults.unreachable = false
  await card(bot, 'Serving in 1 of 1')
  expect(generationIn(bot, 'alpha-kr')).toBe(before + 1)
}, 90_000)

test('a version that crashes while nobody can look is never called serving', async () => {
  const { faults } = await start()
  await bot.build('1.5.0', { scenario: 'crash' })
  await ask(bot, 'U0BOB', '/deploy checkout 1.5.0 alpha')
  await until('its image', () => imageIn(bot, 'alpha-kr').includes(digestOf('1.5.0')))
  faults.unreachable = true
  expect(await card(bot, /does not answer/)).not.toMatch(/✅/)
  faults.unreachable = false
  await card(bot, /Failed/)
}, 60_000)

test('watches that went silent are noticed and taken up again', async () => {
  const { faults } = await start({ speed: 20 })
  faults.silentWatches = true
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 alpha')
  await ours()
  await card(bot, /rolling out/i)
  const later = bot.now() + 60_000
  await until('a minute of silence', () => bot.now() > later)
  faults.silentWatches = false
  await card(bot, 'Serving in 1 of 1')
}, 60_000)

for (const minutes of [7, -7]) {
  test(`a cluster whose clock is ${minutes} minutes off is judged by its own time`, async () => {
    const { faults } = await start()
    faults.clockSkewMs = minutes * 60_000
    await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 alpha')
    expect(await card(bot, 'Serving in 1 of 1')).not.toMatch(/took \d+ min/)
    await bot.build('1.5.0', { scenario: 'crash' })
    await ask(bot, 'U0BOB', '/deploy checkout 1.5.0 alpha')
    expect(await card(bot, /Failed/)).toMatch(/exit code 1/)
    expect(imageIn(bot, 'alpha-kr')).not.toBe(imageOf('1.4.1'))
  }, 60_000)
}
