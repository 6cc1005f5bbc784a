import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ACTION } from '../../src/views/ids.ts'
import { digestOf, startDeployApp, type DeployApp } from '../harness/deploy-app.ts'
import { ask, card, cards, modal, modalOf, modalWords, plan } from '../harness/deploy-steps.ts'
import { until } from '../harness/until.ts'

const WHO = 'U0BOB'
let bot: DeployApp

beforeAll(async () => {
  bot = await startDeployApp({ speed: 10, regions: ['kr', 'eu1'], settings: { podReadyMs: 500 } })
  await bot.build('1.4.1')
  await bot.build('1.4.2')
  await bot.build('1.4.3')
  for (const version of ['1.4.2', '1.4.3']) {
    await ask(bot, WHO, `/deploy checkout ${version} alpha`)
    await card(bot, new RegExp(`${version}[^]*Serving in 1 of 1`))
  }
}, 60_000)
afterEach(async () => {
  for (const view of bot.slack.as(WHO).views()) await bot.slack.as(WHO).close(view.id, { all: true })
})
afterAll(() => bot.stop())

const opened = () => until('an open modal', () => modalOf(bot, WHO))
const isReady = () => Boolean(modalOf(bot, WHO)?.submit)

function picked(): Record<string, unknown> {
  const { private_metadata: text } = modalOf(bot, WHO) ?? {}
  return text ? (JSON.parse(text) as { picked: Record<string, unknown> }).picked : {}
}

async function type(line: string): Promise<void> {
  expect(await bot.slack.as(WHO).command({ channel: 'payments', text: line })).toMatchObject({ ok: true })
  await opened()
}

async function choose(actionId: string, value: unknown): Promise<void> {
  const view = await opened()
  const clicked = await bot.slack.as(WHO).click({ view_id: view.id, action_id: actionId, value })
  expect(clicked).toMatchObject({ ok: true })
}

/** Types into a picker and chooses what it offers. */
async function search(actionId: string, { typed, value }: { typed: string; value: string }): Promise<void> {
  const view = await until(`a picker ${actionId}`, () => {
    const open = modalOf(bot, WHO)
    return open && JSON.stringify(open.blocks).includes(`"${actionId}"`) && open
  })
  const offered = await bot.slack.as(WHO).options(view.id, { action_id: actionId, typed })
  expect(JSON.stringify(offered)).toContain(value)
  await choose(actionId, value)
}

/** Until the modal shows what is wished for and its plan. */
async function planned(wanted: Record<string, unknown>): Promise<void> {
  await until(
    `a plan of ${JSON.stringify(wanted)}`,
    () => {
      return isReady() && Object.entries(wanted).every(([name, value]) => isSame(picked()[name], value))
    },
    25_000,
  ).catch((error: Error) => {
    throw new Error(`${error.message}\n${JSON.stringify(picked())}\n${modalWords(bot, WHO)}`)
  })
}

const isSame = (held: unknown, wanted: unknown) => JSON.stringify(held) === JSON.stringify(wanted)

test('without arguments everything is chosen in pickers, and what is handed in is what was shown', async () => {
  await type('/deploy')
  expect(isReady()).toBe(false)
  await search(ACTION.pickProject, { typed: 'pay', value: 'payments' })
  await search(ACTION.pickService, { typed: '', value: 'checkout' })
  await search(ACTION.pickVersion, { typed: '1.4.3', value: digestOf('1.4.3') })
  await modal(bot, WHO, 'Choose an environment')
  await choose(ACTION.pickEnvironment, 'prod')
  await planned({ project: 'payments', service: 'checkout', environment: 'prod', regions: null })
  expect(modalWords(bot, WHO)).toContain('1.4.3')
  const before = cards(bot).length
  await bot.slack.as(WHO).submit((await opened()).id, {})
  await until('a card', () => cards(bot).length > before)
  expect(await card(bot, 'Waiting for approval')).toMatch(/1\.4\.3[^]*prod|prod[^]*1\.4\.3/)
})

test.each([
  ['unknown', '9.9.9'],
  ['an image that nobody pushed', 'registry.regatta.test/payments/checkout:7.7.7'],
])('after a version that is %s another can be picked', async (_what, version) => {
  await plan(bot, WHO, { line: `/deploy checkout ${version} alpha`, says: '🚫' })
  expect(isReady()).toBe(false)
  await search(ACTION.pickVersion, { typed: '1.4.2', value: digestOf('1.4.2') })
  await planned({ environment: 'alpha' })
  expect(modalWords(bot, WHO)).toContain('1.4.2')
  expect(modalWords(bot, WHO)).not.toContain('🚫')
})

test('another project forgets service and version', async () => {
  await type('/deploy checkout 1.4.2 alpha')
  await planned({ project: 'payments' })
  await search(ACTION.pickProject, { typed: 'ord', value: 'orders' })
  await modal(bot, WHO, 'Choose a service')
  expect(picked()).toMatchObject({ project: 'orders', service: null, version: null })
  expect(isReady()).toBe(false)
})

test('another environment keeps the version of a deploy', async () => {
  await type('/deploy checkout 1.4.2 alpha')
  await planned({ environment: 'alpha' })
  await choose(ACTION.pickEnvironment, 'prod')
  await planned({ environment: 'prod', version: { value: '1.4.2', text: '1.4.2' } })
  expect(modalWords(bot, WHO)).toContain('1.4.2')
})

test('another environment gives a rollback its last good version', async () => {
  await type('/rollback checkout prod')
  await modal(bot, WHO, 'No earlier good version')
  expect(isReady()).toBe(false)
  await choose(ACTION.pickEnvironment, 'alpha')
  await planned({ environment: 'alpha', version: { value: digestOf('1.4.2'), text: '1.4.2' } })
  await choose(ACTION.pickPrevious, digestOf('1.4.1'))
  await planned({ version: { value: digestOf('1.4.1'), text: digestOf('1.4.1').slice(7, 19) } })
  expect(modalWords(bot, WHO)).toContain('1.4.1')
})

test('regions can be unticked to one, and to none, which is no plan', async () => {
  await type('/deploy checkout 1.4.2 prod')
  await planned({ regions: null })
  await choose(ACTION.pickRegions, ['eu1'])
  await planned({ regions: ['eu1'] })
  await choose(ACTION.pickRegions, [])
  await until('nothing to hand in', () => !isReady())
  expect(picked()['regions']).toEqual([])
  await choose(ACTION.pickRegions, ['kr', 'eu1'])
  await planned({ regions: null })
})

test('two choices one after the other show the plan of the last', async () => {
  await type('/deploy checkout 1.4.2 prod')
  await planned({ regions: null })
  await Promise.all([choose(ACTION.pickRegions, ['kr']), choose(ACTION.pickRegions, ['eu1'])])
  await planned({ regions: ['eu1'] })
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(picked()['regions']).toEqual(['eu1'])
  expect(isReady()).toBe(true)
})

test('handed in while the plan of another choice is shown, it shows the new plan instead', async () => {
  await type('/deploy checkout 1.4.2 prod')
  await planned({ regions: null })
  const before = cards(bot).length
  const view = await opened()
  const values = { regions: { [ACTION.pickRegions]: ['eu1'] } }
  expect(await bot.slack.as(WHO).submit(view.id, values)).toMatchObject({ response_action: 'update' })
  await modal(bot, WHO, /Reading what runs now|would change/)
  await planned({ regions: ['eu1'] })
  expect(cards(bot)).toHaveLength(before)
})
