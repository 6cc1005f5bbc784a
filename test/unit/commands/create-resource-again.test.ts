import { afterEach, beforeEach, expect, test } from 'vitest'
import { ACTION } from '../../../src/views/ids.ts'
import { modification, ready, requested, valueOf } from '../operations/resources/given.ts'
import { bob, dana, guest, openSlackRig, outsider, type SlackRig } from './resource-rig.ts'

let slack: SlackRig
beforeEach(async () => {
  slack = await openSlackRig()
})
afterEach(() => slack.close())

const WISH = { name: 'sessions', engine: 'valkey-8.0', size: 'large', replicas: '2' }

/** A creation that somebody did not allow. */
async function rejected(over: Record<string, unknown> = {}) {
  const { change } = await requested(slack, { wish: WISH, ...over })
  const [approval] = await slack.store.read((q) => q.approvals.of(change.id))
  await slack.reject({ actor: dana, input: { approvalId: approval!.id, reason: 'not today' } })
  return change
}

const last = () => JSON.stringify(slack.told.at(-1))
const words = () => JSON.stringify(slack.modal().blocks)
const state = () => JSON.parse(slack.modal().private_metadata ?? '') as Record<string, unknown>
const dev = () => slack.policy.environments[0]!
const prod = () => slack.policy.environments[1]!

test('the form stands there with what was wished for, and asks for it at one press', async () => {
  const { id, resourceId } = await rejected()
  await slack.press(ACTION.createResourceAgain, id)
  expect(state()).toMatchObject({ verb: 'create', project: 'payments', environment: 'prod', values: WISH })
  expect(words()).toContain('payments-prod-sessions')
  expect(slack.modal().submit?.text).toBe('Ask for approval')
  await slack.submit()
  const all = await slack.store.read((q) => q.resources.list({}, { limit: 10, after: null }))
  const again = all.find((resource) => resource.id !== resourceId)
  expect(again).toMatchObject({
    name: 'payments-prod-sessions',
    wish: { ...WISH, replicas: 2 },
    requesterId: 'U0BOB',
  })
})

test('what policy does not offer any more is what it offers first now', async () => {
  const { id } = await rejected()
  const redis = prod().kinds.redis!
  prod().kinds = {
    redis: { ...redis, sizes: [redis.sizes[0]!], replicas: { min: 0, max: 1, default: 1 } },
  }
  await slack.press(ACTION.createResourceAgain, id)
  expect(state()['values']).toEqual({ ...WISH, size: 'small', replicas: '1' })
  expect(slack.modal().submit?.text).toBe('Ask for approval')
})

test('where the environment does not have it any more, that is still to choose; the rest is kept', async () => {
  const { id } = await rejected()
  slack.policy.environments = [dev(), { ...dev(), name: 'stage' }]
  await slack.press(ACTION.createResourceAgain, id)
  expect(words()).toContain('Still to choose: an environment')
  expect(state()).toMatchObject({ project: 'payments', environment: null })
  await slack.choose(ACTION.pickResourceEnvironment, { environment: 'stage' })
  expect(words()).toContain('payments-stage-sessions')
  expect(state()['values']).toEqual(WISH)
})

test('a project that left the catalogue is still to choose', async () => {
  const { id } = await rejected()
  slack.deps.catalogue.projects.length = 0
  await slack.press(ACTION.createResourceAgain, id)
  expect(words()).toContain('Still to choose: a project')
  expect(state()).toMatchObject({ project: null, environment: 'prod' })
})

test('when the name was taken meanwhile, the form says so', async () => {
  const { id } = await rejected()
  await ready(slack, { wish: WISH })
  await slack.press(ACTION.createResourceAgain, id)
  expect(words()).toContain('payments-prod-sessions')
  expect(words()).toContain('is taken already')
  expect(slack.modal().submit?.text).not.toBe('Ask for approval')
})

test('who may not create reads that in the form, and cannot hand it in', async () => {
  const { id } = await rejected()
  await slack.press(ACTION.createResourceAgain, id, outsider)
  expect(words()).toContain('You may not create')
  expect(slack.modal().submit?.text).not.toBe('Ask for approval')
})

test('guests are refused and see nothing of it', async () => {
  const { id } = await rejected()
  await slack.press(ACTION.createResourceAgain, id, guest)
  expect(last()).toContain('Guests cannot do this')
  expect(slack.shown).toEqual([])
})

test('a card whose change is gone, or was no creation, and a foreign value are answered in words', async () => {
  await slack.press(ACTION.createResourceAgain, 'gone')
  expect(last()).toContain('This change is not in the store any more')
  await slack.press(ACTION.createResourceAgain, 'two words')
  expect(last()).toContain('older version')
  const resource = await ready(slack, { environment: 'dev' })
  const input = modification(slack, resource, { ...resource.wish, size: 'large' })
  const { change } = valueOf(await slack.modify({ actor: bob, input }))
  await slack.press(ACTION.createResourceAgain, change.id)
  expect(last()).toContain('This change is not in the store any more')
  expect(slack.shown).toEqual([])
})

test('in the modal that the door opened, a change that is gone is told there', async () => {
  await slack.pressOpened(ACTION.createResourceAgain, 'gone')
  expect(words()).toContain('This change is not in the store any more')
  expect(slack.told).toEqual([])
})
