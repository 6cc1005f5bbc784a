import type { ClaimedItem } from '../domain/store.ts'
import type { Job } from './job.ts'
import type { WorkerDeps } from './worker-deps.ts'
import { verdictOfError, verdictOfResult, verdictOfStop, type Verdict } from './worker-verdict.ts'

export interface RunDeps extends WorkerDeps {
  owner: string
  /** Aborted when the worker stops. */
  signal: AbortSignal
}

const STORE_PAUSE_MS = 1_000

/** Runs one claimed item and records its outcome. Never throws. */
export async function runItem(deps: RunDeps, job: Job, item: ClaimedItem): Promise<void> {
  const { clock, logger } = deps
  const began = clock.now()
  const verdict = await carryOut(deps, job, item)
  const fields = { kind: item.kind, key: item.key, attempt: item.attempts + 1, err: verdict.cause }
  if (verdict.outcome === 'dead') logger.error(fields, 'running work: given up')
  if (verdict.outcome === 'failed') logger.warn(fields, 'running work')
  await record(deps, item, verdict)
  deps.onOutcome?.(item.kind, verdict.outcome, clock.now() - began)
}

async function carryOut({ clock, signal }: RunDeps, job: Job, item: ClaimedItem): Promise<Verdict> {
  try {
    return verdictOfResult(await job.run(item, signal))
  } catch (error) {
    return signal.aborted ? verdictOfStop(clock.now()) : verdictOfError(error, item, clock.now())
  }
}

// The item stays ours until the store has taken the outcome: heartbeats would hold a forgotten one for ever.
async function record(
  { store, clock, owner, signal, logger }: RunDeps,
  item: ClaimedItem,
  { next }: Verdict,
) {
  for (;;) {
    try {
      if (next) await store.work.release(item, owner, next)
      else await store.work.complete(item, owner)
      return
    } catch (error) {
      logger.error({ kind: item.kind, key: item.key, err: error }, 'recording the outcome of work')
    }
    if (signal.aborted) return
    await clock.sleep(STORE_PAUSE_MS, signal).catch(() => undefined)
  }
}
