import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { FaultName } from '../../playground/aws/fault-scripts.ts'
import { AWS_ACCOUNT_ID, DEFAULT_REGION, placeOf } from '../../playground/aws/places.ts'
import { ACTION } from '../../src/views/ids.ts'
import { startResourceApp, type ResourceApp } from '../harness/resource-app.ts'
import { REDIS } from '../harness/resource-config.ts'
import { ask, card, closeAll, deleteByName, make, press } from '../harness/resource-steps.ts'
import { BOB } from '../harness/resource-workspace.ts'
import { told } from '../harness/slack-steps.ts'

const key = `arn:aws:kms:${DEFAULT_REGION}:${AWS_ACCOUNT_ID}:key/${placeOf(DEFAULT_REGION).kmsKeys[0]}`
const REQUEST_ID = /AWS request id `[0-9a-f-]{36}`/
const NEXT = /\*Next:\* \S+/

let bot: ResourceApp
let count = 0
beforeAll(async () => {
  const deletion = { finalSnapshot: true }
  bot = await startResourceApp({ alpha: { deletion, redis: { ...REDIS, kmsKeyId: key } } })
})
afterEach(() => bot.aws.faults.clear())
afterAll(() => bot.stop())

const named = (name: string) =>
  bot.aws.inventory().filter((item) => item.name.includes(name) && item.kind !== 'elasticache-snapshot')

const CREATE: [FaultName, RegExp][] = [
  ['capacity-sync', /no room for `cache\.t4g\.small` in `ap-northeast-2[abc]`/],
  ['capacity-event', /no room for `cache\.t4g\.small` in `ap-northeast-2[abc]`/],
  ['node-quota', /any more nodes in this region: its quota is used up \(\d+ in use now\)/],
  ['cluster-quota', /any more clusters in this region: its quota is used up \(\d+ in use now\)/],
  ['subnet-group-quota', /any more subnet groups in this region: its quota is used up/],
  ['parameter-group-quota', /any more parameter groups in this region: its quota is used up/],
  ['denied-create-replication-group', /may not call `elasticache:CreateReplicationGroup`/],
  ['denied-tags', /may not call `elasticache:AddTagsToResource`/],
  ['invalid-subnet', /does not take the subnets that policy gives \(`subnet-/],
  ['invalid-kms-key', /the KMS key that policy gives \(`arn:aws:kms:/],
  ['service-linked-role-missing', /its service-linked role is missing/],
  ['tags-limit', /lets one thing have 50 tags, and policy gives more/],
]

describe('a creation that fails', () => {
  test.each(CREATE)(
    '%s: the card says cause, request id and next step, and nothing is left',
    async (fault, cause) => {
      count += 1
      bot.aws.faults.set(fault)
      await ask(bot, { environment: 'alpha', name: `try${count}` })
      const words = await card(bot, /🔴 \*Not created\*/)
      expect(words).toMatch(cause)
      expect(words).toMatch(REQUEST_ID)
      expect(words).toMatch(NEXT)
      expect(words).toMatch(/\*Nothing[^*]* left\*/)
      expect(named(`payments-alpha-try${count}`)).toEqual([])
      await told(bot, new RegExp(`Create payments-alpha-try${count}\\* \\*did not work\\*`))
      await told(bot, new RegExp(`<@${BOB}>[^\\n]*Create payments-alpha-try${count}\\* is \\*undone\\*`))
    },
    40_000,
  )
})

const DELETE: [FaultName, RegExp][] = [
  ['snapshot-fails', /AWS did not finish the final snapshot\. Nothing was deleted/],
  ['snapshot-refused', /takes no snapshot[^\n]*policy wants a final one/],
  ['denied-create-snapshot', /may not call `elasticache:CreateSnapshot`/],
]

describe('a deletion that fails', () => {
  test.each(DELETE)(
    '%s: nothing is deleted, it is ready as before, and the card says why',
    async (fault, cause) => {
      count += 1
      const name = `payments-alpha-try${count}`
      await make(bot, { environment: 'alpha', name: `try${count}` })
      const before = named(name)
      bot.aws.faults.set(fault)
      await deleteByName(bot, BOB, { name })
      await closeAll(bot, BOB)
      const words = await card(bot, /🔴 \*Not deleted\*/)
      expect(words).toMatch(cause)
      expect(words).toMatch(NEXT)
      await told(bot, /\*undone\*: nothing was deleted/)
      expect(named(name)).toEqual(before)
      expect(
        bot.aws.journal().filter((call) => call.name === name && /^Delete(?!Snapshot)/.test(call.operation)),
      ).toEqual([])
      const resource = await bot.app.store.read(async (reads) => (await reads.resources.find(name, 1))[0])
      expect(resource).toMatchObject({ state: 'ready' })
    },
    40_000,
  )

  test('denied-delete-replication-group: nothing is deleted, and asked again it works once the right is there', async () => {
    const name = 'payments-alpha-stuck'
    await make(bot, { environment: 'alpha', name: 'stuck' })
    bot.aws.faults.set('denied-delete-replication-group')
    await deleteByName(bot, BOB, { name })
    await closeAll(bot, BOB)
    const words = await card(bot, /🔴 \*Not deleted\*/)
    expect(words).toContain('may not call `elasticache:DeleteReplicationGroup`')
    expect(words).toMatch(REQUEST_ID)
    bot.aws.faults.clear()
    await deleteByName(bot, BOB, { name })
    await closeAll(bot, BOB)
    await card(bot, '*Deleted*')
    expect(named(name)).toEqual([])
  }, 40_000)
})

test('what may be made and not be removed again stands still and says what helps, and Try again goes on', async () => {
  bot.aws.faults.set('capacity-event')
  bot.aws.faults.set('denied-delete-replication-group')
  await ask(bot, { environment: 'alpha', name: 'half' })
  const words = await card(bot, /🔴 \*Stopped: somebody has to help\*/)
  expect(words).toContain('may not call `elasticache:DeleteReplicationGroup`')
  expect(words).toMatch(REQUEST_ID)
  await told(bot, /<@U0BOB>[^\n]*\*stands still: somebody has to help\*/)
  bot.aws.faults.clear()
  await press(bot, BOB, ACTION.retryResource)
  expect(await card(bot, /🔴 \*Not created\*/)).toMatch(/no room for `cache\.t4g\.small`/)
  expect(named('payments-alpha-half')).toEqual([])
}, 40_000)

const PASSING: [FaultName, string, RegExp][] = [
  ['throttling', 'CreateUserGroup', /too many calls to answer and asks to slow down/],
  ['server-errors', 'CreateUserGroup', /trouble of its own/],
  ['unreachable', 'DescribeUserGroups', /cannot be reached at the moment/],
]

test.each(PASSING)(
  '%s in the middle: the card says so, it waits, and goes on by itself',
  async (fault, operation, cause) => {
    count += 1
    bot.aws.faults.set(fault, { times: null, operation })
    await ask(bot, { environment: 'alpha', name: `try${count}` })
    expect(await card(bot, cause)).toMatch(/⏸️ \*Waiting\*/)
    bot.aws.faults.clear()
    expect(await card(bot, '*Ready*')).not.toMatch(cause)
    const made = bot.aws
      .journal()
      .filter((call) => call.name === `payments-alpha-try${count}` && call.isEffective)
    const calls = made.map((call) => call.operation)
    expect(calls).toEqual([...new Set(calls)])
  },
  40_000,
)
