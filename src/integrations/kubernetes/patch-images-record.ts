import type { WriteSettings } from '../../domain/deployer.ts'
import type { WorkloadChange } from '../../domain/deploys/plan.ts'
import type { BeforeWrite } from '../../domain/deploys/target-rollout.ts'
import type { Workload } from '../../domain/kubernetes-objects.ts'
import { FIELD_MANAGER, managedBy } from '../../domain/managed-by.ts'
import type { RolloutRecord } from '../../domain/rollout/record.ts'
import { timeOf } from '../../domain/rollout/times.ts'

interface Beginning {
  change: WorkloadChange
  settings: WriteSettings
  startedAt: number
  revisionBefore: string | null
}

/** The record of a write that this workload shows. */
export function recordOf(workload: Workload, beginning: Beginning): RolloutRecord {
  const { change, settings, startedAt, revisionBefore } = beginning
  const images = imagesOf(workload)
  return {
    startedAt,
    uid: workload.metadata.uid,
    generation: workload.metadata.generation ?? 0,
    revisionBefore,
    revision: null,
    templateHash: null,
    images: Object.fromEntries(
      change.containers.map(({ container, to }) => [container, images.get(container) ?? to]),
    ),
    deadlineMs: settings.deadlineMs,
    stabilityMs: settings.stabilityMs,
    memory: null,
  }
}

/**
 * The images are there already. With `before` the write was ours and its answer was lost. Without it either an earlier
 * deploy of ours wrote them and may still roll out, or nobody has to write: then the revision stays as it is.
 */
export function adoptedRecord(
  workload: Workload,
  {
    change,
    options,
    now,
  }: {
    change: WorkloadChange
    options: WriteSettings & { before: BeforeWrite | null }
    now: BeforeWrite
  },
): RolloutRecord {
  const { before } = options
  const wroteAt = writtenByUsAt(workload, change)
  const begin = (startedAt: number, revisionBefore: string | null) =>
    recordOf(workload, { change, settings: options, startedAt, revisionBefore })
  if (before) return begin(Math.max(wroteAt ?? before.readAt, before.readAt), before.revision)
  const mayStillRoll = wroteAt !== null && now.readAt - wroteAt < options.deadlineMs
  return mayStillRoll ? begin(wroteAt, null) : begin(now.readAt, now.revision)
}

/** Images by container, init containers included. */
export function imagesOf({ spec }: Workload): Map<string, string | undefined> {
  const { containers, initContainers = [] } = spec.template.spec
  return new Map([...containers, ...initContainers].map(({ name, image }) => [name, image]))
}

/** The Date header is cut to whole seconds; less than that is no difference. */
export function aheadMs(serverTimeMs: number | null, now: number): number {
  if (serverTimeMs === null) return 0
  if (serverTimeMs + 999 < now) return serverTimeMs + 999 - now
  return Math.max(0, serverTimeMs - now)
}

/** When our field manager last changed what it owns; null when it does not own all of these images. */
function writtenByUsAt(workload: Workload, { containers }: WorkloadChange): number | null {
  const { images } = managedBy(workload)
  const isOurs = (container: string) =>
    images.get(container)?.some(({ manager }) => manager === FIELD_MANAGER) ?? false
  if (!containers.every(({ container }) => isOurs(container))) return null
  const entries = (workload.metadata.managedFields ?? []).filter(
    ({ manager, subresource }) => manager === FIELD_MANAGER && !subresource,
  )
  const times = entries.map(({ time }) => timeOf(time)).filter((time) => time !== null)
  return times.length === 0 ? null : Math.max(...times)
}
