import type { ManagedFields, Workload } from './kubernetes-objects.ts'

/** The bot's name as a field manager. Kubernetes keeps it in every object: it never changes. */
export const FIELD_MANAGER = 'coxswain'

export interface ImageManager {
  manager: string
  operation: 'Apply' | 'Update'
}

/** Who keeps the workload as it is declared elsewhere. `name` is null where the object does not say. */
export type Tracking =
  | { by: 'argocd'; name: string | null }
  | { by: 'flux'; via: 'kustomization' | 'helm-release'; name: string | null }
  | { by: 'helm'; name: string | null }

export interface ManagedBy {
  /** By container (init containers too): who set its image, as far as managedFields say. */
  images: Map<string, ImageManager[]>
  /** null: nobody who would put a change back (kubectl, a pipeline). Argo CD and Flux win over Helm. */
  tracking: Tracking | null
}

export function managedBy(workload: Workload): ManagedBy {
  const images = new Map<string, ImageManager[]>()
  for (const entry of workload.metadata.managedFields ?? []) {
    for (const container of containersWithImage(entry)) {
      const known = images.get(container) ?? []
      images.set(container, [...known, { manager: entry.manager ?? '', operation: operationOf(entry) }])
    }
  }
  return { images, tracking: trackingOf(workload) }
}

/** Containers whose image this manager owns by server-side apply: an apply that leaves one out removes its image. */
export function imagesAppliedBy(manager: string, workload: Workload): Set<string> {
  const entries = (workload.metadata.managedFields ?? []).filter(
    (entry) => entry.manager === manager && operationOf(entry) === 'Apply' && !entry.subresource,
  )
  return new Set(entries.flatMap(containersWithImage))
}

const ARGOCD_TRACKING = 'argocd.argoproj.io/tracking-id'
const INSTANCE = 'app.kubernetes.io/instance'
const ARGOCD_INSTANCE = 'argocd.argoproj.io/instance'
const ARGOCD_MANAGER = /^argocd(-|$)/
const FLUX_MANAGER = /^(kustomize|helm)-controller$/

/** Argo CD: https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/ */
function trackingOf(workload: Workload): Tracking | null {
  const { labels = {}, annotations = {}, managedFields = [] } = workload.metadata
  const managers = managedFields.filter((entry) => !entry.subresource).map(({ manager = '' }) => manager)
  const trackingId = annotations[ARGOCD_TRACKING]
  const isArgoManaged = managers.some((manager) => ARGOCD_MANAGER.test(manager))
  if (trackingId !== undefined || labels[ARGOCD_INSTANCE] !== undefined || isArgoManaged) {
    // The tracking id begins with the application: `name:group/kind:namespace/name`.
    const name = trackingId?.split(':')[0] ?? labels[ARGOCD_INSTANCE] ?? labels[INSTANCE]
    return { by: 'argocd', name: name ?? null }
  }
  return fluxOf(labels, managers) ?? helmOf(labels, annotations, managers)
}

/** Flux: https://fluxcd.io/flux/faq/ (labels of the applied objects). */
function fluxOf(labels: Readonly<Record<string, string>>, managers: string[]): Tracking | null {
  const release = labels['helm.toolkit.fluxcd.io/name']
  const kustomization = labels['kustomize.toolkit.fluxcd.io/name']
  // What a HelmRelease makes may carry both; the release is nearer to the object.
  if (release !== undefined) return { by: 'flux', via: 'helm-release', name: release }
  if (kustomization !== undefined) return { by: 'flux', via: 'kustomization', name: kustomization }
  const manager = managers.find((name) => FLUX_MANAGER.test(name))
  if (manager === undefined) return null
  return { by: 'flux', via: manager === 'helm-controller' ? 'helm-release' : 'kustomization', name: null }
}

function helmOf(
  labels: Readonly<Record<string, string>>,
  annotations: Readonly<Record<string, string>>,
  managers: string[],
): Tracking | null {
  const release = annotations['meta.helm.sh/release-name']
  const isHelm = labels['app.kubernetes.io/managed-by'] === 'Helm' || managers.includes('helm')
  return release !== undefined || isHelm ? { by: 'helm', name: release ?? labels[INSTANCE] ?? null } : null
}

/** fieldsV1: https://kubernetes.io/docs/reference/using-api/server-side-apply/#ownership */
function containersWithImage(entry: ManagedFields): string[] {
  const podSpec = within(entry.fieldsV1, 'f:spec', 'f:template', 'f:spec')
  return ['f:initContainers', 'f:containers'].flatMap((part) =>
    Object.entries(within(podSpec, part)).flatMap(([key, fields]) => {
      const name = key.startsWith('k:') ? containerName(key.slice(2)) : null
      return name !== null && 'f:image' in within(fields) ? [name] : []
    }),
  )
}

function containerName(key: string): string | null {
  try {
    const { name } = JSON.parse(key) as { name?: unknown }
    return typeof name === 'string' ? name : null
  } catch {
    return null
  }
}

function within(value: unknown, ...path: string[]): Record<string, unknown> {
  let at: unknown = value
  for (const step of path) at = (at as Record<string, unknown> | null | undefined)?.[step]
  return typeof at === 'object' && at !== null ? (at as Record<string, unknown>) : {}
}

function operationOf(entry: ManagedFields): ImageManager['operation'] {
  return entry.operation === 'Apply' ? 'Apply' : 'Update'
}
