import type { Cluster } from '../../domain/cluster.ts'
import type { TargetPlace, WriteSettings, Written } from '../../domain/deployer.ts'
import type { WorkloadChange } from '../../domain/deploys/plan.ts'
import { refOf, type BeforeWrite } from '../../domain/deploys/target-rollout.ts'
import { messageOf, writeProblemOf } from './patch-images-problems.ts'
import { aheadMs, recordOf } from './patch-images-record.ts'

export interface Writing {
  place: TargetPlace
  change: WorkloadChange
  options: WriteSettings & { before: BeforeWrite; resourceVersion: string; now: number }
}

const LONGEST_DETAILS = 1000

/** After a lost answer the caller prepares again: what was written is adopted there. */
export async function writeChange(cluster: Cluster, asked: Writing): Promise<Written> {
  const { place, change, options } = asked
  const { before, resourceVersion, now } = options
  const result = await cluster.applyImages(refOf(place, change), {
    containers: Object.fromEntries(change.containers.map(({ container, to }) => [container, to])),
    uid: before.uid,
    resourceVersion,
    force: change.managedBy.kind === 'takeover',
    dryRun: false,
  })
  if (result.outcome === 'ok') {
    const clockAheadMs = aheadMs(result.serverTimeMs, now)
    const startedAt = result.serverTimeMs ?? now
    const beginning = { change, settings: options, startedAt, revisionBefore: before.revision }
    return { outcome: 'written', record: recordOf(result.value, beginning), clockAheadMs }
  }
  switch (result.outcome) {
    case 'not-found':
      return refused(asked, 'workload-deleted')
    case 'invalid':
      return refused(asked, 'write-refused', { details: messageOf(result).slice(0, LONGEST_DETAILS) })
    case 'conflict':
      if (result.kind === 'field-manager')
        return refused(asked, 'image-conflict', { managers: result.managers.join(', ') })
      return writeProblemOf(result, place)
    default:
      return writeProblemOf(result, place)
  }
}

function refused({ place, change }: Writing, reason: string, details: Record<string, string> = {}): Written {
  const { region, service } = place
  return {
    outcome: 'refused',
    refusal: { reason, details: { region, service, workload: change.name, ...details } },
  }
}
