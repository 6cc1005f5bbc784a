import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/actor.ts'
import type { DeployRecord } from '../../../../src/domain/deploys/deploy-record.ts'
import { NINE } from '../../../harness/given.ts'
import {
  aBuild,
  approvalsOf,
  audited,
  builds,
  cardOf,
  deployed,
  noticeOf,
  reason,
  requested,
  stored,
  woken,
} from './given.ts'
import { bob, dana, onCall, openRig, type Rig } from './rig.ts'

let rig: Rig
let record: DeployRecord
beforeEach(() => begin())
afterEach(() => rig.close())

async function begin(onCallGroup: string | null = 'SONCALL') {
  rig = await openRig({ policy: { onCallGroup } })
  await builds(rig, aBuild('a'))
  record = await requested(rig)
  await woken(rig)
}
const breakGlass = (actor: Actor = onCall, over: Record<string, unknown> = {}) =>
  rig.breakGlass({ actor, input: { deployId: record.id, reason: 'site is down', ...over } })

test('lets it go at once, and everybody hears of it', async () => {
  expect(await breakGlass()).toMatchObject({
    ok: true,
    value: { state: 'requested', brokenGlass: { by: 'U0ONCALL', reason: 'site is down', at: NINE } },
  })
  expect(await approvalsOf(rig, record.id)).toMatchObject([
    { state: 'withdrawn', decided: { by: 'U0ONCALL', at: NINE, reason: 'glass-broken' } },
  ])
  expect(await woken(rig)).toEqual([record.id])
  expect(await cardOf(rig, record.id)).toMatchObject({ wantedVersion: 2 })
  const values = { by: 'U0ONCALL', reason: 'site is down' }
  expect(await noticeOf(rig, record.id, 'glass-broken')).toMatchObject({
    channel: 'C0PAY',
    threadCardId: `deploy:${record.id}`,
    payload: { news: 'glass-broken', values, mentions: ['S0PAY'] },
  })
  expect(await noticeOf(rig, record.id, 'glass-broken:admins')).toMatchObject({
    kind: 'deploy',
    channel: 'C0ADMIN',
    threadCardId: null,
    payload: { deployId: record.id, news: 'glass-broken', values },
  })
  const entries = await rig.store.read((q) => q.audit.ofSubject(record.id))
  expect(entries.at(-1)).toMatchObject({
    operation: 'break-glass',
    outcome: 'glass-broken',
    details: { reason: 'site is down' },
  })
})

test('only by who is on call, with a reason', async () => {
  expect(reason(await breakGlass(dana))).toBe('not-on-call')
  expect(reason(await breakGlass(onCall, { reason: ' ' }))).toBe('break-glass-needs-reason')
  expect(reason(await breakGlass({ ...onCall, membership: 'unknown' }))).toBe('not-for-unknown')
  expect(reason(await breakGlass(onCall, { deployId: 7 }))).toBe('invalid-input')
  expect(reason(await breakGlass(onCall, { deployId: 'nothing' }))).toBe('deploy-unknown')
  expect(await stored(rig, record.id)).toEqual(record)
})

test('nobody is on call where no group is named, and unknown is a retry', async () => {
  rig.groups['SONCALL'] = null
  expect(await breakGlass()).toMatchObject({ refusal: { reason: 'membership-unknown', next: 'retry' } })
  await rig.close()
  await begin(null)
  expect(reason(await breakGlass())).toBe('break-glass-not-set-up')
})

test('once, also when clicked twice at once', async () => {
  const outcomes = await Promise.all([breakGlass(), breakGlass()])
  expect(outcomes.map(reason).toSorted()).toEqual(['glass-already-broken', 'ok'])
  expect(await breakGlass()).toMatchObject({ refusal: { details: { by: 'U0ONCALL' } } })
  expect((await audited(rig, record.id)).at(-1)).toEqual(['break-glass', 'glass-already-broken'])
})

test('an approval that has just run out of time is expired', async () => {
  const [approval] = await approvalsOf(rig, record.id)
  rig.clock.now = approval?.expiresAt ?? 0
  expect(await breakGlass()).toMatchObject({ ok: true })
  expect(await approvalsOf(rig, record.id)).toMatchObject([{ state: 'expired' }])
})

test('not for what is over, nor for a rollback that needs it not', async () => {
  await rig.withdraw({ actor: bob, input: { deployId: record.id } })
  expect(reason(await breakGlass())).toBe('deploy-cancelled')
  const back = await deployed(rig, aBuild('b'), { kind: 'rollback', state: 'running' })
  expect(reason(await breakGlass(onCall, { deployId: back.id }))).toBe('break-glass-not-needed')
})
