import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Deployment, ReplicaSet } from '../../../src/domain/kubernetes-objects.ts'
import { judge } from '../../../src/domain/rollout/judge.ts'
import type { RolloutRecord } from '../../../src/domain/rollout/record.ts'
import type { Verdict } from '../../../src/domain/rollout/verdict.ts'
import { record } from './build.ts'

const file = new URL('../../payloads/kubernetes/k8s-watch-deployments-rollout.ndjson', import.meta.url)
const seen = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { type: string; object: Deployment })
  .filter(({ type }) => type !== 'BOOKMARK')
  .map(({ object }) => object)
const WRITTEN_AT = Date.parse('2026-11-20T16:00:23Z')

/** Replica sets that always claim to be complete: a success must then wait for what was recorded. */
function boastful(deployment: Deployment): ReplicaSet {
  const revision = deployment.metadata.annotations?.['deployment.kubernetes.io/revision'] ?? ''
  const replicas = deployment.spec.replicas ?? 1
  return {
    metadata: {
      name: `set-${revision}`,
      uid: `set-${revision}`,
      annotations: { 'deployment.kubernetes.io/revision': revision },
      ownerReferences: [{ kind: 'Deployment', name: 'checkout', uid: deployment.metadata.uid }],
    },
    spec: { replicas, template: deployment.spec.template },
    status: { replicas, readyReplicas: replicas, availableReplicas: replicas },
  }
}

/** Judges each recorded step with the memory of the one before, as a rollout of that generation and image. */
function replay(steps: readonly Deployment[], rollout: RolloutRecord): Verdict[] {
  let { memory } = rollout
  return steps.map((workload, index) => {
    const now = WRITTEN_AT + index * 1_000
    const input = { workload, replicaSets: [boastful(workload)], pods: [], events: [], now }
    const verdict = judge({ ...input, rollout: { ...rollout, memory } })
    memory = verdict.memory
    return verdict
  })
}

function written(generation: number, tag: string, revisionBefore: string): RolloutRecord {
  const images = { checkout: `registry.example.test/checkout:${tag}` }
  const uid = seen[0]?.metadata.uid ?? ''
  return record({ uid, generation, images, revisionBefore, startedAt: WRITTEN_AT, stabilityMs: 0 })
}

describe('the recorded rollouts of a real API server, step by step', () => {
  test('were read', () => {
    expect(seen.length).toBeGreaterThan(25)
  })

  test.each([
    ['a new image', 0, 12, written(2, '1.1.0', '1')],
    ['a restart', 12, 21, written(3, '1.1.0', '2')],
    ['an undo of a broken image', 24, 29, written(5, '1.1.0', '4')],
  ])('%s succeeds at the last step, never before', (_, from, to, rollout) => {
    const phases = replay(seen.slice(from, to), rollout).map(({ phase }) => phase)
    expect(phases.slice(0, -1)).not.toContain('succeeded')
    expect(new Set(phases.slice(0, -1))).toEqual(new Set(['rolling']))
    expect(phases.at(-1)).toBe('succeeded')
  })

  test('a broken image never succeeds, and the undo supersedes it', () => {
    const phases = replay(seen.slice(21, 29), written(4, 'bad', '3')).map(({ phase }) => phase)
    expect(phases).not.toContain('succeeded')
    expect(phases.slice(0, 4)).toEqual(['rolling', 'rolling', 'rolling', 'rolling'])
    expect(new Set(phases.slice(4))).toEqual(new Set(['superseded']))
  })

  test('a restart of the same image by somebody else supersedes a rollout', () => {
    const phases = replay(seen.slice(0, 21), { ...written(2, '1.1.0', '1'), stabilityMs: 60_000 })
    expect(phases.map(({ phase }) => phase)).not.toContain('succeeded')
    expect(phases.at(-1)?.phase).toBe('superseded')
  })
})
