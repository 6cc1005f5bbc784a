import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PlaygroundBuild } from '../../playground/builds/playground-build.ts'
import { startPlaygroundParts, type PlaygroundParts } from '../harness/playground-parts.ts'
import { until } from '../harness/until.ts'

const CHECKOUT = { project: 'payments', service: 'checkout' }

describe('builds of the playground', () => {
  let parts: PlaygroundParts
  beforeEach(async () => void (parts = await startPlaygroundParts()))
  afterEach(() => parts.remove())

  const newBuild = async (more: object = {}): Promise<PlaygroundBuild> => {
    const { status, body } = await parts.ask('POST', '/builds', { ...CHECKOUT, ...more })
    expect(body).toMatchObject({ ok: true, status: 202 })
    expect(status).toBe(200)
    return body['build'] as PlaygroundBuild
  }

  test('a new build counts up, is in the registry and is told to the bot', async () => {
    const first = await newBuild()
    const second = await newBuild()
    expect([first.tag, second.tag]).toEqual(['1.4.2', '1.4.3'])
    const [heard] = parts.bot.heard
    expect(heard).toEqual({
      authorization: 'Bearer builds/ci',
      body: {
        project: 'payments',
        service: 'checkout',
        image: 'registry.regatta.test/payments/checkout',
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        tag: '1.4.2',
        commit: expect.stringMatching(/^[0-9a-f]{40}$/),
        branch: 'main',
        author: expect.stringMatching(/^[A-Z]\S+ \S+$/),
        authorSlackId: expect.stringMatching(/^U0/),
        message: first.commits[0],
        commits: first.commits,
        ciLink: 'https://ci.regatta.test/payments/checkout/runs/4',
        builtAt: new Date(first.builtAt).toISOString(),
      },
    })
    expect(first.commits.length).toBeGreaterThan(0)
    expect(await digestInRegistry(parts.registry.url, 'payments/checkout', '1.4.2')).toBe(first.digest)
    expect(parts.traffic[0]).toMatchObject({
      direction: 'webhook',
      name: 'POST /webhooks/builds/ci',
      status: 202,
    })
    const { body } = await parts.ask('GET', '/builds?project=payments&service=checkout')
    expect((body['builds'] as PlaygroundBuild[]).map(({ tag }) => tag)).toEqual([
      '1.4.3',
      '1.4.2',
      '1.4.1',
      '1.4.0',
      '1.3.7',
    ])
  })

  test('what goes wrong goes wrong in the named clusters', async () => {
    const { tag, digest } = await newBuild({ scenario: 'crash', clusters: ['prod-kr'] })
    const image = `registry.regatta.test/payments/checkout:${tag}@${digest}`
    const podsOf = (cluster: string) => parts.ask('GET', `/clusters/${cluster}/pods?namespace=payments`)
    for (const cluster of ['alpha-kr', 'prod-kr'])
      parts.clusters.simulated
        .get(cluster)
        ?.state.edit('deployments', { namespace: 'payments', name: 'checkout' }, ({ spec }) => {
          for (const container of spec.template.spec.containers) container.image = image
        })
    const isSeen = async (cluster: string, wanted: object) => {
      const pods = (await podsOf(cluster)).body as unknown as {
        tag: string
        status: string
        ready: boolean
      }[]
      return pods.some(
        (pod) =>
          pod.tag === tag && Object.entries(wanted).every(([name, value]) => pod[name as 'tag'] === value),
      )
    }
    await until('the crash', () => isSeen('prod-kr', { status: 'CrashLoopBackOff' }))
    await until('the good pod', () => isSeen('alpha-kr', { status: 'Running', ready: true }))
  })

  test('the refusal of the bot is told in its words', async () => {
    parts.bot.answers = 422
    const { status, body } = await parts.ask('POST', '/builds', CHECKOUT)
    expect(status).toBe(409)
    expect(body).toEqual({
      ok: false,
      error: 'webhook_refused',
      message: 'The bot answered HTTP 422: {"outcome":"first"}',
    })
  })

  test.each([
    ['an unknown service', { ...CHECKOUT, service: 'nope' }, 'service_not_found'],
    ['a service of another project', { ...CHECKOUT, project: 'search' }, 'service_not_found'],
    ['an unknown scenario', { ...CHECKOUT, scenario: 'nope' }, 'scenario_not_found'],
    ['an unknown cluster', { ...CHECKOUT, scenario: 'crash', clusters: ['nope'] }, 'cluster_not_found'],
  ])('%s is refused, and nobody is told', async (_what, wanted, error) => {
    expect((await parts.ask('POST', '/builds', wanted)).body).toMatchObject({ ok: false, error })
    expect(parts.bot.heard).toEqual([])
  })

  test('the first builds are told once, with the running version last, and again only while they were refused', async () => {
    parts.bot.answers = 503
    expect(await parts.pipeline.tellAll()).toContain('HTTP 503')
    parts.bot.answers = 202
    parts.bot.heard.length = 0
    expect(await parts.pipeline.tellAll()).toBeNull()
    const told = parts.bot.heard.filter(({ body }) => body['service'] === 'checkout')
    expect(told.map(({ body }) => body['tag'])).toEqual(['1.3.7', '1.4.0', '1.4.1'])
    const running = parts.clusters.simulated.get('prod-eu1')?.state.deployment('payments', 'checkout')
    const image = running?.spec.template.spec.containers[0]?.image
    expect(image).toBe(`registry.regatta.test/payments/checkout:1.4.1@${String(told[2]?.body['digest'])}`)
    const { dataDir } = parts
    await parts.stop()
    parts = await startPlaygroundParts(dataDir)
    expect(await parts.pipeline.tellAll()).toBeNull()
    expect(parts.bot.heard).toEqual([])
  })
})

/** As a client without credentials asks: for a token first. */
async function digestInRegistry(url: string, repository: string, tag: string): Promise<string | null> {
  const scope = `repository:${repository}:pull`
  const asked = await fetch(
    `${url}/token?${new URLSearchParams({ service: 'simulated-registry', scope }).toString()}`,
  )
  const { token } = (await asked.json()) as { token: string }
  const image = await fetch(`${url}/v2/${repository}/manifests/${tag}`, {
    method: 'HEAD',
    headers: { authorization: `Bearer ${token}` },
  })
  return image.headers.get('docker-content-digest')
}
