import { afterEach, beforeEach, expect, test } from 'vitest'
import { MINUTE, NINE } from '../../../harness/given.ts'
import { aBuild, cardOf, deployed, reason } from './given.ts'
import { ben, bob, admin, openRig, outsider, type Rig } from './rig.ts'
import { deployCardId, type DeployRecord } from '../../../../src/domain/deploys/deploy-record.ts'

const place = { project: 'payments', service: 'checkout', environment: 'prod' }
const SUBJECT = 'payments/checkout/prod'

let rig: Rig
beforeEach(async () => void (rig = await openRig()))
afterEach(() => rig.close())

const notice = (key: string) => rig.store.read((q) => q.notices.get(key))
const lock = (actor = bob) => rig.lock({ actor, input: { ...place, reason: 'odd figures', forMs: MINUTE } })

test('locking and unlocking is told once each, in the channel of the owning team', async () => {
  await lock()
  expect(await notice(`lock:locked:${SUBJECT}:${NINE}`)).toMatchObject({
    kind: 'lock',
    channel: 'C0PAY',
    threadCardId: null,
    payload: { what: 'locked', by: 'U0BOB', reason: 'odd figures', until: NINE + MINUTE, ...place },
  })
  rig.clock.now += 1
  await rig.unlock({ actor: ben, input: place })
  expect(await notice(`lock:unlocked:${SUBJECT}:${NINE + 1}`)).toMatchObject({
    channel: 'C0PAY',
    payload: { what: 'unlocked', by: 'U0BEN', reason: 'odd figures', until: null, ...place },
  })
})

test('what was refused is not told', async () => {
  expect(reason(await lock(outsider))).toBe('may-not-lock')
  expect(await notice(`lock:locked:${SUBJECT}:${NINE}`)).toBeNull()
  expect(reason(await rig.unlock({ actor: ben, input: place }))).toBe('not-locked')
  expect(await notice(`lock:unlocked:${SUBJECT}:${NINE}`)).toBeNull()
})

test.each([
  ['one project: its team', 'payments', {}, 'C0PAY'],
  ['all projects: the company', null, { companyChannel: 'C0ALL' }, 'C0ALL'],
  ['all projects, no such channel: the admins', null, { companyChannel: null }, 'C0ADMIN'],
])('a freeze of %s', async (_what, project, catalogue, channel) => {
  await rig.close()
  rig = await openRig({ catalogue })
  const input = { project, environment: 'prod', reason: 'sale', forMs: null }
  const frozen = await rig.freeze({ actor: admin, input })
  if (!frozen.ok) throw new Error(frozen.refusal.reason)
  const about = { by: 'U0ADMIN', reason: 'sale', until: null, project, service: null, environment: 'prod' }
  const { id } = frozen.value
  expect(await notice(`lock:frozen:${id}:${NINE}`)).toMatchObject({
    channel,
    payload: { what: 'frozen', ...about },
  })
  await rig.lift({ actor: admin, input: { freezeId: id } })
  expect(await notice(`lock:thawed:${id}:${NINE}`)).toMatchObject({
    channel,
    payload: { what: 'thawed', ...about },
  })
})

test('the cards of the newest deploys are shown again, over or not, those without a card are not', async () => {
  const build = aBuild('a')
  const all: DeployRecord[] = []
  for (let count = 0; count < 7; count += 1) all.push(await deployed(rig, build))
  await rig.store.transaction(async (tx) => {
    for (const { id, channel } of all.slice(0, 6)) {
      const card = { id: deployCardId(id), kind: 'deploy' as const, subject: id, channel }
      await tx.cards.want({ ...card, priority: 2, dueAt: NINE })
    }
  })
  const versions = async () =>
    Promise.all(all.map(async ({ id }) => (await cardOf(rig, id))?.wantedVersion ?? null))
  await lock()
  expect(await versions()).toEqual([1, 1, 2, 2, 2, 2, null])
  await rig.unlock({ actor: bob, input: place })
  expect(await versions()).toEqual([1, 1, 3, 3, 3, 3, null])
})
