import { afterEach, expect, test } from 'vitest'
import {
  digestOf,
  REGIONS,
  startDeployApp,
  type DeployApp,
  type DeployAppOptions,
} from '../harness/deploy-app.ts'
import { ask, card, imageIn, plan, submitPlan } from '../harness/deploy-steps.ts'
import { until } from '../harness/until.ts'

let bot: DeployApp
afterEach(() => bot.stop())

/** 1.4.2 serves in prod, in one wave that nobody must approve. */
async function deployed(options: DeployAppOptions = {}): Promise<void> {
  const regions = options.regions ?? REGIONS
  const all = regions.map((region) => ({ region, cluster: `prod-${region}` }))
  const { prod, ...more } = options
  bot = await startDeployApp({
    speed: 10,
    settings: { podReadyMs: 1_000 },
    prod: { waves: [{ name: 'all', regions: all }], approval: undefined, ...prod },
    ...more,
  })
  await bot.build('1.4.1')
  await bot.build('1.4.2')
}
const runs = (region: string, version: string) => imageIn(bot, `prod-${region}`).includes(digestOf(version))
const reached = (version: string, regions: readonly string[] = REGIONS) =>
  until(`${version} in ${regions.join()}`, () => regions.every((region) => runs(region, version)))

test('a region that cannot be seen does not keep the others from going back, and follows', async () => {
  await deployed()
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 prod')
  await card(bot, 'Serving in 4 of 4')
  const { faults } = bot.clusters['prod-jp1']!
  faults.unreachable = true
  expect(await plan(bot, 'U0BOB', { line: '/rollback checkout prod', says: 'follows when it can' })).toMatch(
    /jp1.*cannot be looked at now/,
  )
  await submitPlan(bot, 'U0BOB')
  await reached('1.4.1', ['kr', 'eu1', 'us1'])
  expect(await card(bot, /serving in 3 of 4/)).toMatch(/does not answer/)
  expect(runs('jp1', '1.4.2')).toBe(true)
  faults.unreachable = false
  expect(await card(bot, /Roll.*1\.4\.1[^]*Serving in 4 of 4/)).not.toMatch(/does not answer/)
  await reached('1.4.1')
}, 90_000)

test('a region whose workload is gone fails alone', async () => {
  await deployed({ regions: ['kr', 'eu1'] })
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 prod')
  await card(bot, 'Serving in 2 of 2')
  bot.clusters['prod-eu1']!.state.remove('deployments', 'payments', 'checkout')
  await ask(bot, 'U0BOB', '/rollback checkout prod')
  const words = await card(bot, /Roll.*1\.4\.1[^]*serving in 1 of 2/)
  expect(words).toMatch(/Failed.* in eu1: the workload is not there/)
  expect(words).not.toContain('follows when it can')
  await reached('1.4.1', ['kr'])
}, 90_000)

test('a write of the deploy that arrives late does not undo its rollback', async () => {
  await deployed({ speed: 2, regions: ['kr', 'eu1'], prod: { stabilitySeconds: 1 } })
  const gate = Promise.withResolvers<void>()
  let isHeld = false
  bot.clusters['prod-kr']!.faults.onRequest = async ({ method }, when) => {
    if (method !== 'PATCH' || when !== 'before' || isHeld) return
    isHeld = true
    await gate.promise
  }
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 prod')
  await until('the write to be on its way', () => isHeld && runs('eu1', '1.4.2'))
  await ask(bot, 'U0BOB', '/rollback checkout prod')
  await reached('1.4.1', ['eu1'])
  gate.resolve()
  await card(bot, /Roll.*1\.4\.1[^]*Serving in 2 of 2/)
  await reached('1.4.1', ['kr', 'eu1'])
}, 90_000)
