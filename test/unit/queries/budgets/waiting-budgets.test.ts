import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/actor.ts'
import { createWaitingApprovals } from '../../../../src/queries/waiting-approvals.ts'
import { approvalOf, PROJECT, requested, setTo } from '../../operations/budgets/given.ts'
import { BUDGETS, fay, openRig, type Rig } from '../../operations/budgets/rig.ts'
import { bob, dana, erin } from '../../operations/deploys/rig.ts'
import { valueOf } from '../../operations/resources/given.ts'
import { deps as others } from '../deploys/given-deploys.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig({ budgets: { approval: { ...BUDGETS.approval, count: 2 } } })
})
afterEach(() => rig.close())

const waiting = async (actor: Actor = dana) =>
  valueOf(await createWaitingApprovals({ ...others, ...rig.deps })({ actor }))

test('a budget that somebody asks for waits for those who may approve it', async () => {
  await setTo(rig, 10)
  const request = await requested(rig)
  const approval = await approvalOf(rig, request.id)
  expect(await waiting()).toMatchObject({
    items: [
      { kind: 'budget-request', view: { request: { id: request.id }, approvers: ['SBOARD'] }, approval },
    ],
    notMine: 0,
    unknown: 0,
  })
  expect(await waiting(fay)).toEqual({ items: [], notMine: 1, unknown: 0 })
  expect(await waiting(bob)).toEqual({ items: [], notMine: 1, unknown: 0 })
})

test('not for who voted already, nor when it is settled or its time is over', async () => {
  const request = await requested(rig)
  const { id: approvalId, planHash, expiresAt } = await approvalOf(rig, request.id)
  valueOf(await rig.approve({ actor: dana, input: { approvalId, planHash } }))
  expect(await waiting()).toMatchObject({ items: [], notMine: 1 })
  expect((await waiting(erin)).items).toHaveLength(1)
  rig.clock.now = expiresAt
  expect(await waiting(erin)).toMatchObject({ items: [], notMine: 0 })
  await setTo(rig, 10)
  rig.clock.now = expiresAt - 1
  expect(await waiting(erin)).toMatchObject({ items: [], notMine: 0 })
})

test('what hangs on a group that Slack cannot tell now is counted', async () => {
  await requested(rig, { scope: PROJECT })
  rig.groups['SBOARD'] = null
  expect(await waiting()).toEqual({ items: [], notMine: 0, unknown: 1 })
})
