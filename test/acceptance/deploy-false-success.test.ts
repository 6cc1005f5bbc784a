import { afterEach, expect, test } from 'vitest'
import { ACTION } from '../../src/views/ids.ts'
import { checkoutAt141, digestOf, imageOf, startDeployApp, type DeployApp } from '../harness/deploy-app.ts'
import {
  approve,
  ask,
  card,
  deploymentIn,
  imageIn,
  modal,
  press,
  submitPlan,
} from '../harness/deploy-steps.ts'
import { setImage } from '../harness/kubernetes.ts'
import { until } from '../harness/until.ts'

const QUICK = { speed: 10, settings: { podReadyMs: 1_000 } }
let bot: DeployApp
afterEach(() => bot.stop())

async function rollingOut(): Promise<void> {
  bot = await startDeployApp({ speed: 5, regions: ['kr'], settings: { podReadyMs: 15_000 } })
  await bot.build('1.4.2')
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 alpha')
  await until('our image', () => imageIn(bot, 'alpha-kr').includes(digestOf('1.4.2')))
  await card(bot, /rolling out/i)
}

test('kubectl set image during the rollout ends it as changed by somebody else', async () => {
  await rollingOut()
  expect((await setImage(bot.clusters['alpha-kr']!, imageOf('1.4.0'))).status).toBe(200)
  const words = await card(bot, /Failed/)
  expect(words).toContain('somebody else changed the workload')
  expect(words).not.toMatch(/serving in 1 of 1/i)
  expect(imageIn(bot, 'alpha-kr')).toBe(imageOf('1.4.0'))
}, 60_000)

test('a workload that is deleted and made anew with the same image is not our success', async () => {
  await rollingOut()
  const { state, seed } = bot.clusters['alpha-kr']!
  const before = deploymentIn(bot, 'alpha-kr').metadata.uid
  const images = [imageIn(bot, 'alpha-kr')]
  state.remove('deployments', 'payments', 'checkout')
  seed({ namespaces: [], workloads: [{ ...checkoutAt141, images }] })
  expect(deploymentIn(bot, 'alpha-kr').metadata.uid).not.toBe(before)
  const words = await card(bot, /Failed/)
  expect(words).toMatch(/deleted/)
}, 60_000)

test('trying a version again that crashes does not count the region as serving', async () => {
  bot = await startDeployApp({ ...QUICK, regions: ['kr', 'eu1'] })
  await bot.build('1.5.0', { scenario: 'crash' })
  await ask(bot, 'U0BOB', '/deploy checkout 1.5.0 prod')
  await approve(bot)
  await card(bot, /Failed/)
  await press(bot, 'U0BOB', ACTION.deployAgain)
  await modal(bot, 'U0BOB', /1\.5\.0/)
  await submitPlan(bot, 'U0BOB')
  await card(bot, /Waiting for approval/)
  await approve(bot)
  const words = await card(bot, /Failed|serving in 1 of 2/)
  expect(words).toMatch(/Failed/)
  expect(imageIn(bot, 'prod-eu1')).toBe(imageOf('1.4.1'))
}, 60_000)

test('a region that carries the version already is looked at too, and serves when it does', async () => {
  bot = await startDeployApp({ ...QUICK, regions: ['kr', 'eu1'] })
  await bot.build('1.4.2')
  await setImage(bot.clusters['prod-kr']!, imageOf('1.4.2'))
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 prod')
  await approve(bot)
  await card(bot, /serving in 1 of 2/)
  await approve(bot)
  await card(bot, 'Serving in 2 of 2')
  expect(imageIn(bot, 'prod-kr')).toBe(imageOf('1.4.2'))
}, 60_000)

test('kubectl set image after all pods were ready but before they proved stable is not our success', async () => {
  bot = await startDeployApp({ ...QUICK, regions: ['kr'], alpha: { stabilitySeconds: 120 } })
  await bot.build('1.4.2')
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 alpha')
  await card(bot, /3 (of|\/) 3/)
  await setImage(bot.clusters['alpha-kr']!, imageOf('1.4.0'))
  expect(await card(bot, /Failed/)).toContain('somebody else changed the workload')
}, 60_000)

test('pods that crash after they were ready are a failure, not a success', async () => {
  bot = await startDeployApp({ ...QUICK, regions: ['kr'], alpha: { stabilitySeconds: 120 } })
  await bot.build('1.5.0', { scenario: 'late-crash' })
  await ask(bot, 'U0BOB', '/deploy checkout 1.5.0 alpha')
  expect(await card(bot, /Failed|Serving in 1 of 1/)).toContain('Failed')
}, 60_000)
