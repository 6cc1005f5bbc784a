import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ClusterOverview } from '../../playground/clusters/overview.ts'
import { nextImages } from '../../playground/clusters/save-running.ts'
import type { WorkloadState } from '../../playground/clusters/workload-state.ts'
import { parseArguments } from '../../playground/launch-arguments.ts'
import { startPlaygroundParts, type PlaygroundParts } from '../harness/playground-parts.ts'
import { until } from '../harness/until.ts'

const NAMES = ['alpha-kr', 'prod-kr', 'prod-eu1', 'prod-us1', 'prod-jp1']
const REPOSITORY = 'registry.regatta.test/payments/checkout'
const OTHER = `${REPOSITORY}@sha256:${'c'.repeat(64)}`
const checkout = { namespace: 'payments', name: 'checkout' }

const withoutKubectl = spawnSync('kubectl', ['version', '--client']).status !== 0
if (withoutKubectl)
  process.stderr.write('\nSKIPPED: kubectl is not on PATH, it reads no kubeconfig of the playground here\n\n')

describe('clusters of the playground', () => {
  let parts: PlaygroundParts
  beforeEach(async () => void (parts = await startPlaygroundParts()))
  afterEach(() => parts.remove())

  const overviews = async () => (await parts.ask('GET', '/clusters')).body as unknown as ClusterOverview[]
  const overviewOf = async (name: string) => (await overviews()).find((one) => one.name === name)
  const checkoutIn = async (name: string) =>
    (await overviewOf(name))?.workloads.find((workload) => workload.name === 'checkout')
  const deploy = (cluster: string, image: string) =>
    parts.clusters.simulated.get(cluster)?.state.edit('deployments', checkout, ({ spec }) => {
      for (const container of spec.template.spec.containers) container.image = image
    })

  test('all run every service, and say so', async () => {
    const seen = await overviews()
    expect(seen.map(({ name }) => name)).toEqual(NAMES)
    for (const cluster of seen)
      expect(cluster.workloads.map(({ name, settled }) => [name, settled])).toEqual([
        ['checkout', true],
        ['payments-api', true],
        ['payments-worker', true],
      ])
    expect(await checkoutIn('prod-kr')).toMatchObject({
      kind: 'Deployment',
      tag: '1.4.1',
      desired: 3,
      ready: 3,
    })
    expect((await overviewOf('prod-kr'))?.kubeconfig).toBe(parts.clusters.kubeconfigs['prod-kr'])
  })

  test('a rollout is seen with its pods and events', async () => {
    deploy('alpha-kr', OTHER)
    await until('it changes', async () => (await checkoutIn('alpha-kr'))?.settled === false)
    await until('it is over', async () => (await checkoutIn('alpha-kr'))?.settled)
    expect(await checkoutIn('alpha-kr')).toMatchObject({ tag: null, digest: `sha256:${'c'.repeat(64)}` })
    const pods = (await parts.ask('GET', '/clusters/alpha-kr/pods?namespace=payments')).body
    expect(pods).toContainEqual(
      expect.objectContaining({ service: 'checkout', status: 'Running', ready: true, image: OTHER }),
    )
    expect((await overviewOf('alpha-kr'))?.events).toContainEqual(
      expect.objectContaining({ about: 'payments/checkout', reason: 'ScalingReplicaSet', type: 'Normal' }),
    )
  })

  test('faults are switched on and off, and one that is not understood changes nothing', async () => {
    const patch = (change: object) => parts.ask('PATCH', '/clusters/prod-jp1/faults', change)
    expect(await patch({ unreachable: true, slowMs: 500 })).toMatchObject({ status: 200, body: { ok: true } })
    expect(parts.clusters.simulated.get('prod-jp1')?.faults).toMatchObject({ unreachable: true, slowMs: 500 })
    expect((await overviewOf('prod-jp1'))?.faults).toMatchObject({ unreachable: true, unauthorized: false })
    expect(await patch({ unreachable: false, slowMs: 'very' })).toMatchObject({ status: 400 })
    expect(await patch({ images: {} })).toMatchObject({ status: 400, body: { error: 'invalid_fault' } })
    expect((await overviewOf('prod-jp1'))?.faults).toMatchObject({ unreachable: true })
    await patch({ unreachable: false, slowMs: 0 })
    expect((await overviewOf('prod-jp1'))?.faults).toMatchObject({ unreachable: false, slowMs: 0 })
    expect(await parts.ask('PATCH', '/clusters/nope/faults', {})).toMatchObject({ status: 404 })
  })

  test('after a restart they run what was deployed last, and go on with a rollout that was under way', async () => {
    deploy('prod-eu1', OTHER)
    await until('the deploy', async () => (await checkoutIn('prod-eu1'))?.settled === false)
    await until('the deploy', async () => (await checkoutIn('prod-eu1'))?.settled)
    const broken = `${REPOSITORY}:9.9.9-bad-crash`
    deploy('prod-us1', broken)
    await until('the broken one', async () => (await checkoutIn('prod-us1'))?.updated === 1)
    const { dataDir } = parts
    await parts.stop()
    parts = await startPlaygroundParts(dataDir)
    expect(await checkoutIn('prod-eu1')).toMatchObject({ image: OTHER, settled: true })
    const podsOfBroken = async () => {
      const { body } = await parts.ask('GET', '/clusters/prod-us1/pods?namespace=payments')
      return (body as unknown as { service: string; image: string; status: string; ready: boolean }[]).filter(
        ({ service }) => service === 'checkout',
      )
    }
    await until('the crash', async () =>
      (await podsOfBroken()).some(({ image, status }) => image === broken && status === 'CrashLoopBackOff'),
    )
    expect(
      (await podsOfBroken()).filter(({ ready, image }) => ready && image.includes('1.4.1@')),
    ).toHaveLength(3)
  })

  test.skipIf(withoutKubectl)('a real kubectl sees the workloads', async () => {
    const { stdout } = await promisify(execFile)('kubectl', ['-n', 'payments', 'get', 'deploy'], {
      env: {
        PATH: process.env['PATH'],
        HOME: parts.dataDir,
        KUBECONFIG: parts.clusters.kubeconfigs['prod-us1'],
      },
    })
    expect(stdout).toMatch(/^checkout +3\/3 +3 +3 /m)
  })
})

