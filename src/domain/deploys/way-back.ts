import { allowed, refused, type Outcome, type Refusal } from '../actor.ts'
import type { ReasonCode } from '../rollout/reasons.ts'
import { hasBegunIn } from './deploy.ts'
import type { DeployRecord } from './deploy-record.ts'
import { parseImage } from './image-reference.ts'
import type { Plan, TargetPlan } from './plan.ts'
import type { TargetRollout } from './target-rollout.ts'

/** What the new version itself brings about, so that it goes away with the version. */
const OWN_FAULTS = new Set<string>([
  'crash-loop',
  'out-of-memory',
  'liveness-kill',
  'startup-kill',
  'readiness-failing',
  'image-not-found',
  'image-unauthorized',
  'image-invalid',
  'image-pull',
  'bad-command',
  'wrong-architecture',
  'config-missing',
  'hook-failed',
  'container-not-created',
  'progress-deadline',
] satisfies ReasonCode[])

/**
 * The one digest that a failed deploy can be taken back to without asking anybody. None when it failed for another
 * reason than its own new pods, or when not all that it was planned for ran the same digest before.
 */
export function wayBack(record: DeployRecord, rollouts: readonly TargetRollout[]): Outcome<string> {
  const cause = causesOf(record, rollouts).find((code) => !OWN_FAULTS.has(code))
  if (cause !== undefined) return refused('not-by-new-pods', { cause })
  const digests = new Set(imagesBefore(record.plan).map((image) => parseImage(image)?.digest ?? null))
  const [digest] = digests
  if (digests.size > 1) return refused('versions-differ')
  return digest ? allowed(digest) : refused('digest-before-unknown')
}

/** Why going back may change more than what this deploy brought, null when it certainly does not. */
export function harmOf(record: DeployRecord, back: Plan): Refusal | null {
  const begun = new Set(
    record.waves.flatMap(({ rollouts }) => rollouts.filter(hasBegunIn).map(({ region }) => region)),
  )
  for (const { region, warnings } of back.targets) {
    const unseen = warnings.find(({ warning }) => warning === 'not-seen')
    if (unseen?.warning === 'not-seen') return { reason: unseen.reason, details: { region } }
  }
  for (const target of back.targets.filter(({ workloads }) => workloads.length > 0)) {
    const { region } = target
    const images = imagesOf(target).map((image) => parseImage(image)?.digest)
    if (images.some((digest) => digest !== record.release.digest))
      return { reason: 'changed-by-hand', details: { region } }
    if (!begun.has(region)) return { reason: 'runs-elsewhere', details: { region } }
  }
  return null
}

/** Of everything that did not end well, also what stands behind the first of them. */
function causesOf(record: DeployRecord, targets: readonly TargetRollout[]): string[] {
  const failed = record.waves.flatMap(({ rollouts }) => rollouts.filter(({ state }) => state === 'failed'))
  const causes = failed.flatMap(({ id, reason }) => {
    const seen = targets.find((target) => target.id === id)?.workloads.flatMap((one) => one.seen ?? []) ?? []
    const bad = seen.filter(({ phase }) => ['failed', 'superseded', 'manual', 'paused'].includes(phase))
    return [reason ?? 'unknown', ...bad.map(({ phase, reasons }) => reasons[0]?.code ?? phase)]
  })
  return causes.length > 0 ? causes : ['unknown']
}

function imagesBefore({ targets }: Plan): string[] {
  return targets.flatMap((target) => [
    ...imagesOf(target),
    ...(target.standing ?? []).flatMap(({ containers }) => containers.map(({ from }) => from)),
  ])
}

function imagesOf({ workloads }: Pick<TargetPlan, 'workloads'>): string[] {
  return workloads.flatMap(({ containers }) => containers.map(({ from }) => from))
}
