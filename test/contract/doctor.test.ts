import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import type { Catalogue } from '../../src/domain/catalogue.ts'
import type { DeployPolicy } from '../../src/domain/deploys/deploy-policy.ts'
import { PRIORITY } from '../../src/domain/message.ts'
import type { ResourcePolicy } from '../../src/domain/resources/resource-policy.ts'
import { createWorkspaceCheck } from '../../src/integrations/slack/workspace-check.ts'
import { createSystemClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { createDoctor } from '../../src/queries/doctor.ts'
import { givenResourceEnvironment } from '../harness/given-change-view.ts'
import { startTestSlack, testManifestWith } from '../harness/simulator.ts'
import { openTestStore, type TestStore } from '../harness/store.ts'
import { NO_DEPLOYS } from '../harness/no-deploys.ts'
import { NO_COST } from '../harness/no-cost.ts'
import { NO_RESOURCES } from '../harness/no-resources.ts'

const ADMIN = { kind: 'person', userId: 'U0CAROL', membership: 'member', isAdmin: true } as const
const GOOD: Catalogue = {
  teams: [{ id: 'pay', name: 'Payments', channel: 'C0PAY', userGroup: 'S0PAY', members: [] }],
  projects: [],
  fallbackChannel: 'C0UNOWNED',
  companyChannel: 'C0COMPANY',
  adminChannel: 'C0ADMINS',
  adminGroup: 'S0ADMINS',
}
const MAIN = { kind: 'grafana', name: 'main', cluster: null, clusterLabel: 'cluster' } as const
let slack: SlackSimulator
let opened: TestStore

beforeEach(async () => {
  opened = await openTestStore()
  slack = await startTestSlack()
})
afterEach(async () => {
  await slack.stop()
  await opened.close()
})

async function examine(
  given: {
    catalogue?: Catalogue
    doorAlive?: boolean
    deployPolicy?: DeployPolicy
    resourcePolicy?: ResourcePolicy
  } = {},
) {
  const clock = createSystemClock()
  const workspace = createWorkspaceCheck({
    botToken: slack.botToken,
    apiUrl: slack.apiUrl,
    clock,
    logger: createLogger('silent'),
  })
  const doctor = createDoctor({
    store: opened.store,
    workspace,
    catalogue: given.catalogue ?? GOOD,
    sources: [MAIN],
    deployPolicy: given.deployPolicy ?? NO_DEPLOYS,
    buildSources: [],
    clusters: [],
    ...NO_COST,
    ...NO_RESOURCES,
    ...(given.resourcePolicy && { resourcePolicy: given.resourcePolicy }),
    slackDoorAlive: () => given.doorAlive ?? true,
    now: clock.now,
  })
  const report = await doctor({ actor: ADMIN })
  if (!report.ok) throw new Error(report.refusal.reason)
  return report.value.findings
}
const wrong = (findings: Awaited<ReturnType<typeof examine>>) =>
  findings.filter(({ level }) => level !== 'ok').map(({ code, details }) => ({ code, ...details }))

async function deliver(given: {
  truncatedAlerts: number
  malformed: number
  sourceKind?: 'grafana' | 'alertmanager'
  reason?: string
}) {
  const { sourceKind = 'grafana', reason = 'no fingerprint' } = given
  const delivery = {
    id: `${sourceKind}-1`,
    sourceKind,
    source: 'main',
    receivedAt: Date.now(),
    body: Buffer.from('{}'),
  } as const
  const malformed = Array.from({ length: given.malformed }, (_, index) => ({
    index,
    reason,
    excerpt: '{',
  }))
  const { truncatedAlerts } = given
  await opened.store.transaction((tx) =>
    tx.deliveries.insert({ ...delivery, alertCount: 1, cursor: 1, truncatedAlerts }, malformed),
  )
}

describe('the doctor', () => {
  test('finds nothing wrong with a well configured bot', async () => {
    await deliver({ truncatedAlerts: 0, malformed: 0 })
    const findings = await examine()
    expect(wrong(findings)).toEqual([])
    expect(findings.map(({ code }) => code)).toContain('scopes-complete')
  })

  test('finds channels and groups that are missing, archived or not joined, and teams without people', async () => {
    await deliver({ truncatedAlerts: 0, malformed: 0 })
    const team = { name: 'X', userGroup: null, members: ['U0BOB'] }
    const teams = [
      { ...team, id: 'a', channel: 'C0GONE' },
      { ...team, id: 'b', channel: 'C0OLD', userGroup: 'S0GONE' },
      { ...team, id: 'c', channel: 'C0ALIEN', members: [] },
      { ...team, id: 'd', channel: 'C0SECRET' },
    ]
    expect(wrong(await examine({ catalogue: { ...GOOD, teams } }))).toEqual([
      { code: 'channel-missing', channel: 'C0GONE', use: 'teams: a' },
      { code: 'channel-archived', channel: 'C0OLD', use: 'teams: b' },
      { code: 'channel-missing', channel: 'C0SECRET', use: 'teams: d' },
      { code: 'group-missing', group: 'S0GONE', use: 'teams: b' },
      { code: 'channel-not-joined', channel: 'C0ALIEN', use: 'teams: c' },
      { code: 'team-without-people', team: 'c' },
    ])
  })

  test('finds scopes that the token lacks', async () => {
    await slack.stop()
    slack = await startTestSlack({
      manifest: testManifestWith((yaml) => yaml.replace(', groups:history', '')),
    })
    expect(wrong(await examine())).toContainEqual(
      expect.objectContaining({ code: 'scopes-missing', scopes: 'groups:history' }),
    )
  })

  test('finds senders that are silent, cut off alerts or send malformed ones', async () => {
    expect(wrong(await examine())).toEqual([{ code: 'source-silent', source: 'grafana/main' }])
    await deliver({ truncatedAlerts: 7, malformed: 2 })
    await deliver({ truncatedAlerts: 0, malformed: 1, sourceKind: 'alertmanager', reason: 'no labels' })
    expect(wrong(await examine())).toEqual([
      { code: 'source-truncated', source: 'grafana/main', kind: 'grafana', count: 7 },
      { code: 'source-malformed', source: 'grafana/main', count: 2, reason: 'no fingerprint' },
    ])
  })

  test('finds late and given-up work, and a closed door', async () => {
    await deliver({ truncatedAlerts: 0, malformed: 0 })
    const { store } = opened
    const dueAt = Date.now() - 120_000
    await store.transaction((tx) => tx.queue.enqueue('show-card', 'c1', { dueAt, priority: PRIORITY.normal }))
    await store.transaction((tx) =>
      tx.queue.enqueue('send-notice', 'n1', { dueAt, priority: PRIORITY.normal }),
    )
    await store.transaction((tx) => tx.queue.enqueue('ingest-alerts', 'd1', { dueAt }))
    const claim = { kinds: ['send-notice'], limit: 1, now: Date.now(), owner: 'test', leaseMs: 60_000 }
    await store.work.claim({ ...claim, kinds: ['ingest-alerts'] })
    for (const item of await store.work.claim(claim))
      await store.work.release(item, 'test', { dueAt, error: 'it broke', dead: true })
    const found = wrong(await examine({ doorAlive: false }))
    expect(found).toContainEqual({ code: 'door-closed' })
    // What is under way too: most of it only waits for its turn in Slack.
    for (const kind of ['show-card', 'ingest-alerts'])
      expect(found).toContainEqual(expect.objectContaining({ code: 'queue-late', kind, due: 1 }))
    expect(found).toContainEqual({ code: 'work-dead', kind: 'send-notice', key: 'n1', error: 'it broke' })
  })

  test('says when Slack refuses the token or cannot be reached, and still checks the rest', async () => {
    await deliver({ truncatedAlerts: 0, malformed: 0 })
    await fetch(new URL('/playground/token', slack.apiUrl), {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: '{"revoked":true}',
    })
    expect(wrong(await examine())).toEqual([{ code: 'token-refused', error: 'token_revoked' }])
    await slack.stop()
    expect(wrong(await examine())).toEqual([{ code: 'slack-unreachable', error: expect.any(String) }])
  })
})

test('groups that the deploy policy names are looked for too', async () => {
  const findings = await examine({ deployPolicy: { ...NO_DEPLOYS, onCallGroup: 'S0GONE' } })
  expect(wrong(findings)).toContainEqual({
    code: 'group-missing',
    group: 'S0GONE',
    use: 'deploys.onCallGroup',
  })
})

test('groups that the resource policy names are looked for too', async () => {
  const rule = { count: 1, requesterMay: false, authorMay: true, expiresMs: 1 }
  const group = (id: string) => [{ kind: 'group' as const, group: id }]
  const environment = givenResourceEnvironment({
    creators: group('S0GONE'),
    approval: { ...rule, from: group('S0LEFT'), monthlyOverMicros: null },
    deletion: { approval: { ...rule, from: group('S0OVER') }, finalSnapshot: false },
  })
  const findings = wrong(await examine({ resourcePolicy: { environments: [environment] } }))
  for (const missing of ['S0GONE', 'S0LEFT', 'S0OVER'])
    expect(findings).toContainEqual({
      code: 'group-missing',
      group: missing,
      use: 'resources.environments: prod',
    })
})
