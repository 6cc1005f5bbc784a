import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { createSlackDirectory } from '../../src/integrations/slack/directory.ts'
import { createSystemClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { startTestSlack } from '../harness/simulator.ts'

let slack: SlackSimulator
beforeEach(async () => void (slack = await startTestSlack()))
afterEach(() => slack.stop())

const directory = () =>
  createSlackDirectory({
    botToken: slack.botToken,
    apiUrl: slack.apiUrl,
    clock: createSystemClock(),
    logger: createLogger('silent'),
  })
const change = (members: string[]) =>
  fetch(`${slack.url}/playground/groups/S0PAY`, { method: 'PATCH', body: JSON.stringify({ members }) })
const calls = () => slack.calls()['usergroups.list']?.total ?? 0

test('many who ask for groups anew at once share a call, so that Slack’s allowance lasts', async () => {
  const { groupMembers } = directory()
  const asked = await Promise.all(Array.from({ length: 30 }, () => groupMembers('S0PAY', { fresh: true })))
  expect(asked).toEqual(asked.map(() => ['U0BOB']))
  expect(calls()).toBe(1)
})

test('who asks anew while a call is under way gets what the next one says', async () => {
  const { groupMembers } = directory()
  slack.faults.add({ method: 'usergroups.list', kind: 'delay', ms: 100, when: 'after' })
  const early = groupMembers('S0PAY')
  expect((await change(['U0BOB', 'U0CAROL'])).status).toBe(200)
  const late = await Promise.all(Array.from({ length: 5 }, () => groupMembers('S0PAY', { fresh: true })))
  for (const members of late) expect(members).toEqual(['U0BOB', 'U0CAROL'])
  await early
  expect(calls()).toBe(2)
})

test('an answer that did not come is asked for again', async () => {
  const { groupMembers } = directory()
  slack.faults.add({ method: 'usergroups.list', kind: 'error', error: 'fatal_error', times: 3 })
  expect(await groupMembers('S0PAY', { fresh: true })).toBeNull()
  slack.faults.clear()
  expect(await groupMembers('S0PAY', { fresh: true })).toEqual(['U0BOB'])
})

test('a group that nobody has cannot be changed', async () => {
  const answer = await fetch(`${slack.url}/playground/groups/S0NONE`, {
    method: 'PATCH',
    body: '{"members":[]}',
  })
  expect(answer.status).toBe(404)
})
