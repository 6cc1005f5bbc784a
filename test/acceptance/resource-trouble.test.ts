import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { afterEach, expect, test } from 'vitest'
import type { AwsKind } from '../../playground/aws/inventory.ts'
import { startResourceApp, type ResourceApp } from '../harness/resource-app.ts'
import { approve, ask, card, cards, deleteByName, make } from '../harness/resource-steps.ts'
import { BOB, EVE } from '../harness/resource-workspace.ts'
import { news, told, typed } from '../harness/slack-steps.ts'
import { until } from '../harness/until.ts'

const NAME = 'payments-alpha-sessions'
const MINUTE_MS = 60_000

let bot: ResourceApp
afterEach(() => bot.stop())

const made = () => {
  const calls = bot.aws
    .journal()
    .filter(({ isEffective, operation }) => isEffective && /^(Create|Put)/.test(operation))
  return calls.map(({ operation, name }) => `${operation} ${name}`)
}

/** As a log-in that lasts a quarter of an hour writes them, and the bot finds them. */
async function logIn(file: string): Promise<void> {
  const { url: endpoint, credentials } = bot.aws
  const client = new STSClient({ endpoint, region: 'ap-northeast-2', credentials })
  const role = {
    RoleArn: 'arn:aws:iam::123456789012:role/coxswain',
    RoleSessionName: 'bob',
    DurationSeconds: 900,
  }
  const { Credentials: keys } = await client.send(new AssumeRoleCommand(role))
  client.destroy()
  const lines = {
    aws_access_key_id: keys?.AccessKeyId,
    aws_secret_access_key: keys?.SecretAccessKey,
    aws_session_token: keys?.SessionToken,
  }
  const section = Object.entries(lines).map(([name, value]) => `${name} = ${value}`)
  writeFileSync(file, ['[coxswain]', ...section, ''].join('\n'))
}

test('credentials that expire in the middle: it waits, says so, and goes on when somebody logs in again', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'test-credentials-'))
  const file = join(directory, 'credentials')
  process.env['AWS_SHARED_CREDENTIALS_FILE'] = file
  try {
    bot = await startResourceApp({ account: { profile: 'coxswain' }, settings: { createMs: 10 * MINUTE_MS } })
    await logIn(file)
    await ask(bot, { environment: 'alpha', name: 'sessions' })
    await card(bot, /🔄 replication group/)
    bot.skip(16 * MINUTE_MS)
    const words = await card(bot, 'the AWS credentials of the bot are missing or have expired')
    expect(words).toMatch(/Creating\b[^\n]*\d of 6 parts/)
    expect(words).toContain('it goes on by itself as soon as they work')
    expect(words).toContain('ExpiredToken')
    await logIn(file)
    expect(await card(bot, '*Ready*')).not.toContain('expired')
    expect(made()).toEqual([...new Set(made())])
    expect(news(bot).join('\n')).not.toContain('undone')
  } finally {
    delete process.env['AWS_SHARED_CREDENTIALS_FILE']
    rmSync(directory, { recursive: true, force: true })
  }
}, 60_000)

const SECRET = `/coxswain/alpha/payments/${NAME}/password`
const BY_HAND: [AwsKind, string, string][] = [
  ['elasticache-parameter-group', NAME, `somebody deleted \`${NAME}\` in AWS by hand`],
  ['elasticache-replication-group', NAME, `AWS said that it made \`${NAME}\`, and does not show it`],
  ['elasticache-user', NAME, `somebody deleted \`${NAME}\` in AWS by hand`],
  ['ssm-parameter', SECRET, `somebody deleted \`${SECRET}\` in AWS by hand`],
]

test.each(BY_HAND)(
  'a part deleted by hand in the middle is told, and the rest is removed again: %s',
  async (kind, name, cause) => {
    bot = await startResourceApp({ settings: { createMs: 30_000 } })
    await ask(bot, { environment: 'alpha', name: 'sessions' })
    await card(bot, /🔄 replication group/)
    await until('the group', () => bot.aws.inventory().some((item) => item.status === 'creating'))
    bot.aws.removeByHand(kind, name)
    bot.skip(2 * MINUTE_MS)
    const words = await card(bot, /🔴 \*Not created\*/)
    expect(words).toContain(cause)
    expect(words).toMatch(/\*Next:\* \S+/)
    await told(bot, /\*did not work\*/)
    await told(bot, /<@U0BOB>[^\n]*is \*undone\*: everything that was made of it is removed/)
    expect(bot.aws.inventory()).toEqual([])
  },
  60_000,
)

test('what somebody deleted by hand later is told in the detail, and Delete removes what is left', async () => {
  bot = await startResourceApp()
  await make(bot, { environment: 'alpha', name: 'sessions' })
  bot.aws.removeByHand('elasticache-replication-group', NAME)
  await typed(bot, BOB, { line: `/resource ${NAME}`, says: /gone from AWS[^]*somebody deleted it by hand/i })
  await deleteByName(bot, BOB, { name: NAME })
  await card(bot, '*Deleted*')
  expect(bot.aws.inventory()).toEqual([])
}, 60_000)

test('a creation that takes far longer than usual is told once, and nothing is undone because of time', async () => {
  bot = await startResourceApp({ settings: { createMs: 40 * MINUTE_MS } })
  await ask(bot, { environment: 'alpha', name: 'sessions' })
  await card(bot, /🔄 replication group/)
  for (let passed = 0; passed < 3; passed++) {
    bot.skip(10 * MINUTE_MS)
    await card(bot, new RegExp(`[${passed + 1}${passed + 2}]\\d min so far`))
  }
  await told(bot, /<@U0BOB>[^\n]*\*takes long\*/)
  bot.skip(11 * MINUTE_MS)
  await card(bot, '*Ready*')
  expect(news(bot).join('\n').split('takes long')).toHaveLength(2)
}, 60_000)

test('the final snapshot fails in prod: nothing is deleted, and it is ready as before', async () => {
  bot = await startResourceApp()
  await make(bot, { environment: 'prod', name: 'sessions' })
  const before = bot.aws.inventory()
  bot.aws.faults.set('snapshot-fails', { end: 'gone' })
  await deleteByName(bot, BOB, { name: 'payments-prod-sessions' })
  await card(bot, /Delete payments[^]*wait(ing|s) for approval/i)
  await approve(bot, EVE)
  const words = await card(bot, /🔴 \*Not deleted\*/)
  expect(words).toContain('AWS did not finish the final snapshot. Nothing was deleted')
  await told(bot, /<@U0BOB>[^\n]*Delete payments-prod-sessions\* is \*undone\*: nothing was deleted/)
  expect(bot.aws.inventory()).toEqual(before)
  await typed(bot, BOB, { line: '/resource payments-prod-sessions', says: '🟢 *Ready*' })
  expect(cards(bot)).toHaveLength(2)
}, 60_000)
