import { execFile, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { startPlayground, type RunningPlayground } from '../harness/playground.ts'
import { until } from '../harness/until.ts'

const withoutKubectl = spawnSync('kubectl', ['version', '--client']).status !== 0
if (withoutKubectl)
  process.stderr.write('\nSKIPPED: kubectl is not on PATH, it uses no kubeconfig of the playground here\n\n')

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
    webhooks: { grafana: webhook, alertmanager: webhook, builds: webhook },
    clusters: Object.fromEntries(
      ['alpha-kr', 'prod-kr', 'prod-eu1', 'prod-us1', 'prod-jp1'].map((name) => [
        name,
        { kubeconfig: join(playground?.dataDir ?? '', `clusters/${name}.kubeconfig`) },
      ]),
    ),
    aws: {
      endpoint: playground.aws.endpoint,
      env: {
        AWS_ENDPOINT_URL: playground.aws.endpoint,
        AWS_ACCESS_KEY_ID: expect.stringMatching(/^AKIA/),
        AWS_SECRET_ACCESS_KEY: expect.any(String),
        AWS_REGION: 'ap-northeast-2',
      },
    },
    cost: {
      opencost: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      routes: `${playground.page}/playground/cost`,
    },
  })
  expect(playground.aws.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
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

test('the bot takes a new build of the pipeline, and one from outside', { timeout: 60_000 }, async () => {
  playground = await startPlayground()
  const { post, webhooks } = playground
  const { build } = await post<{ build: Record<string, string> }>('/playground/builds', {
    project: 'payments',
    service: 'checkout',
  })
  expect(build['tag']).toBe('1.4.2')
  const { url, headers } = webhooks.builds
  const { digest, commit } = build
  const image = 'registry.regatta.test/payments/checkout'
  const send = (change: object) => {
    const body = { project: 'payments', service: 'checkout', image, digest, commit, ...change }
    return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  }
  expect((await send({})).status).toBeLessThan(300)
  expect((await send({ digest: 'latest' })).status).toBe(400)
})

test.skipIf(withoutKubectl)(
  'a real kubectl works with a kubeconfig that was printed',
  { timeout: 60_000 },
  async () => {
    playground = await startPlayground()
    const { clusters, dataDir } = playground
    const kubectl = async (...words: string[]) => {
      const env = {
        PATH: process.env['PATH'],
        HOME: dataDir,
        KUBECONFIG: clusters['prod-kr']?.kubeconfig,
      }
      return (await promisify(execFile)('kubectl', words, { env })).stdout
    }
    const listed = await kubectl('get', 'deploy,sts,ds,hpa', '-A')
    expect(listed).toMatch(/^payments +deployment.apps\/checkout +3\/3 +3 +3 /m)
    expect(listed).toMatch(/^payments-prod +statefulset.apps\/ledger +(\d)\/\1 /m)
    expect(listed).toMatch(/^kube-system +daemonset.apps\/aws-node +3 +3 +3 /m)
    expect(listed).toMatch(/^payments .*payments-api +Deployment\/payments-api +2 +4 +4 /m)
    expect(await kubectl('-n', 'orders', 'get', 'deploy', 'cart', '-o', 'yaml')).toContain(
      'argocd.argoproj.io/tracking-id',
    )
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
  await until('the bot is back', () => said.includes('the bot is back'))
  expect(said).toContain('SIGKILL')
  expect(await answers()).toBe(true)
})
