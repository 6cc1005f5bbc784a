import { allowed, refused, type Outcome } from '../actor.ts'
import type { HorizontalPodAutoscaler, Workload } from '../kubernetes-objects.ts'
import { parseImage, pinned } from './image-reference.ts'
import { takeoverOf } from './takeover.ts'
import type { ContainerChange, TargetPlan, WorkloadChange } from './plan.ts'
import { sizeWarnings, type PlanWarning } from './plan-warnings.ts'

export interface TargetFacts {
  target: Pick<TargetPlan, 'service' | 'environment' | 'region' | 'cluster' | 'wave'>
  /** The workloads of the service as just read. */
  workloads: readonly Workload[]
  autoscalers: readonly HorizontalPodAutoscaler[]
  /** The image to deploy, as `registry/repository`, and its digest. */
  repository: string
  digest: string
  commits: string[] | null
  /** What is known from elsewhere: frozen, never succeeded, … */
  warnings: readonly PlanWarning[]
}

/** What a deploy would change in one target, or why it may not. Containers of other images stay as they are. */
export function planTarget(facts: TargetFacts): Outcome<TargetPlan> {
  const { region, service } = facts.target
  if (facts.workloads.length === 0) return refused('workload-not-found', { region, service })
  const using = facts.workloads.filter((workload) => containersOf(workload, facts.repository).length > 0)
  if (using.length === 0) return refused('container-not-found', { region, service, image: facts.repository })
  const workloads = using.map((workload) => changeOf(workload, facts))
  for (const { name, managedBy: by } of workloads) {
    if (by.kind !== 'gitops') continue
    return refused('managed-by-gitops', { region, workload: name, tool: by.tool, application: by.name })
  }
  const changing = workloads.filter(({ containers }) => containers.length > 0)
  const standing = using
    .filter((_, index) => workloads[index]?.containers.length === 0)
    .map((workload) => standingOf(workload, facts))
    .filter(({ containers }) => containers.length > 0)
  const own: PlanWarning[] = changing.length === 0 ? [{ warning: 'no-change' }] : []
  const takeovers = changing.flatMap(({ name, managedBy: by }): PlanWarning[] =>
    by.kind === 'takeover' ? [{ warning: 'takeover', workload: name, managers: by.managers }] : [],
  )
  const sizes = using.flatMap((workload) => sizeWarnings(workload, facts.autoscalers))
  return allowed({
    ...facts.target,
    workloads: changing,
    ...(standing.length > 0 ? { standing } : {}),
    commits: facts.commits,
    warnings: [...facts.warnings, ...own, ...takeovers, ...sizes],
  })
}

function changeOf(workload: Workload, facts: TargetFacts): WorkloadChange {
  const found = containersOf(workload, facts.repository)
  const names = found.map(({ name }) => name)
  const containers = found.flatMap(({ name, image }): ContainerChange[] => {
    const parsed = parseImage(image)
    if (!parsed || parsed.digest === facts.digest) return []
    return [{ container: name, from: image, to: pinned(parsed, facts.digest) }]
  })
  return {
    kind: workload.kind,
    name: workload.metadata.name,
    uid: workload.metadata.uid,
    managedBy: takeoverOf(workload, names),
    containers,
  }
}

/** No change: from its image to the same one. */
function standingOf(workload: Workload, facts: TargetFacts): WorkloadChange {
  const found = containersOf(workload, facts.repository)
  const containers = found
    .filter(({ image }) => parseImage(image)?.digest === facts.digest)
    .map(({ name, image }) => ({ container: name, from: image, to: image }))
  return { ...changeOf(workload, facts), containers }
}

function containersOf(workload: Workload, repository: string): { name: string; image: string }[] {
  const { containers, initContainers = [] } = workload.spec.template.spec
  return [...containers, ...initContainers].flatMap(({ name, image }) => {
    const parsed = image === undefined ? null : parseImage(image)
    const base = parsed && `${parsed.registry === null ? '' : `${parsed.registry}/`}${parsed.repository}`
    return image !== undefined && base === repository ? [{ name, image }] : []
  })
}
