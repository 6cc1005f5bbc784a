import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Clouds } from '../../src/domain/resources/cloud.ts'
import { isOver, type Resource } from '../../src/domain/resources/resource.ts'
import { createClouds } from '../../src/integrations/aws/create-clouds.ts'
import { createResourceDetail } from '../../src/queries/resource-detail.ts'
import { beginCreate } from '../harness/given-change.ts'
import { openSagaStage, type SagaStage } from '../harness/saga-stage.ts'
import { SAGA_POLICY } from '../harness/saga-policy.ts'

const bob = { kind: 'person', userId: 'U0BOB', membership: 'member', isAdmin: false } as const
let stage: SagaStage
let resource: Resource
let clouds: Clouds & { close(): void }

beforeAll(async () => {
  stage = await openSagaStage()
  const change = await beginCreate(stage.store, stage.clock.now(), { id: '01k0r1' })
  await stage.run(change.id)
  const stored = await stage.store.read((reads) => reads.resources.get('01k0r1'))
  if (!stored) throw new Error('it was not made')
  resource = stored
  clouds = at(stage.aws.url)
}, 60_000)
afterAll(async () => {
  clouds.close()
  await stage.close()
})

function at(endpoint: string) {
  const account = { name: 'main', id: null, profile: null, role: null, endpoint }
  return createClouds({ accounts: [account], clock: stage.clock })
}

async function detail(idOrName: string, over: { clouds?: Clouds } = {}) {
  const ask = createResourceDetail({
    ...SAGA_POLICY,
    store: stage.store,
    clouds: over.clouds ?? clouds,
    now: () => stage.clock.now(),
  })
  const answer = await ask({ actor: bob, input: { idOrName } })
  if (!answer.ok) throw new Error(answer.refusal.reason)
  return answer.value
}

test('what is stored, and what AWS says now', async () => {
  const found = await detail(resource.name)
  expect(found).toMatchObject({
    resource,
    summary: 'Valkey 8.0 · cache.t4g.small · 1 replica',
    change: null,
    history: [{ change: { verb: 'create', state: 'succeeded' }, approvals: [] }],
    mayChange: null,
    now: stage.clock.now(),
  })
  if (found.live.state !== 'seen') throw new Error(found.live.state)
  expect(found.live.status).toBe('available')
  expect(found.live.members.map(({ role, status }) => [role, status])).toEqual([
    ['primary', 'available'],
    ['replica', 'available'],
  ])
  expect(found.live.events.length).toBeGreaterThan(0)
  expect(found.howToConnect.join('\n')).toContain(resource.connection?.host)
  expect(found.settings.find(({ label }) => label === 'Tags')?.value).toContain('cost-center=platform')
})

test('events of the last day only', async () => {
  stage.clock.moveTo(stage.clock.now() + 25 * 3_600_000)
  expect((await detail(resource.id)).live).toMatchObject({ state: 'seen', events: [] })
})

test('AWS is not asked about what is not made yet, or is over; nor about an account that is gone', async () => {
  const unasked: Clouds = {
    of: () => {
      throw new Error('it was asked')
    },
  }
  for (const state of ['asked', 'deleted', 'not-created'] as const) {
    const other = { ...resource, id: `one-${state}`, name: `one-${state}`, state }
    await stage.store.transaction((tx) => tx.resources.insert(other, [other.name]))
    const found = await detail(other.id, { clouds: unasked })
    expect(found.live).toEqual({ state: 'unknown', failure: null })
    expect(found.howToConnect.length > 0).toBe(!isOver(other))
  }
  const none = { of: () => null }
  expect((await detail(resource.id, { clouds: none })).live).toEqual({ state: 'unknown', failure: null })
})

test('when AWS cannot be asked the rest is told, with why', async () => {
  const unreachable = at('http://127.0.0.1:1')
  const found = await detail(resource.id, { clouds: unreachable })
  expect(found).toMatchObject({
    resource: { id: resource.id },
    live: { state: 'unknown', failure: { class: 'retry' } },
  })
  unreachable.close()
})

test('what somebody deleted by hand is gone, whatever is stored', async () => {
  const main = resource.parts.find(({ id }) => id === 'replication-group')
  const cloud = clouds.of(resource)
  if (!main || !cloud) throw new Error('there is nothing to delete')
  await cloud.unmake(main)
  stage.clock.moveTo(stage.clock.now() + 3_600_000)
  expect(await detail(resource.id)).toMatchObject({ resource: { state: 'ready' }, live: { state: 'gone' } })
})

test('one that nobody knows is refused', async () => {
  await expect(detail('nothing')).rejects.toThrow('resource-unknown')
})
