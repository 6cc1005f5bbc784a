import { describe, expect, test } from 'vitest'
import type { Deployment, ObjectMeta } from '../../src/domain/kubernetes-objects.ts'
import { imagesAppliedBy, managedBy } from '../../src/domain/managed-by.ts'
import { payload } from '../harness/payload.ts'

const recorded = JSON.parse(payload('kubernetes/k8s-deployment-get.json')) as Deployment
const withMetadata = (metadata: Partial<ObjectMeta>): Deployment => ({
  ...recorded,
  metadata: { name: 'checkout', uid: 'u', ...metadata },
})
const owning = (part: string, ...containers: string[]) => ({
  'f:spec': {
    'f:template': {
      'f:spec': {
        [part]: Object.fromEntries(
          containers.map((name) => [`k:${JSON.stringify({ name })}`, { 'f:image': {} }]),
        ),
      },
    },
  },
})

describe('who manages the image', () => {
  test('of a recorded deployment after kubectl set image', () => {
    expect(managedBy(recorded)).toEqual({
      images: new Map([['checkout', [{ manager: 'kubectl', operation: 'Update' }]]]),
      tracking: null,
    })
  })

  test('several managers, init containers and entries that cannot be read', () => {
    const { images } = managedBy(
      withMetadata({
        managedFields: [
          { manager: 'helm', operation: 'Update', fieldsV1: owning('f:containers', 'web') },
          { manager: 'coxswain', operation: 'Apply', fieldsV1: owning('f:containers', 'web') },
          { manager: 'kubectl', operation: 'Update', fieldsV1: owning('f:initContainers', 'migrate') },
          { manager: 'odd', operation: 'Update', fieldsV1: { 'f:spec': null } },
          { manager: 'none' },
        ],
      }),
    )
    expect(Object.fromEntries(images)).toEqual({
      web: [
        { manager: 'helm', operation: 'Update' },
        { manager: 'coxswain', operation: 'Apply' },
      ],
      migrate: [{ manager: 'kubectl', operation: 'Update' }],
    })
  })

  test('images that a manager applied, not those that it updated', () => {
    const workload = withMetadata({
      managedFields: [
        { manager: 'coxswain', operation: 'Apply', fieldsV1: owning('f:containers', 'web', 'proxy') },
        { manager: 'coxswain', operation: 'Update', fieldsV1: owning('f:containers', 'other') },
      ],
    })
    expect(imagesAppliedBy('coxswain', workload)).toEqual(new Set(['web', 'proxy']))
  })
})

describe('who tracks the workload', () => {
  const ARGO_ID = { 'argocd.argoproj.io/tracking-id': 'shop:apps/Deployment:payments/checkout' }
  test.each<[string, Partial<ObjectMeta>, object | null]>([
    ['nobody', {}, null],
    ['a label alone', { labels: { 'app.kubernetes.io/instance': 'shop' } }, null],
    ['Argo CD by annotation', { annotations: ARGO_ID }, { by: 'argocd', name: 'shop' }],
    [
      'Argo CD by its own label',
      { labels: { 'argocd.argoproj.io/instance': 'shop' } },
      { by: 'argocd', name: 'shop' },
    ],
    [
      'Argo CD by the common label and its manager',
      { labels: { 'app.kubernetes.io/instance': 'shop' }, managedFields: [{ manager: 'argocd-controller' }] },
      { by: 'argocd', name: 'shop' },
    ],
    [
      'Argo CD by its manager',
      { managedFields: [{ manager: 'argocd-application-controller' }] },
      { by: 'argocd', name: null },
    ],
    ['a manager of a similar name', { managedFields: [{ manager: 'argocdish' }] }, null],
    [
      'Flux Kustomization',
      {
        labels: {
          'kustomize.toolkit.fluxcd.io/name': 'apps',
          'kustomize.toolkit.fluxcd.io/namespace': 'flux',
        },
      },
      { by: 'flux', via: 'kustomization', name: 'apps' },
    ],
    [
      'Flux HelmRelease over Helm',
      {
        labels: { 'helm.toolkit.fluxcd.io/name': 'shop', 'app.kubernetes.io/managed-by': 'Helm' },
        annotations: { 'meta.helm.sh/release-name': 'shop' },
      },
      { by: 'flux', via: 'helm-release', name: 'shop' },
    ],
    [
      'Flux by its manager',
      { managedFields: [{ manager: 'kustomize-controller' }] },
      { by: 'flux', via: 'kustomization', name: null },
    ],
    ['Helm', { annotations: { 'meta.helm.sh/release-name': 'shop' } }, { by: 'helm', name: 'shop' }],
    ['Helm by its manager', { managedFields: [{ manager: 'helm' }] }, { by: 'helm', name: null }],
  ])('%s', (_, metadata, tracking) => {
    expect(managedBy(withMetadata(metadata)).tracking).toEqual(tracking)
  })
})
