import { afterEach, beforeEach, expect, test } from 'vitest'
import { ACTION } from '../../../src/views/ids.ts'
import { modification, put, putResource, ready, requested, valueOf } from '../operations/resources/given.ts'
import { bob, guest, openSlackRig, outsider, type SlackRig } from './resource-rig.ts'

let slack: SlackRig
beforeEach(async () => {
  slack = await openSlackRig()
})
afterEach(() => slack.close())

const say = async (text: string, actor?: typeof guest) => {
  const answer = await slack.type(text, actor)
  return JSON.stringify(answer)
}
const last = () => JSON.stringify(slack.told.at(-1))

test('/resource lists those of my team with what they cost, and another scope at a click', async () => {
  await ready(slack, { environment: 'dev' })
  expect(await say('')).toMatch(/1 resource\* of your teams[^]*payments-dev-sessions/)
  expect(await say('', outsider)).toContain('Your teams have no resources yet')
  await slack.press(ACTION.listResources, 'all', outsider)
  expect(last()).toContain('payments-dev-sessions')
})

test('pages follow each other', async () => {
  for (let at = 0; at < 21; at += 1) {
    await ready(slack, { environment: 'dev', wish: { name: `n${String(at).padStart(2, '0')}` } })
  }
  const answer = await slack.type('list all')
  const more = JSON.stringify(answer).match(/"value":"v1:(all:[^"]+)"/)?.[1] ?? ''
  await slack.press(ACTION.listResources, more)
  expect(`${JSON.stringify(answer)}${last()}`.match(/Details: payments-dev-n\d\d/g)).toHaveLength(21)
})

test('a name shows its detail, for people of other teams too, who read who may change it', async () => {
  await ready(slack, { environment: 'dev' })
  expect(await say('payments-dev-sessions')).toMatch(/Modify…[^]*Delete…/)
  const detail = await say('payments-dev-sessions', outsider)
  expect(detail).toContain('payments-dev-sessions')
  expect(detail).toContain('Ask somebody of the owning team')
  expect(detail).not.toContain('Modify…')
})

test('a part of a name that several have lists them, a part that one has shows it', async () => {
  await ready(slack, { environment: 'dev' })
  await ready(slack, { environment: 'dev', wish: { name: 'pages' } })
  expect(await say('payments-dev')).toMatch(
    /2 resources[^]*sessions[^]*pages|2 resources[^]*pages[^]*sessions/,
  )
  expect(await say('pages')).toContain('Modify…')
  expect(await say('find payments-dev-pages.abc')).toContain('Nothing is found by')
})

test('what is not there names the nearest, or the word that was meant', async () => {
  await ready(slack, { environment: 'dev' })
  expect(await say('payments-dev-sesions')).toContain('Did you mean `payments-dev-sessions`?')
  expect(await say('crate')).toContain('Did you mean `/resource create`?')
})

test('buttons of what is gone, and foreign values, are answered in words', async () => {
  await slack.press(ACTION.showResource, 'gone')
  expect(last()).toContain('No resource')
  await slack.press(ACTION.deleteResource, 'gone')
  expect(last()).toContain('No resource')
  await slack.press(ACTION.modifyResource, 'gone')
  expect(JSON.stringify(slack.modal())).toContain('No resource')
  await slack.press(ACTION.createResource, 'cassandra')
  expect(last()).toContain('older version')
  await slack.press(ACTION.listResources, 'everything')
  expect(last()).toContain('older version')
})

test.each(['', 'list all', 'find x', 'x'])('guests are refused: /resource %s', async (text) => {
  expect(await say(text, guest)).toContain('Guests cannot do this')
})

test.each([ACTION.showResource, ACTION.deleteResource, ACTION.modifyResource, ACTION.createResource])(
  'guests are refused at a click on %s',
  async (actionId) => {
    await slack.press(actionId, actionId === ACTION.createResource ? 'redis' : 'x', guest)
    expect(last()).toContain('Guests cannot do this')
    expect(slack.shown).toEqual([])
  },
)

test('modify opens with what it has, and asks for what was chosen', async () => {
  const { id } = await ready(slack, { environment: 'dev' })
  await slack.press(ACTION.modifyResource, id)
  expect(JSON.stringify(slack.modal())).toContain('payments-dev-sessions')
  expect(slack.modal().submit).toBeUndefined()
  await slack.choose(`${ACTION.pickResourceField}:2`, { size: 'large' })
  expect(slack.modal().submit?.text).toBe('Modify')
  await slack.submit()
  expect(JSON.stringify(slack.modal())).toContain('Modify payments-dev-sessions')
  const open = await slack.store.read((q) => q.changes.openOf([id]))
  expect(open).toMatchObject([{ verb: 'modify', plan: { wish: { size: 'large', name: 'sessions' } } }])
})

