import { describe, expect, test } from 'vitest'
import type { JudgeInput } from '../../../src/domain/rollout/judge.ts'
import {
  at,
  condition,
  counts,
  deployment,
  newSet,
  OLD_IMAGE,
  oldSet,
  pod,
  record,
  replicaSet,
  template,
} from './build.ts'
import { daemonSet, revision, setPod, setPods, statefulSet } from './build-sets.ts'
import { given, watch } from './scenario.ts'

const byHand = { updateStrategy: { type: 'OnDelete' } }
const restarted = (seconds: number) =>
  pod('new-1', {
    container: { restartCount: 1, lastState: { terminated: { exitCode: 1, finishedAt: at(seconds) } } },
  })
const held = { updateStrategy: { rollingUpdate: { partition: 2 } } }

/** Each looks like a success to a naive reader, and is none 100 s after our write. */
const scenarios: readonly (readonly [string, Partial<JudgeInput>])[] = [
  ['old pods terminate', { workload: deployment({ terminatingReplicas: 2 }) }],
  [
    'old pods terminate, uncounted',
    { pods: [pod('old', { owner: 'uid-set-1', metadata: { deletionTimestamp: at(2) } })] },
  ],
  ['the status is of the generation before', { workload: deployment({ observedGeneration: 1 }) }],
  [
    'the object is older than our write',
    { workload: deployment({ observedGeneration: 1 }, { template: template(OLD_IMAGE) }, { generation: 1 }) },
  ],
  [
    'the replica set is not there yet',
    { replicaSets: [replicaSet('1', OLD_IMAGE, { availableReplicas: 3 })] },
  ],
  [
    'old pods are the available ones',
    { replicaSets: [newSet(0), oldSet(3)], workload: deployment(counts(3, 3, 3, 3)) },
  ],
  ['another image was set meanwhile', { workload: deployment({}, { template: template(OLD_IMAGE) }) }],
  ['another revision follows ours', { rollout: record({ revision: '1' }) }],
  ['another template follows ours', { rollout: record({ templateHash: 'hash-other' }) }],
  ['it was recreated', { workload: deployment({}, {}, { uid: 'another' }) }],
  ['it is being deleted', { workload: deployment({}, {}, { deletionTimestamp: at(3) }) }],
  [
    'it is paused before its first pod',
    { workload: deployment(counts(3, 0, 3, 3), { paused: true }), replicaSets: [oldSet(3)] },
  ],
  [
    'no replicas are wanted',
    { workload: deployment(counts(0, 0, 0, 0), { replicas: 0 }), replicaSets: [newSet(0)], pods: [] },
  ],
  ['a new pod restarted within the window', { pods: [restarted(60)] }],
  [
    'the deadline passed',
    {
      workload: deployment({
        ...counts(4, 3, 4, 3),
        conditions: [
          condition('Progressing', { status: 'False', reason: 'ProgressDeadlineExceeded', seconds: 90 }),
        ],
      }),
    },
  ],
  [
    'a partition holds pods',
    { workload: statefulSet({ updatedReplicas: 1, currentRevision: 'checkout-old' }, held), pods: setPods },
  ],
  [
    'a partition holds all pods',
    {
      workload: statefulSet(
        { updatedReplicas: 0, currentRevision: 'checkout-old' },
        { updateStrategy: { rollingUpdate: { partition: 3 } } },
      ),
      pods: [],
    },
  ],
  [
    'pods are ready for less than minReadySeconds',
    { workload: statefulSet({ availableReplicas: 2 }, { minReadySeconds: 30 }), pods: setPods },
  ],
  [
    'OnDelete leaves StatefulSet pods alone',
    { workload: statefulSet({ updatedReplicas: 0 }, byHand), pods: setPods },
  ],
  [
    'OnDelete leaves DaemonSet pods alone',
    {
      workload: daemonSet({ updatedNumberScheduled: 0 }, byHand),
      revisions: [revision('new')],
      pods: setPods,
    },
  ],
  [
    'the DaemonSet revision is not ours yet',
    { workload: daemonSet(), revisions: [revision('old')], pods: [setPod('a', 'old')] },
  ],
  ['an analysis failed', { reported: [{ code: 'analysis-failed', message: 'success rate' }] }],
]

describe('never a false success', () => {
  test.each(scenarios)('%s', (_, changes) => {
    const phases = watch(given(changes), [1, 10, 40, 100]).map(({ phase }) => phase)
    expect(phases).not.toContain('succeeded')
  })

  test('and the true one is told in the same time', () => {
    expect(watch(given(), [1, 10, 40, 100]).at(-1)?.phase).toBe('succeeded')
  })
})
