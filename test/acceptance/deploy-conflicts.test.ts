import { afterEach, beforeEach, expect, test } from 'vitest'
import { digestOf, imageOf, startDeployApp, type DeployApp } from '../harness/deploy-app.ts'
import { approve, ask, card, generationIn, imageIn, told } from '../harness/deploy-steps.ts'

let bot: DeployApp
beforeEach(async () => {
  bot = await startDeployApp({ speed: 10, regions: ['kr'], settings: { podReadyMs: 1_000 } })
  for (const version of ['1.4.2', '1.4.3']) await bot.build(version)
})
afterEach(() => bot.stop())
const cluster = () => bot.clusters['prod-kr']!

/** Does it right before each of the first `times` writes of the bot arrives. */
function beforeWrites(times: number, change: () => void): () => number {
  let met = 0
  cluster().faults.onRequest = async ({ method }, when) => {
    if (method !== 'PATCH' || when !== 'before') return
    if (met++ < times) change()
  }
  return () => met
}

function edit(manager: string, image: string | null): void {
  const which = { namespace: 'payments', name: 'checkout', manager }
  cluster().state.edit('deployments', which, (draft) => {
    draft.metadata.annotations = { ...draft.metadata.annotations, 'example.test/tick': String(Math.random()) }
    const [container] = draft.spec.template.spec.containers
    if (container && image) container.image = image
  })
}

test('an object that changes before each of five writes is written once in the end', async () => {
  const before = generationIn(bot, 'prod-kr')
  const writes = beforeWrites(5, () => edit('somebody', null))
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 prod')
  await approve(bot)
  await card(bot, 'Serving in 1 of 1')
  expect(writes()).toBe(6)
  expect(generationIn(bot, 'prod-kr')).toBe(before + 1)
}, 60_000)

test('somebody who takes the image right before the write keeps it, and the region fails', async () => {
  beforeWrites(1, () => edit('other-tool', imageOf('1.4.0')))
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 prod')
  await approve(bot)
  await card(bot, /Failed/)
  await told(bot, /failed/i)
  expect(imageIn(bot, 'prod-kr')).toBe(imageOf('1.4.0'))
}, 60_000)

test('the same where the image was ours: it is not taken back by force', async () => {
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.2 prod')
  await approve(bot)
  await card(bot, 'Serving in 1 of 1')
  beforeWrites(1, () => edit('other-tool', imageOf('1.4.0')))
  await ask(bot, 'U0BOB', '/deploy checkout 1.4.3 prod')
  await card(bot, /1\.4\.3[^]*Waiting for approval/)
  await approve(bot)
  await card(bot, /1\.4\.3[^]*Failed/)
  expect(imageIn(bot, 'prod-kr')).toBe(imageOf('1.4.0'))
  expect(imageIn(bot, 'prod-kr')).not.toContain(digestOf('1.4.3'))
}, 60_000)
