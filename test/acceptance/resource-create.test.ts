import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeOf, DEFAULT_REGION } from '../../playground/aws/places.ts'
import { ACTION } from '../../src/views/ids.ts'
import { replies } from '../harness/read-message.ts'
import { startResourceApp, type ResourceApp } from '../harness/resource-app.ts'
import { fill, handIn, planned, submitOf } from '../harness/resource-form-steps.ts'
import { approve, ask, card, cards, closeAll, newestCard } from '../harness/resource-steps.ts'
import { BOB, CAROL } from '../harness/resource-workspace.ts'
import {
  CHANNEL,
  click,
  heard,
  listButton,
  modal,
  modalOf,
  modalWords,
  news,
  told,
  typed,
} from '../harness/slack-steps.ts'

let bot: ResourceApp
beforeAll(async () => void (bot = await startResourceApp()))
afterAll(() => bot.stop())

const { subnets, securityGroups } = placeOf(DEFAULT_REGION)
/** Of two nodes, 730 hours of 0.0376 each. */
const TWO_SMALL = '$54.90 a month'

test('/resource, then Create: everything is chosen step by step, and the modal shows what policy decides and what a month costs', async () => {
  await typed(bot, BOB, { line: '/resource', says: 'Your teams have no resources yet' })
  await click(bot, BOB, listButton(bot, BOB, ACTION.createResource))
  await modal(bot, BOB, 'Still to choose: a project, an environment')
  await fill(bot, BOB, { project: 'payments', environment: 'prod' })
  expect(JSON.stringify(modalOf(bot, BOB)?.blocks)).toMatch(/Session store, small[^]*cache\.t4g\.small/)
  expect(submitOf(modalOf(bot, BOB))).not.toBe('Create')
  await fill(bot, BOB, { engine: 'redis-7.1', size: 'cache-large', replicas: '2' })
  await fill(bot, BOB, { engine: 'valkey-8.0', size: 'session-small', replicas: '1', name: 'sessions' })
  expect(submitOf(await planned(bot, BOB, { name: 'sessions', replicas: '1' }))).toBe('Ask for approval')
  const words = modalWords(bot, BOB)
  expect(words).toContain('*payments-prod-sessions* · Valkey 8.0 · cache.t4g.small · 1 replica')
  for (const { id } of subnets) expect(words).toContain(id)
  expect(words).toContain('*Zones*\nap-northeast-2a, ap-northeast-2b')
  expect(words).toContain(securityGroups[0])
  expect(words).toContain('*Encryption in transit*\nTLS, always')
  expect(words).toContain('*Encryption at rest*\nalways, with the key that AWS owns')
  expect(words).toContain('maxmemory-policy=allkeys-lru')
  expect(words).toContain('daily at 17:00-18:00 UTC, kept 7 days')
  expect(words).toMatch(/sun:19:\u2060?00-sun:20:00 UTC/)
  expect(words).toMatch(/cost-center=platform/)
  expect(words).toContain(TWO_SMALL)
  expect(words).toMatch(/Needs a yes from [^\n]*S0APPROVERS[^\n]*not from you, within 1 h/)
})

test('in prod it waits until somebody else approves on the card, and ends ready with endpoint, connection, secret and dashboard', async () => {
  expect(await handIn(bot, BOB)).toMatchObject({ response_action: 'update' })
  await modal(bot, BOB, 'waits for approval: the approvers are told')
  await closeAll(bot, BOB)
  await card(bot, /wait(ing|s) for approval/i)
  await told(bot, /S0APPROVERS[^]*\*Approval wanted\*[^]*payments-prod-sessions/)
  expect(bot.aws.inventory()).toEqual([])
  await approve(bot)
  await heard(bot, CAROL, /you approved \*Create payments-prod-sessions\*/i)
  const words = await card(bot, '*Ready*')
  const host = 'master.payments-prod-sessions.abc123.apn2.cache.amazonaws.com'
  expect(words).toContain(`*Endpoint* \`${host}:6379\` · TLS only`)
  expect(words).toContain(`redis-cli --tls -h ${host} -p 6379 --user default`)
  expect(words).toContain('`/coxswain/prod/payments/payments-prod-sessions/password`')
  expect(words).toContain(TWO_SMALL)
  expect(words).toContain(`approved by <@${CAROL}>`)
  expect(JSON.stringify(newestCard(bot))).toContain(
    'https://grafana.example.test/d/redis?var-name=payments-prod-sessions&var-region=ap-northeast-2',
  )
})

test('that it is ready is told in the thread of the team, with a mention of who asked', async () => {
  const words = await told(bot, '*ready*')
  expect(words).toMatch(new RegExp(`<@${BOB}>[^\\n]*\\*payments-prod-sessions\\* is \\*ready\\*`))
  const ts = newestCard(bot)['ts']
  expect(replies(bot.slack.messages(CHANNEL)).map((reply) => reply['thread_ts'])).toEqual([ts, ts])
  expect(news(bot)).toHaveLength(2)
  expect(cards(bot)).toHaveLength(1)
})

test('what AWS has is what policy says: encrypted, in the zones, with mark and tags', async () => {
  const found = bot.aws.inventory().filter(({ kind }) => kind !== 'elasticache-cache-cluster')
  expect(found.map(({ kind, name }) => `${kind} ${name}`).toSorted()).toEqual([
    'elasticache-parameter-group payments-prod-sessions',
    'elasticache-replication-group payments-prod-sessions',
    'elasticache-subnet-group payments-prod-sessions',
    'elasticache-user payments-prod-sessions',
    'elasticache-user-group payments-prod-sessions',
    'ssm-parameter /coxswain/prod/payments/payments-prod-sessions/password',
  ])
  for (const { marker, tags } of found) {
    expect(marker).not.toBeNull()
    expect(tags).toMatchObject({ 'cost-center': 'platform' })
  }
  const words = await typed(bot, BOB, { line: '/resource payments-prod-sessions', says: 'In AWS now' })
  expect(words).toMatch(/payments-prod-sessions-001 +primary +ap-northeast-2a +available/)
  expect(words).toMatch(/payments-prod-sessions-002 +replica +ap-northeast-2b +available/)
})

test('in alpha nobody is asked: it starts when the form is handed in', async () => {
  await ask(bot, { environment: 'alpha', name: 'carts', replicas: '0' })
  await card(bot, '*Ready*')
  expect(news(bot).join('\n')).not.toMatch(/Approval wanted[^\n]*carts/)
}, 40_000)
