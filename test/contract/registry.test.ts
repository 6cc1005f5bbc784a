import { afterEach, describe, expect, test } from 'vitest'
import { startRegistrySimulator, type RegistrySimulator } from '../../playground/registry/simulator.ts'
import { parseImage } from '../../src/domain/deploys/image-reference.ts'
import { createRegistry } from '../../src/integrations/registry/create-registry.ts'
import type { RegistrySettings } from '../../src/integrations/registry/endpoints.ts'

const HOST = 'registry.example.test'
const DIGEST = `sha256:${'a'.repeat(64)}`
const ACCOUNT = { username: 'bot', password: 'pass:word' }

const opened: RegistrySimulator[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.stop()
})

async function start(options: Parameters<typeof startRegistrySimulator>[0] = {}) {
  const simulator = await startRegistrySimulator(options)
  opened.push(simulator)
  return simulator
}

function resolver(simulator: RegistrySimulator, more: Partial<RegistrySettings> = {}, timeoutMs = 5000) {
  const registry = createRegistry({ registries: [{ host: HOST, url: simulator.url, ...more }], timeoutMs })
  return (text: string) => {
    const image = parseImage(text)
    if (!image) throw new Error(`no image: ${text}`)
    return registry.resolve(image)
  }
}

describe('resolving an image', () => {
  test('by tag, by digest and by both, with an anonymous token', async () => {
    const simulator = await start()
    simulator.add('team/checkout', '1.4.2', DIGEST)
    const resolve = resolver(simulator)
    const found = { outcome: 'found', digest: DIGEST }
    expect(await resolve(`${HOST}/team/checkout:1.4.2`)).toEqual(found)
    expect(await resolve(`${HOST}/team/checkout@${DIGEST}`)).toEqual(found)
    expect(await resolve(`${HOST}/team/checkout:gone@${DIGEST}`)).toEqual(found)
    expect(simulator.requests.slice(0, 3).map(({ method, scheme }) => [method, scheme])).toEqual([
      ['HEAD', null],
      ['GET', null],
      ['HEAD', 'Bearer'],
    ])
  })

  test('without tag and digest it is latest', async () => {
    const simulator = await start()
    const digest = simulator.add('checkout', 'latest')
    expect(await resolver(simulator)(`${HOST}/checkout`)).toEqual({ outcome: 'found', digest })
  })

  test('images without a registry are those of Docker Hub, official ones in library', async () => {
    const simulator = await start()
    simulator.add('library/redis', '8', DIGEST)
    simulator.add('grafana/grafana', '12', DIGEST)
    const resolve = resolver(simulator, { host: 'docker.io' })
    for (const image of [
      'redis:8',
      'docker.io/redis:8',
      'index.docker.io/library/redis:8',
      'grafana/grafana:12',
    ]) {
      expect(await resolve(image)).toEqual({ outcome: 'found', digest: DIGEST })
    }
  })

  test('with the configured account, and not without it or with a wrong password', async () => {
    const simulator = await start({ account: ACCOUNT })
    simulator.add('checkout', '1', DIGEST)
    const image = `${HOST}/checkout:1`
    expect(await resolver(simulator, { auth: { type: 'basic', ...ACCOUNT } })(image)).toMatchObject({
      outcome: 'found',
    })
    expect(await resolver(simulator)(image)).toEqual({ outcome: 'unauthorized' })
    const wrong = resolver(simulator, { auth: { type: 'basic', ...ACCOUNT, password: 'no' } })
    expect(await wrong(image)).toEqual({ outcome: 'unauthorized' })
  })

  test('from the content where the registry leaves the digest out or knows no HEAD', async () => {
    const simulator = await start()
    const digest = simulator.add('checkout', '1')
    const resolve = resolver(simulator)
    simulator.faults.hideDigest = true
    expect(await resolve(`${HOST}/checkout:1`)).toEqual({ outcome: 'found', digest })
    simulator.faults.noHead = true
    expect(await resolve(`${HOST}/checkout:1`)).toEqual({ outcome: 'found', digest })
    expect(await resolve(`${HOST}/checkout@${digest}`)).toEqual({ outcome: 'found', digest })
  })

  test('that is not there, or not any more', async () => {
    const simulator = await start()
    simulator.add('checkout', '1', DIGEST)
    const resolve = resolver(simulator)
    expect(await resolve(`${HOST}/checkout:2`)).toEqual({ outcome: 'not-found' })
    expect(await resolve(`${HOST}/chekout:1`)).toEqual({ outcome: 'not-found' })
    simulator.remove('checkout', DIGEST)
    expect(await resolve(`${HOST}/checkout:1`)).toEqual({ outcome: 'not-found' })
    expect(await resolve(`${HOST}/checkout@${DIGEST}`)).toEqual({ outcome: 'not-found' })
  })

  test.each([429, 500, 503])('a registry that answers %i is out of reach', async (status) => {
    const simulator = await start()
    simulator.faults.status = status
    expect(await resolver(simulator)(`${HOST}/checkout:1`)).toEqual({
      outcome: 'unreachable',
      error: `it answered ${String(status)}`,
    })
  })

  test('a registry that is gone is out of reach', async () => {
    const simulator = await start()
    simulator.faults.dropped = true
    expect(await resolver(simulator)(`${HOST}/checkout:1`)).toMatchObject({ outcome: 'unreachable' })
  })

  test.each([
    'localhost/x:1',
    'registry:5000/x:1',
    '169.254.169.254/x:1',
    '[::1]:5000/x:1',
    'db.payments.svc/x:1',
  ])('asks nothing of %s, which is not configured', async (image) => {
    const simulator = await start()
    expect(await resolver(simulator)(image)).toMatchObject({
      outcome: 'unreachable',
      error: expect.stringContaining('add it to `registries`') as string,
    })
    expect(simulator.requests).toEqual([])
  })
})
