import { afterEach, beforeEach, expect, test } from 'vitest'
import { digestOf, imageOf, startDeployApp, type DeployApp } from '../harness/deploy-app.ts'
import { ask, card, generationIn, imageIn } from '../harness/deploy-steps.ts'
import { until } from '../harness/until.ts'

let bot: DeployApp
let before: number
let timer: NodeJS.Timeout | undefined
beforeEach(async () => {
  bot = await startDeployApp({ speed: 10, regions: ['kr'], settings: { podReadyMs: 3_000 } })
  await bot.build('1.4.2')
  before = generationIn(bot, 'alpha-kr')
})
afterEach(async () => {
  clearInterval(timer)
  await bot.stop()
})
const cluster = () => bot.clusters['alpha-kr']!
const askAlpha = () => ask(bot, 'U0BOB', '/deploy checkout 1.4.2 alpha')

/** How often the workload was changed until the card says that it serves. */
async function changesUntilServing(): Promise<number> {
  await card(bot, 'Serving in 1 of 1')
  expect(imageIn(bot, 'alpha-kr')).toContain(digestOf('1.4.2'))
  return generationIn(bot, 'alpha-kr') - before
}

test('credentials refused in the middle are waited for', async () => {
  await askAlpha()
  await until('our image', () => imageIn(bot, 'alpha-kr').includes(digestOf('1.4.2')))
  cluster().faults.unauthorized = true
  cluster().closeWatches()
  await card(bot, /refuses the credentials/)
  cluster().faults.unauthorized = false
  expect(await changesUntilServing()).toBe(1)
}, 60_000)

test('a bot that may not patch fails the region with words', async () => {
  cluster().faults.forbidden = [{ verb: 'patch', resource: 'deployments' }]
  await askAlpha()
  expect(await card(bot, /Failed/)).toContain('forbids the bot')
  expect(imageIn(bot, 'alpha-kr')).toBe(imageOf('1.4.1'))
}, 60_000)

test('a bot that may not list events goes on without them', async () => {
  cluster().faults.forbidden = [
    { verb: 'list', resource: 'events' },
    { verb: 'watch', resource: 'events' },
  ]
  await askAlpha()
  expect(await changesUntilServing()).toBe(1)
}, 60_000)

test('a change that an admission webhook denies fails the region with words', async () => {
  cluster().faults.deniedPatches = 'images must be signed'
  await askAlpha()
  expect(await card(bot, /Failed/)).toContain('the cluster refused the change')
  expect(imageIn(bot, 'alpha-kr')).toBe(imageOf('1.4.1'))
}, 60_000)

test('an API that is too busy is asked again after its Retry-After', async () => {
  await askAlpha()
  cluster().faults.tooManyRequests = { count: 12, retryAfterSeconds: 3 }
  expect(await changesUntilServing()).toBe(1)
}, 60_000)

test('an answer to the write that gets lost does not write twice', async () => {
  cluster().faults.lostAnswers = 1
  await askAlpha()
  expect(await changesUntilServing()).toBe(1)
}, 60_000)

test('an autoscaler that changes size and resource version all the time does not stop it', async () => {
  let size = 3
  timer = setInterval(() => {
    size = size === 3 ? 4 : 3
    cluster().state.edit(
      'deployments',
      { namespace: 'payments', name: 'checkout', manager: 'hpa' },
      (draft) => {
        draft.metadata.annotations = {
          ...draft.metadata.annotations,
          'example.test/tick': String(Date.now()),
        }
        if (Date.now() % 5 === 0) draft.spec.replicas = size
      },
    )
  }, 15)
  await askAlpha()
  await card(bot, 'Serving in 1 of 1')
  expect(imageIn(bot, 'alpha-kr')).toContain(digestOf('1.4.2'))
}, 60_000)
