import type { Workload } from '../kubernetes-objects.ts'
import { FIELD_MANAGER, managedBy } from '../managed-by.ts'

/** What it means for a plan who writes the images of a workload today. */
export type Takeover =
  /** Keeps it equal to git and would undo what we do: refused. */
  | { kind: 'gitops'; tool: 'argo-cd' | 'flux'; name: string | null }
  /** The approved plan includes taking the field over from these. */
  | { kind: 'takeover'; managers: string[] }
  | { kind: 'ours' }

export function takeoverOf(workload: Workload, containers: readonly string[]): Takeover {
  const { images, tracking } = managedBy(workload)
  if (tracking?.by === 'argocd') return { kind: 'gitops', tool: 'argo-cd', name: tracking.name }
  if (tracking?.by === 'flux') return { kind: 'gitops', tool: 'flux', name: tracking.name }
  const owners = containers.flatMap((name) => images.get(name) ?? [])
  const names = owners.map(({ manager }) => manager || 'unknown')
  const others = [...new Set(names)].filter((manager) => manager !== FIELD_MANAGER).toSorted()
  return others.length > 0 ? { kind: 'takeover', managers: others } : { kind: 'ours' }
}
