import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { JournalEntry } from '../../playground/aws/journal.ts'
import type { ConsoleOverview } from '../../playground/console/console-overview.ts'
import { ACTION } from '../../src/views/ids.ts'
import { createThere, deleteThere, personIn } from '../harness/playground-people.ts'
import { startPlayground, type RunningPlayground } from '../harness/playground.ts'
import { until } from '../harness/until.ts'

const NAME = 'payments-prod-sessions'

let playground: RunningPlayground
afterEach(async () => void (await playground.stop()))

const writes = async () => {
  const { calls } = await playground.get<ConsoleOverview>('/playground/aws?calls=writes')
  return calls.filter(({ isEffective }) => isEffective).toReversed()
}
const pid = () => readFileSync(join(playground.dataDir, 'bot.pid'), 'utf8')

/** As soon as such a call was carried out; resolves when another process has taken its place. */
async function killAfter(what: string, isIt: (call: JournalEntry) => boolean): Promise<void> {
  await until(what, async () => (await writes()).some(isIt), 60_000)
  const before = pid()
  process.kill(Number(before), 'SIGKILL')
  await until('another bot', () => pid() !== before)
}

const made = (operation: string) => (call: JournalEntry) => call.operation === operation
const again = (calls: JournalEntry[]) => {
  const named = calls.map(({ operation, name }) => `${operation} ${name}`)
  return named.filter((one, index) => named.indexOf(one) !== index)
}

test('the process is killed three times while it creates and once while it deletes: it ends ready, and deleted, each call effective once', async () => {
  playground = await startPlayground([process.execPath, 'playground/main.ts', '--speed', '4'])
  const [mina, ada, omar] = ['U0MINACHO06', 'U0ADAPARK03', 'U0OMARHAD02']
  await createThere(playground, { who: mina, environment: 'prod', name: 'sessions' })
  await personIn(playground, ada).press(ACTION.approveResource)
  await killAfter('a first part', made('PutParameter'))
  await killAfter('a user', made('CreateUser'))
  await killAfter('the group', made('CreateReplicationGroup'))
  const card = await personIn(playground, mina).reads(/Create payments-prod-sessions\n🟢 \*Ready\*/)
  await personIn(playground, mina).readsBelow(card, /<@U0MINACHO06>[^\n]*is \*ready\*/)
  expect(again(await writes())).toEqual([])

  await deleteThere(playground, { who: mina, name: NAME })
  await personIn(playground, omar).press(ACTION.approveResource)
  await killAfter('the end of the group', made('DeleteReplicationGroup'))
  await personIn(playground, mina).reads(/Delete payments-prod-sessions\n⚪ \*Deleted\*/)
  expect(again(await writes())).toEqual([])
  const { items } = await playground.get<ConsoleOverview>('/playground/aws')
  expect(items).toMatchObject([{ kind: 'elasticache-snapshot', status: 'available' }])
}, 240_000)
