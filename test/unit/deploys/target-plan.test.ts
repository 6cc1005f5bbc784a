import { describe, expect, test } from 'vitest'
import { takeoverOf } from '../../../src/domain/deploys/takeover.ts'
import { planTarget, type TargetFacts } from '../../../src/domain/deploys/target-plan.ts'
import { digest } from './a-build.ts'
import { anAutoscaler, aTarget, aWorkload, IMAGE, managedFields, targetFacts } from './a-workload.ts'

describe('who manages the image', () => {
  test.each([
    ['nobody else', {}, { kind: 'ours' }],
    ['we', { managedFields: [managedFields('coxswain')] }, { kind: 'ours' }],
    [
      'kubectl',
      { managedFields: [managedFields('kubectl-set')] },
      { kind: 'takeover', managers: ['kubectl-set'] },
    ],
    ['Helm', { managedFields: [managedFields('helm')] }, { kind: 'takeover', managers: ['helm'] }],
    ['somebody, of another container', { managedFields: [managedFields('helm', 'proxy')] }, { kind: 'ours' }],
    [
      'Argo CD by tracking id',
      { annotations: { 'argocd.argoproj.io/tracking-id': 'pay:apps/Deployment:payments/checkout' } },
      { kind: 'gitops', tool: 'argo-cd', name: 'pay' },
    ],
    [
      'Argo CD by managed fields',
      { managedFields: [managedFields('argocd-controller')] },
      { kind: 'gitops', tool: 'argo-cd', name: null },
    ],
    [
      'Flux by label',
      { labels: { 'kustomize.toolkit.fluxcd.io/name': 'pay' } },
      { kind: 'gitops', tool: 'flux', name: 'pay' },
    ],
    [
      'Flux by managed fields',
      { managedFields: [managedFields('kustomize-controller')] },
      { kind: 'gitops', tool: 'flux', name: null },
    ],
  ])('%s', (_case, metadata, expected) => {
    expect(takeoverOf(aWorkload({ metadata }), ['checkout'])).toEqual(expected)
  })
})

describe('what would change', () => {
  test('the image of the containers that run it, by digest, and no other', () => {
    expect(planTarget(targetFacts())).toEqual({ ok: true, value: aTarget({ commits: ['round amounts'] }) })
  })

  const running = aWorkload()
  const same = {
    ...running,
    spec: {
      ...running.spec,
      template: { spec: { containers: [{ name: 'checkout', image: `${IMAGE}@${digest('a')}` }] } },
    },
  }
  type Case = [string, Partial<TargetFacts>, string[]]
  test.each<Case>([
    ['all well', {}, []],
    ['one replica', { workloads: [aWorkload({ replicas: 1 })] }, ['single-replica']],
    ['none', { workloads: [aWorkload({ replicas: 0 })], autoscalers: [anAutoscaler(3)] }, ['no-replicas']],
    ['an autoscaler at its maximum', { autoscalers: [anAutoscaler(3)] }, ['autoscaler-at-maximum']],
    ['an autoscaler with room', { autoscalers: [anAutoscaler(4)] }, []],
    ['the version runs already', { workloads: [same] }, ['no-change']],
    [
      'a field of Helm',
      { workloads: [aWorkload({ metadata: { managedFields: [managedFields('helm')] } })] },
      ['takeover'],
    ],
    [
      'what is known from elsewhere',
      { warnings: [{ warning: 'never-succeeded-earlier', environment: 'alpha' }] },
      ['never-succeeded-earlier'],
    ],
  ])('%s is warned of as %s', (_case, over, warnings) => {
    const plan = planTarget(targetFacts(over))
    expect(plan.ok && plan.value.warnings.map(({ warning }) => warning)).toEqual(warnings)
  })

  test.each<[string, Partial<TargetFacts>]>([
    ['workload-not-found', { workloads: [] }],
    ['container-not-found', { repository: 'r.example.com/other' }],
    [
      'managed-by-gitops',
      { workloads: [aWorkload({ metadata: { labels: { 'helm.toolkit.fluxcd.io/name': 'x' } } })] },
    ],
  ])('%s is refused', (reason, over) => {
    expect(planTarget(targetFacts(over))).toMatchObject({ ok: false, refusal: { reason } })
  })
})
