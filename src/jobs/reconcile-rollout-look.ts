import type { Deployer, Look } from '../domain/deployer.ts'
import type {
  SeenReason,
  SeenRollout,
  TargetRollout,
  WorkloadRollout,
} from '../domain/deploys/target-rollout.ts'
import type { Reason } from '../domain/rollout/reasons.ts'
import { withLog } from '../domain/rollout/log-cause.ts'
import { redact } from '../domain/rollout/redact.ts'
import type { Verdict } from '../domain/rollout/verdict.ts'

/** What a watched workload shows now, with the log lines that tell more; null when nothing can be said. */
export async function seenOf(
  deployer: Pick<Deployer, 'logs'>,
  rollout: TargetRollout,
  {
    workload,
    look,
    now,
  }: { workload: WorkloadRollout; look: Extract<Look, { outcome: 'judged' }>; now: number },
): Promise<SeenRollout> {
  const { verdict, clockAheadMs } = look
  const known = workload.seen?.reasons ?? []
  const reasons = await Promise.all(
    verdict.reasons.map((reason) => told(deployer, rollout, { reason, known })),
  )
  const { phase, waitingFor, progress, notes, isServing, oldServing, stableAt } = verdict
  return {
    phase,
    waitingFor,
    progress,
    reasons,
    notes: [...notes],
    isServing,
    oldServing,
    stableAt: stableAt === null ? null : stableAt - clockAheadMs,
    at: now,
  }
}

/** Logs are read once for a container that died, not at every look. */
async function told(
  deployer: Pick<Deployer, 'logs'>,
  rollout: TargetRollout,
  { reason, known }: { reason: Reason; known: readonly SeenReason[] },
): Promise<SeenReason> {
  const same = known.find((one) => isSame(one, reason))
  const message = redact(reason.message)
  if (reason.logs === null) return { ...reason, message, lines: [] }
  if (same && same.lines.length > 0) return { ...reason, code: same.code, message, lines: same.lines }
  const lines = (await deployer.logs(rollout, reason.logs)) ?? []
  return { ...withLog(reason, lines), message, lines }
}

/** The log may have told more than the cluster did. */
function isSame(one: SeenReason, reason: Reason): boolean {
  const isAlike = one.container === reason.container && one.restarts === reason.restarts
  return isAlike && (one.code === reason.code || one.code === withLog(reason, one.lines).code)
}

/** Of all workloads of a target: one that failed decides, and all must have succeeded. */
export function endOf(
  workloads: readonly WorkloadRollout[],
): { as: 'succeeded' | 'failed'; reason: string | null } | null {
  // Nothing was looked at, so nothing serves for all we know.
  if (workloads.length === 0) return { as: 'failed', reason: 'workload-not-found' }
  for (const { seen } of workloads) {
    const bad = seen && isBad(seen.phase)
    if (bad) return { as: 'failed', reason: causeOf(seen) }
  }
  return workloads.every(({ seen }) => seen?.phase === 'succeeded') ? { as: 'succeeded', reason: null } : null
}

const ORDER: Record<Reason['weight'], number> = { fatal: 0, waiting: 1, 'not-our-fault': 2 }

/** That time ran out alone tells nobody what to do. */
function causeOf({ phase, reasons }: SeenRollout): string {
  const causes = reasons.filter(({ code }) => code !== 'progress-deadline')
  const [cause] = causes.toSorted((a, b) => ORDER[a.weight] - ORDER[b.weight])
  return cause?.code ?? reasons[0]?.code ?? phase
}

/** What a person must do first does not end well by waiting either. */
function isBad(phase: Verdict['phase']): boolean {
  return phase === 'failed' || phase === 'superseded' || phase === 'manual'
}

/** Differs when a person would see a difference. */
export function visibleKey({ workloads, trouble }: Pick<TargetRollout, 'workloads' | 'trouble'>): string {
  const shown = workloads.map(({ step, seen }) => {
    if (seen === null) return { step }
    // The end of the window moves with the precision of two clocks.
    const { at: _at, stableAt: _stableAt, ...rest } = seen
    return { step, ...rest }
  })
  return JSON.stringify([shown, trouble])
}
