import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import type { Files } from '../../src/domain/files.ts'
import { createSlackFiles } from '../../src/integrations/slack/files.ts'
import { createSendCostCsv } from '../../src/jobs/send-cost-csv.ts'
import { createSystemClock } from '../../src/lib/clock.ts'
import { createCostTable } from '../../src/queries/cost-table.ts'
import { givenCatalogue } from '../harness/given.ts'
import { COST_POLICY } from '../harness/no-cost.ts'
import { startTestSlack } from '../harness/simulator.ts'
import { openTestStore, type TestStore } from '../harness/store.ts'

const clock = createSystemClock()
let slack: SlackSimulator
let opened: TestStore
beforeEach(async () => {
  slack = await startTestSlack()
  opened = await openTestStore()
})
afterEach(async () => {
  await opened.close()
  await slack.stop()
})

function jobWith(files: Pick<Files, 'sendTo'>) {
  const { store } = opened
  const costTable = createCostTable({ store, costPolicy: COST_POLICY, costSources: [] })
  const logger = { warn: () => {} }
  const [catalogue, costPolicy] = [givenCatalogue(), COST_POLICY]
  return createSendCostCsv({ store, costTable, catalogue, costPolicy, files, clock, logger })
}

function slackFiles(): Files {
  const nothing = () => {}
  return createSlackFiles({
    botToken: slack.botToken,
    apiUrl: slack.apiUrl,
    clock,
    logger: { debug: nothing, info: nothing, warn: nothing, error: nothing },
  })
}

test('who is killed when the file has just arrived does not send it again', async () => {
  const wish = { scope: { kind: 'company' }, word: '7d', userId: 'U0ALICE', at: clock.now() }
  const item = { key: JSON.stringify(wish) } as Parameters<ReturnType<typeof jobWith>['run']>[0]
  const { signal } = new AbortController()
  const real = slackFiles()
  const killed = jobWith({
    async sendTo(...call) {
      await real.sendTo(...call)
      throw new Error('killed')
    },
  })
  await expect(killed.run(item, signal)).rejects.toThrow('killed')
  expect(await jobWith(real).run(item, signal)).toEqual({ done: true })
  expect(slack.messages('@alice')).toHaveLength(1)
  const fact = await opened.store.read((reads) => reads.facts.get(`cost-csv:${item.key}`))
  expect(fact).toBeNull()
})
