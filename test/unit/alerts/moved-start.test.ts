import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAcknowledgeAlert } from '../../../src/operations/acknowledge-alert.ts'
import { createThreadRig, MINUTE, type ThreadRig } from './thread-rig.ts'

let rig: ThreadRig
beforeEach(async () => {
  rig = await createThreadRig()
})
afterEach(() => rig.close())

async function newest() {
  const episodes = await rig.episodesOf(await rig.onlyThread())
  const [episode] = episodes.toSorted((a, b) => b.startsAt - a.startsAt)
  if (!episode) throw new Error('no episode')
  return episode
}

async function acknowledgedAlert() {
  const startsAt = await rig.send({ pod: 'a' })
  const { id } = await newest()
  const acknowledge = createAcknowledgeAlert({ ...rig, now: rig.clock.now, newId: () => 'unused' })
  const actor = { kind: 'person', userId: 'U0ALICE', membership: 'member', isAdmin: false } as const
  expect(await acknowledge({ actor, input: { episodeId: id } })).toMatchObject({ ok: true })
  const at = rig.clock.now()
  await rig.clock.advance(MINUTE)
  return { startsAt, ack: { userId: 'U0ALICE', at } }
}

test('whoever is on an alert stays on it when its sender moves its start', async () => {
  const { ack } = await acknowledgedAlert()
  const startsAt = await rig.send({ pod: 'a' })
  expect(await newest()).toMatchObject({ startsAt, state: 'firing', ack })
  await rig.clock.advance(MINUTE)
  const now = rig.clock.now()
  const [asOf] = await rig.store.read((reads) => reads.episodes.firingAsOf(now))
  expect(asOf?.ack?.userId).toBe('U0ALICE')
})

test('an alert that fires again after its end is nobodys', async () => {
  const { startsAt } = await acknowledgedAlert()
  await rig.send({ pod: 'a', status: 'resolved', startsAt })
  await rig.clock.advance(MINUTE)
  await rig.send({ pod: 'a' })
  expect(await newest()).toMatchObject({ state: 'firing', ack: null })
})
