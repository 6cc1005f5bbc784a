import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { startPlayground, type RunningPlayground } from '../harness/playground.ts'
import { until } from '../harness/until.ts'

let playground: RunningPlayground | undefined
afterEach(async () => void (await playground?.stop()))

test('one command prints one line of JSON, and what it names works', { timeout: 60_000 }, async () => {
  playground = await startPlayground(['npm', 'run', '--silent', 'playground', '--'])
  expect(playground.stdout().trimEnd().split('\n')).toHaveLength(1)
  const webhook = {
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:/),
    headers: { authorization: expect.stringMatching(/^Bearer \S+$/) },
  }
  expect(JSON.parse(playground.stdout())).toEqual({
    page: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    slack: { apiUrl: `${playground.page}/api/`, botToken: expect.stringMatching(/^xoxb-/) },
    webhooks: { grafana: webhook, alertmanager: webhook },
  })
  const page = await fetch(playground.page)
  expect(page.status).toBe(200)
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  const { team, channels } = await playground.get<{ team: { name: string }; channels: { name: string }[] }>(
    '/playground/workspace',
  )
  expect(team.name).toBe('Regatta')
  expect(channels.map(({ name }) => name)).toContain('team-payments')
  const { page: address } = playground
  await playground.stop()
  await until('everything has stopped', () =>
    fetch(address).then(
      () => false,
      () => true,
    ),
  )
})

test(
  'a scenario becomes a thread for each namespace, in the channel of its owners',
  { timeout: 60_000 },
  async () => {
    playground = await startPlayground()
    const { post, get } = playground
    expect(await post('/playground/alerts/grafana-firing')).toEqual({ ok: true, status: 200, alerts: 5 })
    const textsOf = async (channel: string) => {
      const messages = await get<{ text: string }[]>(
        `/playground/people/approver/channels/${channel}/messages`,
      )
      return messages.map(({ text }) => text)
    }
    await until('the threads', async () => (await textsOf('team-search')).length === 2)
    await until('the thread', async () => (await textsOf('team-payments')).length === 1)
    expect((await textsOf('team-payments'))[0]).toContain('payments')
    const traffic = await get<{ direction: string; name: string }[]>('/playground/traffic')
    expect(traffic).toContainEqual(
      expect.objectContaining({ direction: 'webhook', name: 'POST /webhooks/grafana/main' }),
    )
    expect(await playground.stop()).toBe(0)
  },
)

test('the bot is started again when it dies', { timeout: 60_000 }, async () => {
  playground = await startPlayground()
  let said = ''
  playground.process.stderr?.on('data', (chunk: Buffer) => void (said += chunk.toString()))
  const { url } = playground.webhooks.grafana
  const answers = () =>
    fetch(url).then(
      () => true,
      () => false,
    )
  expect(await answers()).toBe(true)
  process.kill(Number(readFileSync(join(playground.dataDir, 'bot.pid'), 'utf8')), 'SIGKILL')
  await until('the bot is back', () => said.includes('the bot is back'), 20_000)
  expect(said).toContain('SIGKILL')
  expect(await answers()).toBe(true)
})