describe('a cluster of your own', () => {
  let home: string
  beforeEach(() => void (home = mkdtempSync(join(tmpdir(), 'kubeconfig-'))))
  afterEach(() => rmSync(home, { recursive: true }))

  test('takes the place of a simulated one', async () => {
    const path = join(home, 'config')
    writeFileSync(path, 'kind: Config')
    expect(parseArguments(['--kubeconfig', `prod-jp1=${path}`])).toMatchObject({
      kubeconfigs: { 'prod-jp1': path },
    })
    const parts = await startPlaygroundParts(undefined, { 'prod-jp1': path })
    expect(Object.keys(parts.clusters.kubeconfigs)).toEqual(NAMES)
    expect(parts.clusters.kubeconfigs['prod-jp1']).toBe(path)
    const { body } = await parts.ask('GET', '/clusters')
    expect(body).toContainEqual(
      expect.objectContaining({ name: 'prod-jp1', simulated: false, kubeconfig: path }),
    )
    expect(await parts.ask('PATCH', '/clusters/prod-jp1/faults', {})).toMatchObject({
      status: 404,
      body: { message: 'prod-jp1 is not simulated' },
    })
    await parts.remove()
  })

  test.each([
    ['nope=/etc/hosts', /NAME one of alpha-kr, prod-kr/],
    ['prod-kr', /must be NAME=PATH/],
    ['prod-kr=/nowhere/at/all', /there is no file \/nowhere/],
  ])('%s is refused with the reason', (text, reason) => {
    expect(() => parseArguments(['--kubeconfig', text])).toThrow(reason)
  })
})

describe('what is remembered of a workload', () => {
  const state = (image: string, settled: boolean): WorkloadState => ({
    ...checkout,
    kind: 'Deployment',
    image,
    settled,
    desired: 3,
    ready: 3,
    updated: 3,
  })
  test.each([
    ['the first sight of it', undefined, state('a', false), { image: 'a' }],
    ['nothing changed', { image: 'a' }, state('a', true), { image: 'a' }],
    ['a rollout has begun', { image: 'a' }, state('b', false), { image: 'b', serving: 'a' }],
    ['it goes on', { image: 'b', serving: 'a' }, state('b', false), { image: 'b', serving: 'a' }],
    [
      'another one came before it ended',
      { image: 'b', serving: 'a' },
      state('c', false),
      { image: 'c', serving: 'a' },
    ],
    ['back to what serves', { image: 'b', serving: 'a' }, state('a', false), { image: 'a' }],
    ['it ended', { image: 'b', serving: 'a' }, state('b', true), { image: 'b' }],
    ['a pod of the same image was lost', { image: 'a' }, state('a', false), { image: 'a' }],
  ])('%s', (_when, before, seen, after) => {
    const images = before ? { 'payments/checkout': before } : {}
    expect(nextImages(images, [seen])).toEqual({ 'payments/checkout': after })
  })
})