test('delete wants the name, typed exactly', async () => {
  const { id } = await ready(slack)
  await slack.press(ACTION.deleteResource, id)
  expect(JSON.stringify(slack.modal())).toContain('A second person has to agree')
  const wrong = await slack.submit({ 'typed-name': 'payments-prod-session' })
  expect(wrong).toMatchObject({
    answer: 'errors',
    errors: { 'typed-name': expect.stringContaining('is not its name') as string },
  })
  await slack.submit({ 'typed-name': ' payments-prod-sessions ' })
  expect(JSON.stringify(slack.modal())).toContain('waits for approval')
  const open = await slack.store.read((q) => q.changes.openOf([id]))
  expect(open).toMatchObject([{ verb: 'delete', state: 'waiting-for-approval' }])
})

test('what policy changed since the form was shown is shown again before anything is deleted', async () => {
  const { id } = await ready(slack)
  await slack.press(ACTION.deleteResource, id)
  slack.policy.environments[1]!.deletion = { approval: null, finalSnapshot: false }
  const again = await slack.submit({ 'typed-name': 'payments-prod-sessions' })
  expect(again).toMatchObject({ answer: 'update' })
  expect(JSON.stringify(slack.modal())).toMatch(/Delete for good[^]*Nothing was done[^]*No final snapshot/)
  expect(await slack.store.read((q) => q.changes.openOf([id]))).toEqual([])
  await slack.submit({ 'typed-name': 'payments-prod-sessions' })
  expect(await slack.store.read((q) => q.changes.openOf([id]))).toMatchObject([{ state: 'running' }])
})

test('a form of an older version deletes nothing, and says so', async () => {
  const { id } = await ready(slack)
  await slack.press(ACTION.deleteResource, id)
  const old = JSON.stringify({ v: 1, formId: 'old', resourceId: id })
  slack.shown.push({ ...slack.modal(), private_metadata: old })
  expect(await slack.submit({ 'typed-name': 'payments-prod-sessions' })).toMatchObject({ answer: 'update' })
  expect(JSON.stringify(slack.modal())).toContain('older version')
  expect(await slack.store.read((q) => q.changes.openOf([id]))).toEqual([])
})

test('a modification that stands still can be given up: its resource is deleted', async () => {
  const resource = await ready(slack, { environment: 'dev' })
  const { id } = resource
  const { change } = valueOf(
    await slack.modify({ actor: bob, input: modification(slack, resource, { replicas: 2 }) }),
  )
  await put(slack, change.id, { state: 'stopped', stoppedIn: 'undoing' })
  await slack.press(ACTION.showResource, id)
  expect(last()).toMatch(/stands still[^]*Delete…/)
  expect(last()).not.toContain('Modify…')
  await slack.press(ACTION.deleteResource, id)
  await slack.submit({ 'typed-name': 'payments-dev-sessions' })
  expect(await slack.store.read((q) => q.changes.openOf([id]))).toMatchObject([{ verb: 'delete' }])
})

test('what is still being created is cancelled, not deleted', async () => {
  const { resource, change } = await requested(slack, { environment: 'dev' })
  await slack.press(ACTION.deleteResource, resource.id)
  expect(last()).toContain('still being created. Press *Cancel*')
  await put(slack, change.id, { state: 'undoing' })
  await slack.press(ACTION.deleteResource, resource.id)
  expect(last()).toContain('being undone already')
})

test('delete is refused where it cannot be asked for, before anything is typed', async () => {
  const { id } = await ready(slack, { environment: 'dev' })
  await slack.press(ACTION.deleteResource, id, outsider)
  expect(last()).toContain('You may not create, change or delete')
  await slack.press(ACTION.deleteResource, id)
  await slack.submit({ 'typed-name': 'payments-dev-sessions' })
  await slack.press(ACTION.deleteResource, id)
  expect(last()).toContain('Somebody changes')
  await putResource(slack, id, { state: 'deleted', endedAt: 1 })
  await slack.press(ACTION.deleteResource, id)
  expect(last()).toContain('is deleted')
})
