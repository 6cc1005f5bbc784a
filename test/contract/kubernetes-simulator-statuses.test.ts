import { afterEach, beforeEach, expect, test } from 'vitest'
import type { KubernetesSimulator } from '../../playground/kubernetes/simulator.ts'
import { call, CHECKOUT, startTestCluster } from '../harness/kubernetes.ts'

// The bodies are those that a kube-apiserver 1.26.5 answered, recorded on 2026-11-20.
let cluster: KubernetesSimulator

beforeEach(async () => {
  cluster = await startTestCluster({ user: 'bot' })
})
afterEach(() => cluster.stop())

const failure = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure' }
const details = { name: 'checkout', group: 'apps', kind: 'deployments' }

test('400: a patch that is cut off', async () => {
  const { status, body } = await call(cluster, CHECKOUT, {
    method: 'PATCH',
    type: 'application/merge-patch+json',
    body: '{"spec":',
  })
  const message = 'error decoding patch: unexpected end of JSON input'
  expect([status, body]).toEqual([400, { ...failure, message, reason: 'BadRequest', code: 400 }])
})

test('401: another token', async () => {
  const { status, body } = await call(cluster, CHECKOUT, { headers: { authorization: 'Bearer other' } })
  expect([status, body]).toEqual([
    401,
    { ...failure, message: 'Unauthorized', reason: 'Unauthorized', code: 401 },
  ])
})

test('403: one verb', async () => {
  cluster.faults.forbidden = [{ verb: 'get', resource: 'deployments' }]
  const { status, body } = await call(cluster, CHECKOUT)
  const message =
    'deployments.apps "checkout" is forbidden: User "bot" cannot get resource "deployments" in API group "apps" in the namespace "payments"'
  expect([status, body]).toEqual([403, { ...failure, message, reason: 'Forbidden', details, code: 403 }])
  expect((await call(cluster, CHECKOUT.replace('/checkout', ''))).status).toBe(200)
})

test('404: an object, a path', async () => {
  const { status, body } = await call(cluster, CHECKOUT.replace('checkout', 'nope'))
  const message = 'deployments.apps "nope" not found'
  const nope = { ...details, name: 'nope' }
  expect([status, body]).toEqual([404, { ...failure, message, reason: 'NotFound', details: nope, code: 404 }])
  expect((await call(cluster, '/api/v1/nodes')).status).toBe(404)
  expect((await call(cluster, '/apis/batch/v1')).status).toBe(404)
})

test('405: a verb that is not supported', async () => {
  expect((await call(cluster, CHECKOUT, { method: 'PUT', body: {} })).status).toBe(405)
  expect((await call(cluster, '/api/v1/namespaces/payments/pods', { method: 'DELETE' })).status).toBe(405)
})

test('409: a stale resourceVersion', async () => {
  const { status, body } = await call(cluster, CHECKOUT, {
    method: 'PATCH',
    type: 'application/merge-patch+json',
    body: { metadata: { resourceVersion: '1' } },
  })
  const message =
    'Operation cannot be fulfilled on deployments.apps "checkout": the object has been modified; please apply your changes to the latest version and try again'
  expect([status, body]).toEqual([409, { ...failure, message, reason: 'Conflict', details, code: 409 }])
})

test('409: a name that is taken', async () => {
  const payments = { kind: 'Namespace', apiVersion: 'v1', metadata: { name: 'payments' } }
  const { status, body } = await call(cluster, '/api/v1/namespaces', { method: 'POST', body: payments })
  const told = {
    message: 'namespaces "payments" already exists',
    reason: 'AlreadyExists',
    details: { name: 'payments', kind: 'namespaces' },
  }
  expect([status, body]).toEqual([409, { ...failure, ...told, code: 409 }])
})

test('415: an unknown kind of patch', async () => {
  const { status, body } = await call(cluster, CHECKOUT, { method: 'PATCH', type: 'text/plain', body: 'x' })
  const told = { message: '415: Unsupported Media Type', reason: 'UnsupportedMediaType', details: {} }
  expect([status, body]).toEqual([415, { ...failure, ...told, code: 415 }])
})

test('422: a value that cannot be', async () => {
  const { status, body } = await call(cluster, CHECKOUT, {
    method: 'PATCH',
    type: 'application/merge-patch+json',
    body: { spec: { replicas: -1 } },
  })
  const why = 'Invalid value: -1: must be greater than or equal to 0'
  const causes = [{ reason: 'FieldValueInvalid', message: why, field: 'spec.replicas' }]
  const message = `Deployment.apps "checkout" is invalid: spec.replicas: ${why}`
  const told = {
    message,
    reason: 'Invalid',
    details: { name: 'checkout', group: 'apps', kind: 'Deployment', causes },
  }
  expect([status, body]).toEqual([422, { ...failure, ...told, code: 422 }])
})

test('a SelfSubjectAccessReview that is denied', async () => {
  cluster.faults.forbidden = [{ verb: 'patch', resource: 'deployments' }]
  const resourceAttributes = { namespace: 'payments', verb: 'patch', group: 'apps', resource: 'deployments' }
  const ask = (): ReturnType<typeof call> =>
    call(cluster, '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
      method: 'POST',
      body: {
        kind: 'SelfSubjectAccessReview',
        apiVersion: 'authorization.k8s.io/v1',
        spec: { resourceAttributes },
      },
    })
  const fieldsV1 = {
    'f:spec': {
      'f:resourceAttributes': { 'f:group': {}, 'f:namespace': {}, 'f:resource': {}, 'f:verb': {} },
    },
  }
  expect(await ask()).toMatchObject({
    status: 201,
    body: {
      kind: 'SelfSubjectAccessReview',
      metadata: {
        creationTimestamp: null,
        managedFields: [{ manager: 'curl', operation: 'Update', fieldsV1 }],
      },
      spec: { resourceAttributes },
      status: { allowed: false },
    },
  })
  cluster.faults.forbidden = []
  expect((await ask()).body.status).toMatchObject({ allowed: true })
})
