import { afterEach, beforeEach, expect, test } from 'vitest'
import { ACTION, CALLBACK } from '../../../src/views/ids.ts'
import { openSlackRig, guest, outsider, type SlackRig } from './resource-rig.ts'

let slack: SlackRig
beforeEach(async () => {
  slack = await openSlackRig()
})
afterEach(() => slack.close())

const words = () => JSON.stringify(slack.modal().blocks)
const field = (index: number) => `${ACTION.pickResourceField}:${index}`
const metadata = () => JSON.parse(slack.modal().private_metadata ?? '') as Record<string, unknown>

async function chosenAll(environment = 'prod'): Promise<void> {
  await slack.type('create')
  await slack.choose(ACTION.pickResourceProject, { project: 'payments' })
  await slack.choose(ACTION.pickResourceEnvironment, { environment })
  await slack.choose(field(0), { name: 'sessions' })
}

const stored = () => slack.store.read((q) => q.resources.list({}, { limit: 10, after: null }))

test('the form opens at once, then asks for project and environment', async () => {
  expect(await slack.type('create')).toBeNull()
  expect(JSON.stringify(slack.shown[0])).toContain('The form appears here in a moment')
  expect(slack.shown[0]?.private_metadata).toBe('')
  expect(words()).toContain('Still to choose: a project, an environment')
  expect(slack.modal().submit).toBeUndefined()
})

test('each choice is kept, and when all is chosen the price, policy and approval are shown', async () => {
  await chosenAll()
  expect(words()).toMatch(/payments-prod-sessions[^]*cache\.t4g\.small[^]*\$73/)
  expect(slack.modal().submit?.text).toBe('Ask for approval')
  expect(metadata()).toMatchObject({
    verb: 'create',
    project: 'payments',
    environment: 'prod',
    values: { name: 'sessions', size: 'small' },
    planHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  await slack.choose(field(2), { size: 'large', name: 'sessions' })
  expect(words()).toContain('cache.m7g.large')
  expect(metadata()['values']).toMatchObject({ name: 'sessions', size: 'large' })
})

test('what is typed while something else is chosen is not lost', async () => {
  await slack.type('create')
  await slack.choose(ACTION.pickResourceProject, { project: 'payments' })
  await slack.choose(ACTION.pickResourceEnvironment, { environment: 'dev' })
  await slack.choose(field(2), { size: 'large', name: 'pages' })
  expect(words()).toContain('payments-dev-pages')
})

test('in another environment the fields go for a moment: it offers other choices', async () => {
  await chosenAll('dev')
  const before = slack.shown.length
  await slack.choose(ACTION.pickResourceEnvironment, { environment: 'prod' })
  expect(slack.shown.length - before).toBe(2)
  expect(JSON.stringify(slack.shown.at(-2)?.blocks)).not.toContain(ACTION.pickResourceField)
  expect(words()).toContain('payments-prod-sessions')
})

test('handed in, what was shown is asked for, and the modal says where the card is', async () => {
  await chosenAll()
  const form = slack.modal()
  expect(await slack.submit()).toMatchObject({ answer: 'update' })
  expect(words()).toContain('waits for approval')
  expect(words()).toContain('<#C0PAY>')
  expect(slack.modal()).toMatchObject({ callback_id: CALLBACK.createResource })
  expect(slack.modal().submit).toBeUndefined()
  slack.shown.push(form)
  expect(await slack.submit()).toMatchObject({ answer: 'update' })
  expect(await stored()).toMatchObject([{ name: 'payments-prod-sessions', state: 'asked' }])
})

test('handed in before the plan of the last choice was shown, it shows that first', async () => {
  await chosenAll('dev')
  expect(await slack.submit({ name: 'carts' })).toMatchObject({ answer: 'update' })
  expect(words()).toContain('payments-dev-carts')
  expect(await stored()).toEqual([])
  await slack.submit()
  expect(await stored()).toMatchObject([{ name: 'payments-dev-carts' }])
})

test('a name that cannot be is told beside its field, in plain words', async () => {
  await chosenAll('dev')
  const answer = await slack.submit({ name: 'Größe' })
  expect(answer).toEqual({ answer: 'errors', errors: { name: expect.stringContaining('small letters') } })
  expect(JSON.stringify(answer)).not.toMatch(/[`*]/)
})

test('of two who want one name at once the second reads in the form who has it', async () => {
  await chosenAll('dev')
  const first = slack.modal()
  await chosenAll('dev')
  const second = slack.modal()
  slack.shown.push(first)
  await slack.submit()
  slack.shown.push(second)
  expect(await slack.submit()).toMatchObject({ answer: 'update' })
  expect(words()).toMatch(/taken already[^]*<@U\w+> asked for it/)
  expect(await stored()).toHaveLength(1)
})

test('when policy or price changed meanwhile, it comes back as it is now and says so', async () => {
  await chosenAll()
  const before = metadata()['planHash']
  const environment = slack.policy.environments[1]!
  environment.tags = { 'cost-center': 'other' }
  await slack.submit()
  expect(words()).toContain('The plan changed after it was shown')
  expect(metadata()['planHash']).not.toBe(before)
  expect(slack.modal().submit?.text).toBe('Ask for approval')
  expect(await stored()).toEqual([])
  await slack.submit()
  expect(await stored()).toHaveLength(1)
})

test('who does not own the project reads it in the form, and cannot hand it in', async () => {
  await slack.type('create', outsider)
  await slack.choose(ACTION.pickResourceProject, { project: 'payments' })
  await chosenAll()
  await slack.submit({}, outsider)
  expect(words()).toContain('You may not create')
  expect(await stored()).toEqual([])
})

test('guests get words instead of a form', async () => {
  const answer = await slack.type('create', guest)
  expect(answer?.text).toContain('Guests cannot do this')
  expect(slack.shown).toEqual([])
})

test('in a form that the door opened before it knew who asks, guests read why not', async () => {
  await slack.type('create', guest, { viewId: 'V1', hash: 'h' })
  expect(words()).toContain('Guests cannot do this')
  expect(slack.shown).toHaveLength(1)
})

test('a form of another version of the bot says so', async () => {
  await chosenAll()
  slack.shown.push({ ...slack.modal(), private_metadata: '{"v":2}' })
  await slack.submit()
  expect(words()).toContain('older version')
})
