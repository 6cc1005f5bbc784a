import { afterEach, beforeEach, expect, test } from 'vitest'
import { ACTION } from '../../../src/views/ids.ts'
import { approvalsOf, changeNow, put, requested } from '../operations/resources/given.ts'
import { dana, guest, openSlackRig, outsider, type SlackRig } from './resource-rig.ts'

let slack: SlackRig
beforeEach(async () => {
  slack = await openSlackRig()
})
afterEach(() => slack.close())

const last = () => JSON.stringify(slack.told.at(-1))

async function waiting() {
  const { change } = await requested(slack)
  const [approval] = await approvalsOf(slack, change.id)
  return { changeId: change.id, approvalId: approval?.id ?? '', planHash: approval?.planHash ?? '' }
}

test('a yes counts for the plan beside the button', async () => {
  const { approvalId, planHash, changeId } = await waiting()
  await slack.press(ACTION.approveResource, `${approvalId}:${planHash}`)
  expect(last()).toContain('somebody else has to')
  await slack.press(ACTION.approveResource, `${approvalId}:${'0'.repeat(64)}`, dana)
  expect(last()).toContain('The plan changed')
  await slack.press(ACTION.approveResource, `${approvalId}:${planHash}`, dana)
  expect(last()).toContain('You approved *Create payments-prod-sessions*')
  expect(await changeNow(slack, changeId)).toMatchObject({ state: 'waiting-for-approval' })
  await slack.press(ACTION.approveResource, approvalId, dana)
  expect(last()).toContain('older version')
})

test('a no asks for a reason, and is told to those only who may say it', async () => {
  const { approvalId, changeId } = await waiting()
  await slack.press(ACTION.rejectResource, approvalId, dana)
  const refused = await slack.submit({ reason: 'too big' }, outsider)
  expect(refused).toMatchObject({ answer: 'errors' })
  expect(await slack.submit({ reason: 'too big' }, dana)).toEqual({ answer: 'close' })
  expect(await changeNow(slack, changeId)).toMatchObject({ state: 'rejected' })
  await slack.press(ACTION.rejectResource, 'gone', dana)
  expect(last()).toContain('🚫')
})

test('cancel takes back what waits; a second click says that it is over', async () => {
  const { changeId } = await waiting()
  await slack.press(ACTION.cancelResource, changeId, outsider)
  expect(last()).toContain('You may not create, change or delete')
  await slack.press(ACTION.cancelResource, changeId)
  expect(last()).toContain('Nothing was touched')
  await slack.press(ACTION.cancelResource, changeId)
  expect(last()).toContain('over already')
})

test('what stands still goes on', async () => {
  const { changeId } = await waiting()
  await slack.press(ACTION.retryResource, changeId)
  expect(last()).toContain('nothing to try again')
  await put(slack, changeId, { state: 'stopped', stoppedIn: 'undoing' })
  await slack.press(ACTION.retryResource, changeId)
  expect(last()).toContain('goes on where it stood')
})

test('the plan is shown in a modal; of a change that is gone, words', async () => {
  const { changeId } = await waiting()
  await slack.press(ACTION.showResourcePlan, changeId)
  expect(JSON.stringify(slack.modal())).toMatch(/Makes, in this order[^]*replication group/)
  await slack.press(ACTION.showResourcePlan, 'gone')
  expect(last()).toContain('not in the store any more')
})

test.each([
  ACTION.approveResource,
  ACTION.rejectResource,
  ACTION.cancelResource,
  ACTION.retryResource,
  ACTION.showResourcePlan,
])('guests are refused at a click on %s', async (actionId) => {
  const { approvalId, planHash } = await waiting()
  const value = actionId === ACTION.approveResource ? `${approvalId}:${planHash}` : approvalId
  await slack.press(actionId, value, guest)
  expect(last()).toContain('Guests cannot do this')
})
