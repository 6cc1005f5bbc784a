import { createHash } from 'node:crypto'
import type { WorkloadKind } from '../kubernetes-objects.ts'
import { canonicalJson } from '../canonical-json.ts'
import type { Takeover } from './takeover.ts'
import type { PlanWarning } from './plan-warnings.ts'

export interface ContainerChange {
  container: string
  from: string
  to: string
}

export interface WorkloadChange {
  kind: WorkloadKind
  name: string
  uid: string
  managedBy: Takeover
  /** Only those whose image changes. */
  containers: ContainerChange[]
}

/** What would change in one region. */
export interface TargetPlan {
  service: string
  environment: string
  region: string
  cluster: string
  wave: number
  workloads: WorkloadChange[]
  /** Those that carry the version already: nothing is written, but whether they serve is judged all the same. */
  standing?: WorkloadChange[]
  /** Titles of the commits since the running version, newest first; null: not known. */
  commits: string[] | null
  warnings: PlanWarning[]
}

export interface Plan {
  project: string
  digest: string
  targets: TargetPlan[]
}

/**
 * What approvals are bound to: everything that would be written, where and over whose head. Warnings and commits are
 * told beside it: a pod more or an HPA at its maximum must not throw votes away.
 */
export function planHash(plan: Plan): string {
  const bound = {
    project: plan.project,
    digest: plan.digest,
    targets: sorted(plan.targets.map(boundPart)),
  }
  return createHash('sha256').update(canonicalJson(bound)).digest('hex')
}

function boundPart(target: TargetPlan): Omit<TargetPlan, 'commits' | 'warnings'> {
  const { service, environment, region, cluster, wave } = target
  const workloads = target.workloads.map((workload) => ({
    ...workload,
    containers: sorted(workload.containers),
  }))
  return { service, environment, region, cluster, wave, workloads: sorted(workloads) }
}

/** The order in which a cluster lists things says nothing. */
function sorted<T>(items: readonly T[]): T[] {
  return items.toSorted(byCanonical)
}

function byCanonical(a: unknown, b: unknown): number {
  const [left, right] = [canonicalJson(a), canonicalJson(b)]
  return left < right ? -1 : Number(left > right)
}
