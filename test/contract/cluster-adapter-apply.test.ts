import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import type { Deployment } from '../../src/domain/kubernetes-objects.ts'
import { payload } from '../harness/payload.ts'
import { answer, scriptedCluster, type Asked } from './cluster-adapter-kit.ts'

const REF = { kind: 'Deployment', namespace: 'payments', name: 'checkout' } as const
const live = JSON.parse(payload('kubernetes/k8s-deployment-get.json')) as Deployment
const { uid, resourceVersion = '' } = live.metadata
const REQUEST = {
  containers: { checkout: 'r/checkout@sha256:1' },
  uid,
  resourceVersion,
  force: false,
  dryRun: false,
}

/** https://github.com/kubernetes/apimachinery/blob/master/pkg/util/managedfields/internal/conflict.go */
const FIELD_CONFLICT = {
  kind: 'Status',
  status: 'Failure',
  reason: 'Conflict',
  code: 409,
  message: 'Apply failed with 2 conflicts',
  details: {
    causes: [
      {
        reason: 'FieldManagerConflict',
        message: 'conflict with "kubectl" using apps/v1 at 2026-11-20T16:00:28Z',
        field: '.spec.template.spec.containers[name="checkout"].image',
      },
      { reason: 'FieldManagerConflict', message: 'conflict with "helm"', field: '.spec' },
    ],
  },
}

describe('applying images', () => {
  test('sends the image of the named container, what was read, and nothing else', async () => {
    await using at = await scriptedCluster(serving(live))
    const result = await at.cluster.applyImages(REF, { ...REQUEST, force: true, dryRun: true })
    expect(result).toMatchObject({ outcome: 'ok', value: { metadata: { name: 'checkout' } } })
    const patch = at.asked[1]
    expect(patch).toMatchObject({
      method: 'PATCH',
      headers: { 'content-type': 'application/apply-patch+yaml' },
    })
    expect(Object.fromEntries(patch?.query ?? [])).toEqual({
      fieldManager: 'coxswain',
      force: 'true',
      dryRun: 'All',
    })
    expect(JSON.parse(patch?.body ?? '')).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'checkout', namespace: 'payments', uid, resourceVersion },
      spec: { template: { spec: { containers: [{ name: 'checkout', image: 'r/checkout@sha256:1' }] } } },
    })
  })

  test('names again what an earlier apply of ours set, or the server would remove it', async () => {
    const spec = {
      containers: [
        { name: 'checkout', image: 'a' },
        { name: 'proxy', image: 'p:1' },
      ],
    }
    const fields = { 'k:{"name":"proxy"}': { '.': {}, 'f:name': {}, 'f:image': {} } }
    const ours = {
      manager: 'coxswain',
      operation: 'Apply',
      fieldsV1: { 'f:spec': { 'f:template': { 'f:spec': { 'f:containers': fields } } } },
    }
    await using at = await scriptedCluster(
      serving({
        ...live,
        metadata: { ...live.metadata, managedFields: [ours] },
        spec: { ...live.spec, template: { spec } },
      }),
    )
    await at.cluster.applyImages(REF, REQUEST)
    expect(JSON.parse(at.asked[1]?.body ?? '')).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [
              { name: 'checkout', image: 'r/checkout@sha256:1' },
              { name: 'proxy', image: 'p:1' },
            ],
          },
        },
      },
    })
    expect(at.asked[1]?.query.has('dryRun')).toBe(false)
  })

  test.each([
    ['another version', { resourceVersion: '1' }, { outcome: 'conflict', kind: 'resource-version' }],
    ['a recreated object', { uid: 'another' }, { outcome: 'conflict', kind: 'resource-version' }],
    [
      'an unknown container',
      { containers: { web: 'x' } },
      { outcome: 'invalid', details: ['no container "web"'] },
    ],
  ])('writes nothing for %s', async (_, change, expected) => {
    await using at = await scriptedCluster(serving(live))
    expect(await at.cluster.applyImages(REF, { ...REQUEST, ...change })).toMatchObject(expected)
    expect(at.asked.map(({ method }) => method)).toEqual(['GET'])
  })

  test.each([
    [409, FIELD_CONFLICT, { outcome: 'conflict', kind: 'field-manager', managers: ['kubectl', 'helm'] }],
    [409, payload('kubernetes/k8s-409-conflict.json'), { outcome: 'conflict', kind: 'resource-version' }],
    [403, denied('admission webhook "policy" denied the request: no'), { outcome: 'invalid' }],
    [403, payload('kubernetes/k8s-403.json'), { outcome: 'forbidden', verb: 'patch' }],
    [404, payload('kubernetes/k8s-404.json'), { outcome: 'not-found' }],
  ])('a write refused with %i', async (status, body, expected) => {
    await using at = await scriptedCluster(serving(live, (response) => answer(response, status, body)))
    expect(await at.cluster.applyImages(REF, REQUEST)).toMatchObject(expected)
  })
})

function serving(object: object, patched = (response: ServerResponse) => answer(response, 200, object)) {
  return ({ method }: Asked, response: ServerResponse) =>
    method === 'PATCH' ? patched(response) : answer(response, 200, object)
}

function denied(message: string) {
  return { kind: 'Status', status: 'Failure', reason: 'Forbidden', code: 403, message }
}
