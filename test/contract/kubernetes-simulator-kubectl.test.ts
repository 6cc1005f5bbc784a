import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { KubernetesSimulator } from '../../playground/kubernetes/simulator.ts'
import { startTestCluster } from '../harness/kubernetes.ts'

const missing = spawnSync('kubectl', ['version', '--client']).status !== 0
// Debian packages no kubectl, so its absence fails nobody; it is said aloud instead.
if (missing)
  process.stderr.write(
    '\nSKIPPED: kubectl is not on PATH, the simulated clusters meet no real kubectl here\n\n',
  )

describe.skipIf(missing)('a real kubectl', () => {
  let cluster: KubernetesSimulator
  let home: string

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'kubectl-'))
    const settings = { podReadyMs: 300, podStopMs: 50, controllerMs: 10, backoffMs: 500 }
    cluster = await startTestCluster({ settings, kubeconfig: join(home, 'kubeconfig') })
  })
  afterEach(async () => {
    await cluster.stop()
    rmSync(home, { recursive: true })
  })

  function kubectl(line: string): Promise<string> {
    const env = { PATH: process.env.PATH ?? '', HOME: home, KUBECONFIG: cluster.kubeconfig }
    return new Promise((resolve) => {
      execFile(
        'kubectl',
        ['-n', 'payments', ...line.split(' ')],
        { env, timeout: 60_000 },
        (_error, out, err) => resolve(`${out}${err}`),
      )
    })
  }

  const image = (tag: string): string =>
    `set image deploy/checkout checkout=registry.example.test/checkout:${tag}`

  test('get and describe', async () => {
    expect(await kubectl('get deploy,rs,pods')).toMatch(/^deployment.apps\/checkout +3\/3 +3 +3 /m)
    const told = await kubectl('describe deploy checkout')
    expect(told).toMatch(/3 desired \| 3 updated \| 3 total \| 3 available \| 0 unavailable/)
    expect(told).toMatch(/NewReplicaSet: +checkout-\w+ \(3\/3 replicas created\)/)
    expect(await kubectl('get deploy nope')).toBe(
      'Error from server (NotFound): deployments.apps "nope" not found\n',
    )
    expect(await kubectl('auth can-i patch deployments')).toBe('yes\n')
  })

  test('set image, rollout status, history and undo', async () => {
    expect(await kubectl(image('2'))).toBe('deployment.apps/checkout image updated\n')
    expect(await kubectl('rollout status deploy/checkout')).toMatch(/"checkout" successfully rolled out\n$/)
    expect(await kubectl('rollout undo deploy/checkout')).toBe('deployment.apps/checkout rolled back\n')
    await kubectl('rollout status deploy/checkout')
    expect(await kubectl('get pods')).toMatch(/(checkout-\w+-\w{5} +1\/1 +Running +0 .*\n){3}/)
    expect(await kubectl('rollout history deploy/checkout')).toMatch(/^1 .*\n3 .*\n4 /m)
    const now = cluster.state.deployment('payments', 'checkout')
    expect(now?.spec.template.spec.containers[0]?.image).toBe('registry.example.test/checkout:1.1.0')
  })

  test('apply --server-side: the conflict, then by force', async () => {
    const file = join(home, 'checkout.yaml')
    const containers = '[{name: checkout, image: "registry.example.test/checkout:3"}]'
    const metadata = '{name: checkout, namespace: payments}'
    writeFileSync(
      file,
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: ${metadata}\nspec: {template: {spec: {containers: ${containers}}}}\n`,
    )
    const apply = `apply --server-side --field-manager=coxswain -f ${file}`
    expect(await kubectl(apply)).toContain(
      'Apply failed with 1 conflict: conflict with "kubectl-client-side-apply" using apps/v1: .spec.template.spec.containers[name="checkout"].image',
    )
    expect(await kubectl(`${apply} --force-conflicts`)).toBe('deployment.apps/checkout serverside-applied\n')
  })

  test('a crash loop: its status, its logs, its description', async () => {
    await kubectl(image('2-bad-crash'))
    const name = (): string | undefined =>
      cluster.state.pods('payments').find(({ status }) => status.containerStatuses?.[0]?.restartCount)
        ?.metadata.name
    await expect.poll(name, { timeout: 60_000 }).toBeDefined()
    expect(await kubectl(`logs ${name()} --tail=1`)).toBe('main.main()\n')
    expect(await kubectl(`logs -p ${name()} --tail=1`)).toBe('main.main()\n')
    await expect.poll(() => kubectl('get pods'), { timeout: 60_000 }).toContain('CrashLoopBackOff')
    expect(await kubectl(`describe pod ${name()}`)).toMatch(/Exit Code: +1/)
    expect(await kubectl('rollout status deploy/checkout --timeout=1s')).toContain('timed out waiting')
  })

  test('scale and delete', async () => {
    expect(await kubectl('scale deploy/checkout --replicas=5')).toBe('deployment.apps/checkout scaled\n')
    expect(await kubectl('rollout status deploy/checkout')).toMatch(/successfully rolled out\n$/)
    expect(await kubectl('get deploy checkout')).toMatch(/5\/5/)
    expect(await kubectl('delete deploy checkout --cascade=foreground')).toBe(
      'deployment.apps "checkout" deleted\n',
    )
    expect(await kubectl('get pods')).toMatch(/No resources found/)
  })
})
