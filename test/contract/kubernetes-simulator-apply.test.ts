import { afterEach, beforeEach, expect, test } from 'vitest'
import type { KubernetesSimulator } from '../../playground/kubernetes/simulator.ts'
import { call, CHECKOUT, setImage, startTestCluster, type Answered } from '../harness/kubernetes.ts'

let cluster: KubernetesSimulator

beforeEach(async () => {
  cluster = await startTestCluster()
})
afterEach(() => cluster.stop())

interface Apply {
  image?: string
  manager?: string
  force?: boolean
  metadata?: Record<string, unknown>
  container?: Record<string, unknown>
}

function apply({
  image = 'registry.example.test/checkout:2',
  manager = 'coxswain',
  force,
  metadata,
  container,
}: Apply): Promise<Answered> {
  return call(cluster, `${CHECKOUT}?fieldManager=${manager}${force ? '&force=true' : ''}`, {
    method: 'PATCH',
    type: 'application/apply-patch+yaml',
    body: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'checkout', ...metadata },
      spec: { template: { spec: { containers: [{ name: 'checkout', image, ...container }] } } },
    },
  })
}

const managers = () => cluster.state.deployment('payments', 'checkout')?.metadata.managedFields ?? []
const image = () => cluster.state.deployment('payments', 'checkout')?.spec.template.spec.containers[0]?.image

test('a field of another manager is a conflict that names it', async () => {
  const { status, body } = await apply({})
  const field = '.spec.template.spec.containers[name="checkout"].image'
  const told = 'conflict with "kubectl-client-side-apply" using apps/v1'
  expect([status, body]).toEqual([
    409,
    {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: `Apply failed with 1 conflict: ${told}: ${field}`,
      reason: 'Conflict',
      details: { causes: [{ reason: 'FieldManagerConflict', message: told, field }] },
      code: 409,
    },
  ])
})

test('several conflicts are told together', async () => {
  const { body } = await apply({ container: { imagePullPolicy: 'Always' } })
  expect(body.message).toBe(
    'Apply failed with 2 conflicts: conflicts with "kubectl-client-side-apply" using apps/v1:\n- .spec.template.spec.containers[name="checkout"].image\n- .spec.template.spec.containers[name="checkout"].imagePullPolicy',
  )
})

test('force takes over that field and nothing else', async () => {
  expect((await apply({ force: true })).status).toBe(200)
  const mine = managers().find(({ manager }) => manager === 'coxswain')
  expect(mine).toMatchObject({
    operation: 'Apply',
    fieldsV1: {
      'f:spec': {
        'f:template': {
          'f:spec': { 'f:containers': { 'k:{"name":"checkout"}': { '.': {}, 'f:name': {}, 'f:image': {} } } },
        },
      },
    },
  })
  const theirs = managers().find(({ manager }) => manager === 'kubectl-client-side-apply')
  expect(JSON.stringify(theirs)).not.toContain('f:image"')
  expect(JSON.stringify(theirs)).toContain('f:imagePullPolicy')
})

test('who applied it applies again without force; the next one conflicts with the applier', async () => {
  await apply({ force: true })
  expect((await apply({ image: 'registry.example.test/checkout:3' })).status).toBe(200)
  expect((await apply({ manager: 'argocd-controller' })).body.message).toMatch(/conflict with "coxswain": /)
})

test('the same value is shared, not fought over', async () => {
  expect((await apply({ image: 'registry.example.test/checkout:1.1.0' })).status).toBe(200)
})

test('a plain write takes the field away again', async () => {
  await apply({ force: true })
  await setImage(cluster, 'registry.example.test/checkout:4')
  expect((await apply({})).body.message).toMatch(/conflict with "curl" using apps\/v1: /)
})

test('what is applied no longer is dropped', async () => {
  await apply({ force: true, metadata: { annotations: { note: 'x' } } })
  await apply({ force: true })
  expect(cluster.state.deployment('payments', 'checkout')?.metadata.annotations).not.toHaveProperty('note')
})

test('a stale resourceVersion and another uid are the other 409', async () => {
  const stale = await apply({ force: true, metadata: { resourceVersion: '1' } })
  expect(stale.body.message).toMatch(/the object has been modified/)
  expect(stale.body.details).toMatchObject({ name: 'checkout', kind: 'deployments' })
  expect((await apply({ force: true, metadata: { uid: 'other' } })).body.message).toMatch(
    /Precondition failed: UID/,
  )
  expect(image()).toBe('registry.example.test/checkout:1.1.0')
})

test('applying to a name that is gone is no silent creation of half a workload', async () => {
  cluster.state.remove('deployments', 'payments', 'checkout')
  const { status, body } = await apply({ force: true })
  expect([status, body.reason]).toEqual([422, 'Invalid'])
  expect((await apply({ force: true, metadata: { uid: 'old' } })).status).toBe(409)
})

test('a dry run with force changes nothing', async () => {
  const version = cluster.state.version()
  const dry = await call(cluster, `${CHECKOUT}?fieldManager=c&force=true&dryRun=All`, {
    method: 'PATCH',
    type: 'application/apply-patch+yaml',
    body: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: checkout}\nspec: {replicas: 8}\n',
  })
  expect(dry.body).toMatchObject({ spec: { replicas: 8 } })
  expect(cluster.state.version()).toBe(version)
})
