import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import type { Interaction, SlashCommand } from '../../src/commands/door.ts'
import type { SlackDoor } from '../../src/commands/slack/slack-door.ts'
import { note } from '../../src/views/kit.ts'
import { givenEpisode } from '../harness/given.ts'
import { startTestSlack } from '../harness/simulator.ts'
import { freePort, givenCard, startDoor, type DoorOptions } from '../harness/slack-door.ts'
import { openTestStore, type TestStore } from '../harness/store.ts'

let slack: SlackSimulator
let opened: TestStore
let door: SlackDoor | null = null

beforeEach(async () => {
  slack = await startTestSlack()
  opened = await openTestStore()
})
afterEach(async () => {
  await door?.stop()
  door = null
  await slack.stop()
  await opened.close()
})

async function open(options: Partial<DoorOptions> = {}) {
  door = await startDoor({ slack, store: opened.store, ...options })
}
const told = (who: string) =>
  slack
    .as(who)
    .messages('payments')
    .filter((message) => message.ephemeral)
    .map((message) => message.text)
const alertsCommand = (run: SlashCommand['run']): SlashCommand => ({
  name: '/alerts',
  summary: '',
  usage: '',
  examples: [],
  run,
})

function sign(body: string, at = Date.now()): Record<string, string> {
  const timestamp = String(Math.floor(at / 1_000))
  const hash = createHmac('sha256', 'a-signing-secret').update(`v0:${timestamp}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hash}` }
}
const post = (url: string, body: string, headers: Record<string, string>) =>
  fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  })

test('an answer that takes longer than two seconds comes by the response_url', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  await open({ commands: [alertsCommand(async () => (await promise, note('at last')))] })
  const result = await slack.as('U0BOB').command({ channel: 'payments', text: '/alerts' })
  expect(result).toMatchObject({ ok: true })
  expect(result).not.toHaveProperty('response')
  expect(result.ackMs).toBeLessThan(2_900)
  resolve()
  await expect.poll(() => told('U0BOB')).toEqual(['at last'])
})

test('what breaks is told with a code that stands in the log', async () => {
  const broken: Interaction = {
    actionId: 'alert:acknowledge',
    run: () => Promise.reject(new Error('boom <!channel>')),
  }
  await open({ commands: [alertsCommand(() => Promise.reject(new Error('boom')))], interactions: [broken] })
  const result = await slack.as('U0BOB').command({ channel: 'payments', text: '/alerts' })
  expect(result.ok && result.response?.text).toMatch(/Something went wrong.*`[0-9a-z]{26}`/)
  const ts = await givenCard({ slack, store: opened.store }, [givenEpisode()])
  await slack.as('U0BOB').click({ channel: 'payments', ts, action_id: 'alert:acknowledge:0' })
  await expect.poll(() => told('U0BOB').at(-1)).toMatch(/Something went wrong.*`[0-9a-z]{26}`/)
  expect(told('U0BOB').join()).not.toContain('boom')
})

test('a refused lookup of the person refuses the click, with a retry', async () => {
  await open()
  const ts = await givenCard({ slack, store: opened.store }, [givenEpisode()])
  slack.faults.add({ method: 'users.info', kind: 'error', error: 'internal_error', times: 9 })
  await slack.as('U0BOB').click({ channel: 'payments', ts, action_id: 'alert:acknowledge:0' })
  await expect.poll(() => told('U0BOB')).toEqual([expect.stringContaining('Try again in a minute')])
})

test('a click delivered twice is done and told once', async () => {
  await slack.stop()
  const port = await freePort()
  const requestUrl = `http://127.0.0.1:${port}/slack/events`
  slack = await startTestSlack({ signedHttp: { requestUrl, signingSecret: 'a-signing-secret' } })
  await open({ mode: 'http', port })
  const episode = givenEpisode()
  const ts = await givenCard({ slack, store: opened.store }, [episode])
  await slack.as('U0BOB').click({ channel: 'payments', ts, action_id: 'alert:acknowledge:0' })
  await expect.poll(() => told('U0BOB')).toHaveLength(1)
  const delivered = slack.world.traffic
    .list()
    .find((exchange) => exchange.name.includes('alert:acknowledge'))?.request
  const body = `payload=${encodeURIComponent(JSON.stringify(delivered))}`
  expect((await post(requestUrl, body, sign(body))).status).toBe(200)
  expect((await post(requestUrl, `${body}&x=1`, sign(body))).status).toBe(401)
  expect((await post(requestUrl, body, sign(body, Date.now() + 3_600_000))).status).toBe(401)
  const audit = await opened.store.read((q) => q.audit.ofSubject(episode.id))
  expect(audit.map(({ outcome }) => outcome)).toEqual(['acknowledged'])
})

test('while one connection is renewed the other takes every command', async () => {
  await open()
  await expect.poll(() => slack.connections(), { timeout: 30_000 }).toBe(2)
  for (let round = 0; round < 3; round += 1) {
    slack.refreshSockets('refresh_requested', 1)
    for (let count = 0; count < 10; count += 1) {
      expect(await slack.as('U0BOB').command({ channel: 'payments', text: '/owner payments' })).toMatchObject(
        { ok: true },
      )
    }
    await expect.poll(() => slack.connections(), { timeout: 30_000 }).toBe(2)
  }
  expect(door?.alive()).toBe(true)
})

test('when all connections are to be renewed at once, new ones stand well before the old ones close', async () => {
  await open()
  // Those that are warned close after ten seconds.
  slack.refreshSockets('warning')
  await expect.poll(() => slack.connections(), { timeout: 9_000 }).toBeGreaterThan(0)
  expect(await slack.as('U0BOB').command({ channel: 'payments', text: '/alerts all' })).toMatchObject({
    ok: true,
  })
})

test('stopping waits for what is under way', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  await open({ commands: [alertsCommand(async () => (await promise, note('finished')))] })
  const typed = slack.as('U0BOB').command({ channel: 'payments', text: '/alerts' })
  await new Promise((wait) => setTimeout(wait, 100))
  const stopped = door?.stop()
  resolve()
  expect(await typed).toMatchObject({ ok: true, response: { text: 'finished' } })
  await stopped
  door = null
  await expect.poll(() => slack.connections()).toBe(0)
})

test('a click is noted as done only when Slack has said who clicked', async () => {
  await open()
  const episode = givenEpisode()
  const ts = await givenCard({ slack, store: opened.store }, [episode])
  slack.faults.add({ method: 'users.info', kind: 'delay', when: 'after', ms: 700 })
  const click = slack.as('U0BOB').click({ channel: 'payments', ts, action_id: 'alert:acknowledge:0' })
  await expect.poll(() => slack.calls()['users.info']?.total).toBe(1)
  const noted = () => opened.store.read((q) => q.audit.ofSubject('alert:acknowledge'))
  expect(await noted()).toEqual([])
  await click
  await expect.poll(noted).toMatchObject([{ outcome: 'first' }])
})
