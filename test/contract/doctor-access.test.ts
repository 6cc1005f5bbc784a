import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../src/domain/actor.ts'
import type { WorkspaceCheck } from '../../src/domain/workspace-check.ts'
import { createDoctor } from '../../src/queries/doctor.ts'
import { givenCatalogue } from '../harness/given.ts'
import { openTestStore, type TestStore } from '../harness/store.ts'
import { NO_DEPLOYS } from '../harness/no-deploys.ts'
import { NO_COST } from '../harness/no-cost.ts'
import { NO_RESOURCES } from '../harness/no-resources.ts'

const UNREACHABLE: WorkspaceCheck = {
  bot: async () => ({ ok: false, error: 'ECONNREFUSED' }),
  channels: async () => ({ ok: false, error: 'ECONNREFUSED' }),
  userGroups: async () => ({ ok: false, error: 'ECONNREFUSED' }),
}
let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
})
afterEach(() => opened.close())

const person = (given: Partial<Extract<Actor, { kind: 'person' }>>): Actor => ({
  kind: 'person',
  userId: 'U1',
  membership: 'member',
  isAdmin: false,
  ...given,
})

function ask(actor: Actor, adminGroup: string | null = 'S0ADMINS') {
  const doctor = createDoctor({
    store: opened.store,
    workspace: UNREACHABLE,
    catalogue: givenCatalogue({ adminGroup }),
    sources: [],
    deployPolicy: NO_DEPLOYS,
    buildSources: [],
    clusters: [],
    ...NO_COST,
    ...NO_RESOURCES,
    slackDoorAlive: () => true,
    now: Date.now,
  })
  return doctor({ actor })
}

test('admins only, and who they are is said when nobody is', async () => {
  expect(await ask(person({}))).toEqual({ ok: false, refusal: { reason: 'admins-only' } })
  expect(await ask(person({ membership: 'guest', isAdmin: true }))).toEqual({
    ok: false,
    refusal: { reason: 'not-for-guest' },
  })
  expect(await ask(person({}), null)).toEqual({ ok: false, refusal: { reason: 'no-admin-group' } })
  expect(await ask(person({ isAdmin: true }))).toMatchObject({ ok: true })
})

test('a check that breaks is a finding, the others still tell', async () => {
  await opened.store.close()
  const report = await ask({ kind: 'system', job: 'test' })
  const codes = report.ok ? report.value.findings.map(({ code }) => code) : []
  expect(codes).toContain('slack-unreachable')
  expect(codes).toContain('no-sources')
  expect(codes.filter((code) => code === 'check-broke').length).toBeGreaterThan(0)
})
