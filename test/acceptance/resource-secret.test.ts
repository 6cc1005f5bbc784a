import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm'
import { afterEach, expect, test } from 'vitest'
import { createLogger } from '../../src/lib/logger.ts'
import { startResourceApp, type ResourceApp } from '../harness/resource-app.ts'
import { deleteByName, card, make, pressInDetail } from '../harness/resource-steps.ts'
import { ACTION } from '../../src/views/ids.ts'
import { BOB, CAROL } from '../harness/resource-workspace.ts'
import { type, typed } from '../harness/slack-steps.ts'

const NAME = 'payments-alpha-sessions'

let bot: ResourceApp
afterEach(() => bot.stop())

/** As an application reads it. */
async function passwordOf(name: string): Promise<string> {
  const { url: endpoint, credentials } = bot.aws
  const client = new SSMClient({ endpoint, region: 'ap-northeast-2', credentials })
  try {
    const read = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }))
    return read.Parameter?.Value ?? ''
  } finally {
    client.destroy()
  }
}

function filesOf(directory: string): Buffer[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
}

test('the password is in the Parameter Store alone: not in Slack, not in the log, not in a file of the database', async () => {
  const log: string[] = []
  const logger = createLogger('debug', { destination: { write: (line: string) => void log.push(line) } })
  bot = await startResourceApp({ logger })
  const traffic: string[] = []
  const { record } = bot.slack.world.traffic
  bot.slack.world.traffic.record = (exchange) => {
    traffic.push(JSON.stringify(exchange))
    record(exchange)
  }
  // One answer is lost, so that it is written about as trouble too.
  bot.aws.faults.set('lost-answers', { operation: 'CreateUser' })
  await make(bot, { environment: 'alpha', name: 'sessions' })
  const password = await passwordOf('/coxswain/alpha/payments/payments-alpha-sessions/password')
  expect(password).toMatch(/^[A-Za-z0-9]{32}$/)
  await typed(bot, BOB, { line: `/resource ${NAME}`, says: 'In AWS now' })
  await pressInDetail(bot, BOB, { name: NAME, actionId: ACTION.modifyResource })
  await type(bot, CAROL, '/audit')
  await deleteByName(bot, BOB, { name: NAME })
  await card(bot, '*Deleted*')
  await bot.restart()
  const files = filesOf(bot.dataDir)
  expect(Buffer.concat(files).includes(NAME)).toBe(true)
  expect(Buffer.concat(files).includes(password)).toBe(false)
  expect(traffic.join('\n')).toContain(NAME)
  expect(traffic.join('\n')).not.toContain(password)
  expect(log.join('\n')).toContain('resource-change')
  expect(log.join('\n')).not.toContain(password)
}, 60_000)
