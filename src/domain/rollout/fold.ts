import { type Finding, NEXT_STEPS, type Reason, type Weight } from './reasons.ts'

const ORDER: Readonly<Record<Weight, number>> = { fatal: 0, waiting: 1, 'not-our-fault': 2 }

/** One reason for what many pods say in the same words: the worst first, then what concerns most pods. */
export function foldFindings(findings: readonly Finding[], podsInAll: number): readonly Reason[] {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const key = keyOf(finding)
    groups.set(key, [...(groups.get(key) ?? []), finding])
  }
  return [...groups.values()]
    .map((group) => reasonOf(group, podsInAll))
    .toSorted((a, b) => ORDER[a.weight] - ORDER[b.weight] || b.pods.length - a.pods.length)
}

export function reasonOf(group: readonly Finding[], podsInAll: number): Reason {
  const [first] = group
  if (!first) throw new Error('folding reasons: a group has at least one finding')
  const restarts = group.map((finding) => finding.restarts).filter((count) => count !== undefined)
  return {
    code: first.code,
    weight: first.weight,
    container: first.container ?? null,
    isInit: first.isInit ?? false,
    message: first.message,
    exitCode: first.exitCode ?? null,
    signal: first.signal ?? null,
    restarts: restarts.length === 0 ? null : Math.max(...restarts),
    memoryLimit: first.memoryLimit ?? null,
    pods: [...new Set(group.map(({ pod }) => pod).filter((pod) => pod !== undefined))],
    podsInAll,
    nextStep: NEXT_STEPS[first.code],
    logs: first.logs ?? null,
  }
}

function keyOf({ code, weight, container, isInit, exitCode, message, pod }: Finding): string {
  return JSON.stringify([code, weight, container, isInit, exitCode, sameWords(message, pod)])
}

/** Messages name their own pod, addresses and times: without them those of two pods are alike. */
function sameWords(message: string, pod: string | undefined): string {
  const nameless = pod ? message.replaceAll(pod, 'POD') : message
  return nameless.replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, 'UID').replaceAll(/\d+/g, '#')
}
