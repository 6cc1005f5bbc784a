import { judge, type JudgeInput } from '../../../src/domain/rollout/judge.ts'
import type { Verdict } from '../../../src/domain/rollout/verdict.ts'
import { after, deployment, newSet, oldSet, pod, record } from './build.ts'

/** A Deployment whose three new pods are ready, 10 s after our write. */
export function given(changes: Partial<JudgeInput> = {}): JudgeInput {
  return {
    workload: deployment(),
    replicaSets: [newSet(), oldSet()],
    pods: [pod('new-1'), pod('new-2'), pod('new-3')],
    events: [],
    rollout: record(),
    now: after(10),
    ...changes,
  }
}

/** A rolling update whose only new pod so far is this one. */
export function starting(changes: Partial<JudgeInput> = {}): JudgeInput {
  return given({
    workload: deployment({
      replicas: 4,
      updatedReplicas: 1,
      readyReplicas: 3,
      availableReplicas: 3,
    }),
    replicaSets: [newSet(0, { replicas: 1 }), oldSet(3)],
    pods: [pod('old-1', { owner: 'uid-set-1' }), pod('old-2', { owner: 'uid-set-1' })],
    ...changes,
  })
}

/** The same objects judged again and again, each verdict's memory given to the next. */
export function watch(input: JudgeInput, seconds: readonly number[]): Verdict[] {
  let { memory } = input.rollout
  return seconds.map((second) => {
    const verdict = judge({ ...input, rollout: { ...input.rollout, memory }, now: after(second) })
    memory = verdict.memory
    return verdict
  })
}

/** Two looks far enough apart for any stability window. */
export function inTheEnd(input: JudgeInput): Verdict {
  return watch(input, [10, 100]).at(-1) as Verdict
}

export function noteCodes({ notes }: Verdict): string[] {
  return notes.map(({ code }) => code)
}

export function reasonCodes({ reasons }: Verdict): string[] {
  return reasons.map(({ code }) => code)
}
