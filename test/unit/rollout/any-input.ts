import fc from 'fast-check'
import type { Pod } from '../../../src/domain/kubernetes-objects.ts'
import type { JudgeInput } from '../../../src/domain/rollout/judge.ts'
import { after, at, condition, counts, deployment, event, newSet, oldSet, pod, waiting } from './build.ts'
import { daemonSet, revision, statefulSet } from './build-sets.ts'
import { given } from './scenario.ts'

const REASONS = [
  'ErrImagePull',
  'CrashLoopBackOff',
  'CreateContainerConfigError',
  'ContainerCreating',
  'InvalidImageName',
]
export const EVENTS = [
  'Unhealthy',
  'Killing',
  'FailedMount',
  'FailedCreate',
  'TriggeredScaleUp',
  'FailedScheduling',
]

const anyShape = fc.record({
  isReady: fc.boolean(),
  reason: fc.constantFrom(...REASONS, null),
  restarts: fc.nat(3),
  died: fc.option(fc.constantFrom(0, 1, 126, 137)),
  isGoing: fc.boolean(),
  isUnplaced: fc.boolean(),
})

function podOf(
  name: string,
  owner: string,
  shape: typeof anyShape extends fc.Arbitrary<infer T> ? T : never,
): Pod {
  const lastState = shape.died === null ? {} : { terminated: { exitCode: shape.died, finishedAt: at(20) } }
  const state = shape.reason && !shape.isReady ? waiting(shape.reason, 'not found') : { ready: shape.isReady }
  const made = pod(name, {
    owner,
    labels: { 'controller-revision-hash': 'checkout-new' },
    container: { ...state, restartCount: shape.restarts, lastState },
    ...(shape.isGoing && { metadata: { deletionTimestamp: at(9) } }),
  })
  if (!shape.isUnplaced) return made
  const unplaced = condition('PodScheduled', { status: 'False', reason: 'Unschedulable', seconds: 2 })
  return { ...made, status: { phase: 'Pending', conditions: [unplaced] } }
}

const small = fc.nat(4)
const anyWorkload = fc.oneof(
  fc
    .tuple(small, small, small, small, fc.boolean())
    .map(([replicas, updated, available, desired, paused]) =>
      deployment(counts(replicas, updated, available, available), { replicas: desired, paused }),
    ),
  fc.tuple(small, small, fc.boolean()).map(([updatedReplicas, availableReplicas, isDone]) =>
    statefulSet({
      updatedReplicas,
      availableReplicas,
      ...(!isDone && { currentRevision: 'checkout-old' }),
    }),
  ),
  fc
    .tuple(small, small)
    .map(([updatedNumberScheduled, numberAvailable]) =>
      daemonSet({ updatedNumberScheduled, numberAvailable }),
    ),
)

/** Objects that need not agree with each other, at any time. */
export const anyInput = fc
  .record({
    workload: anyWorkload,
    available: small,
    pods: fc.array(fc.tuple(anyShape, fc.constantFrom('uid-set-2', 'uid-set-1', 'uid-checkout')), {
      maxLength: 5,
    }),
    events: fc.array(fc.tuple(fc.constantFrom(...EVENTS), fc.nat(4), fc.integer({ min: -50, max: 300 })), {
      maxLength: 6,
    }),
    second: fc.integer({ min: -5, max: 2_500 }),
  })
  .map(({ workload, available, pods, events, second }): JudgeInput =>
    given({
      workload,
      replicaSets: [newSet(available), oldSet(available)],
      revisions: [revision('new')],
      pods: pods.map(([shape, owner], index) => podOf(`p${index}`, owner, shape)),
      events: events.map(([reason, index, seconds]) => event(`uid-p${index}`, reason, { seconds })),
      now: after(second),
    }),
  )
