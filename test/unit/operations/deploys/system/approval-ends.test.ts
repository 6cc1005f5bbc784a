import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DeployRecord } from '../../../../../src/domain/deploys/deploy-record.ts'
import { MINUTE } from '../../../../harness/given.ts'
import { aBuild, approvalsOf, audited, builds, noticeOf, reason, requested, woken } from '../given.ts'
import { bob, openRig, PROD, type Rig } from '../rig.ts'
import { changePolicy, done, fresh, go, system } from './kit.ts'

let rig: Rig
let record: DeployRecord
let approvalId: string
beforeEach(async () => {
  rig = await openRig()
  await builds(rig, aBuild('a'))
  record = await requested(rig)
  approvalId = (await approvalsOf(rig, record.id))[0]!.id
  await woken(rig)
})
afterEach(() => rig.close())

const waive = (deployId: unknown = record.id) => rig.waiveApproval({ actor: system, input: { deployId } })
const nobodyAsks = () => changePolicy(rig, { approval: null })
const hourLater = () => void (rig.clock.now += 60 * MINUTE)
const approval = async () => (await approvalsOf(rig, record.id))[0]

test('policy asks for nobody any more: the approval is set aside and the wave goes', async () => {
  nobodyAsks()
  expect(await waive()).toMatchObject({ value: 'waived' })
  expect(await approval()).toMatchObject({
    state: 'withdrawn',
    decided: { by: null, reason: 'approval-not-needed' },
  })
  expect((await audited(rig, record.id)).at(-1)).toEqual(['waive-approval', 'waived'])
  expect(await woken(rig)).toEqual([record.id])
  expect(await go(rig, record)).toBe('started')
})

test('waived once, and not while policy asks', async () => {
  expect(await waive()).toMatchObject({ value: 'unchanged' })
  expect(await approval()).toMatchObject({ state: 'waiting' })
  nobodyAsks()
  await waive()
  const rows = await audited(rig, record.id)
  expect(await waive()).toMatchObject({ value: 'unchanged' })
  expect(await audited(rig, record.id)).toEqual(rows)
})

test('one that ran out of time meanwhile leaves nothing open, should votes be asked for again', async () => {
  nobodyAsks()
  hourLater()
  expect(await waive()).toMatchObject({ value: 'waived' })
  expect(await approval()).toMatchObject({ state: 'expired' })
  changePolicy(rig, { approval: PROD.approval })
  expect(await go(rig, record)).toBe('votes-reset')
  expect((await approvalsOf(rig, record.id)).map(({ state }) => state).toSorted()).toEqual([
    'expired',
    'waiting',
  ])
})

test('waived by nobody else, of nothing else', async () => {
  expect(reason(await rig.waiveApproval({ actor: bob, input: { deployId: record.id } }))).toBe(
    'not-for-people',
  )
  expect(reason(await waive(7))).toBe('invalid-input')
  expect(reason(await waive('none'))).toBe('deploy-unknown')
  expect(await audited(rig, 'none')).toEqual([['waive-approval', 'unknown']])
  nobodyAsks()
  await rig.withdraw({ actor: bob, input: { deployId: record.id } })
  expect(await waive()).toMatchObject({ value: 'unchanged' })
})

test('out of time: expired, and the deploy with it', async () => {
  expect(await done(rig.expireApproval, { approvalId })).toBe('unchanged')
  hourLater()
  expect(await done(rig.expireApproval, { approvalId })).toBe('expired')
  expect(await fresh(rig, record.id)).toMatchObject({ state: 'expired' })
  expect(await noticeOf(rig, record.id, `expired:${approvalId}`)).toMatchObject({
    payload: { news: 'expired', mentions: ['U0BOB'] },
  })
  const rows = await audited(rig, record.id)
  expect(rows.at(-1)).toEqual(['expire-approval', 'expired'])
  expect(await done(rig.expireApproval, { approvalId })).toBe('unchanged')
  expect(await audited(rig, record.id)).toEqual(rows)
})

test('expired by nobody else, of nothing else', async () => {
  hourLater()
  expect(reason(await rig.expireApproval({ actor: bob, input: { approvalId } }))).toBe('not-for-people')
  expect(reason(await rig.expireApproval({ actor: system, input: {} }))).toBe('invalid-input')
  const unknown = { actor: system, input: { approvalId: 'none' } }
  expect(reason(await rig.expireApproval(unknown))).toBe('approval-unknown')
  expect(await approval()).toMatchObject({ state: 'waiting' })
})
