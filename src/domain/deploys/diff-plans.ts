import { canonicalJson } from '../canonical-json.ts'
import { planHash, type Plan, type TargetPlan } from './plan.ts'

export type PlanDifference =
  | { difference: 'version'; from: string; to: string }
  | { difference: 'project'; from: string; to: string }
  | { difference: 'target-added' | 'target-removed'; region: string }
  | { difference: 'target-moved'; region: string }
  | {
      difference: 'workload-added' | 'workload-removed' | 'workload-changed'
      region: string
      workload: string
    }

/** Why the votes given for `before` do not count for `after`; empty when they do. */
export function diffPlans(before: Plan, after: Plan): PlanDifference[] {
  if (planHash(before) === planHash(after)) return []
  const found: PlanDifference[] = []
  if (before.project !== after.project) {
    found.push({ difference: 'project', from: before.project, to: after.project })
  }
  if (before.digest !== after.digest) {
    found.push({ difference: 'version', from: before.digest, to: after.digest })
  }
  for (const target of before.targets) {
    const same = after.targets.find((other) => keyOf(other) === keyOf(target))
    if (same) found.push(...targetDifferences(target, same))
    else found.push({ difference: 'target-removed', region: target.region })
  }
  for (const target of after.targets) {
    if (before.targets.some((other) => keyOf(other) === keyOf(target))) continue
    found.push({ difference: 'target-added', region: target.region })
  }
  return found
}

function keyOf({ service, environment, region }: TargetPlan): string {
  return canonicalJson([service, environment, region])
}

function targetDifferences(before: TargetPlan, after: TargetPlan): PlanDifference[] {
  const { region } = before
  const moved = before.cluster !== after.cluster || before.wave !== after.wave
  const keys = new Set([...before.workloads, ...after.workloads].map(({ kind, name }) => `${kind}/${name}`))
  const workloads = [...keys].flatMap((key): PlanDifference[] => {
    const was = before.workloads.find(({ kind, name }) => `${kind}/${name}` === key)
    const is = after.workloads.find(({ kind, name }) => `${kind}/${name}` === key)
    const workload = (was ?? is)?.name ?? key
    if (!was) return [{ difference: 'workload-added', region, workload }]
    if (!is) return [{ difference: 'workload-removed', region, workload }]
    return canonicalJson(was) === canonicalJson(is)
      ? []
      : [{ difference: 'workload-changed', region, workload }]
  })
  return [...(moved ? [{ difference: 'target-moved' as const, region }] : []), ...workloads]
}
