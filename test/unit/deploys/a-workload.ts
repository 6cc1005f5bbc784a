import type {
  Deployment,
  HorizontalPodAutoscaler,
  ManagedFields,
} from '../../../src/domain/kubernetes-objects.ts'
import type { TargetPlan } from '../../../src/domain/deploys/plan.ts'
import type { TargetFacts } from '../../../src/domain/deploys/target-plan.ts'
import { digest } from './a-build.ts'

export const IMAGE = 'r.example.com/checkout'

export function managedFields(manager: string, container = 'checkout'): ManagedFields {
  const containers = { [`k:{"name":"${container}"}`]: { 'f:image': {}, 'f:name': {} } }
  return {
    manager,
    operation: 'Update',
    fieldsV1: { 'f:spec': { 'f:template': { 'f:spec': { 'f:containers': containers } } } },
  }
}

export function aWorkload(
  over: { metadata?: Partial<Deployment['metadata']>; replicas?: number; name?: string } = {},
): Deployment {
  const containers = [
    { name: 'checkout', image: `${IMAGE}:1.0` },
    { name: 'proxy', image: 'envoy:1' },
  ]
  return {
    kind: 'Deployment',
    metadata: { name: over.name ?? 'checkout', uid: 'u1', ...over.metadata },
    spec: { replicas: over.replicas ?? 3, selector: {}, template: { spec: { containers } } },
  }
}

export function anAutoscaler(maxReplicas: number): HorizontalPodAutoscaler {
  return {
    metadata: { name: 'checkout', uid: 'h1' },
    spec: { scaleTargetRef: { kind: 'Deployment', name: 'checkout' }, maxReplicas },
  }
}

export function targetFacts(over: Partial<TargetFacts> = {}): TargetFacts {
  return {
    target: { service: 'checkout', environment: 'prod', region: 'kr', cluster: 'prod-kr', wave: 0 },
    workloads: [aWorkload()],
    autoscalers: [],
    repository: IMAGE,
    digest: digest('a'),
    commits: ['round amounts'],
    warnings: [],
    ...over,
  }
}

export function aTarget(over: Partial<TargetPlan> = {}): TargetPlan {
  const change = { container: 'checkout', from: `${IMAGE}:1.0`, to: `${IMAGE}@${digest('a')}` }
  return {
    ...targetFacts().target,
    workloads: [
      { kind: 'Deployment', name: 'checkout', uid: 'u1', managedBy: { kind: 'ours' }, containers: [change] },
    ],
    commits: null,
    warnings: [],
    ...over,
  }
}
