import { dueWindows } from '../../../src/domain/cost/collect-plan.ts'
import { utcDay } from '../../../src/domain/cost/day.ts'
import { HOUR_MS } from '../../../src/domain/cost/hours-kept.ts'
import type { CollectPlan } from '../../../src/domain/cost/collected.ts'
import type { CostFailureCode, CostImport, CostSourceState } from '../../../src/domain/cost/source.ts'
import { aPolicy } from './a-policy.ts'
import { DAY, HOUR } from './a-cost.ts'

type Window = CollectPlan['windows'][number]

/** A source and what became of reading it, by a clock that is moved by hand. */
export function createCollector(unit: 'hour' | 'day', { restateDays = 3 } = {}) {
  const imports = new Map<number, CostImport>()
  let state: CostSourceState | null = null
  const asked: (Window & { now: number })[] = []
  const plan = (now: number) =>
    dueWindows({ unit }, { imports: [...imports.values()], state }, { now, policy: aPolicy({ restateDays }) })
  const record = (window: Window, now: number) => {
    asked.push({ ...window, now })
    const length = unit === 'hour' ? HOUR : DAY
    for (let start = window.from; start < window.to; start += length) imports.set(start, imported(start, now))
    state = { id: 's', readAt: now, failure: null, notes: [] }
  }
  const imported = (start: number, readAt: number): CostImport => ({
    sourceId: 's',
    period: unit === 'hour' ? { unit, at: start } : { unit, day: utcDay(start) },
    state: 'complete',
    coveredMs: 1,
    lengthMs: 1,
    isEstimated: false,
    readAt,
    revision: 1,
  })
  return {
    plan,
    asked,
    /** What the job does: all windows, then the time of the next look. */
    collect(now: number): number {
      for (const window of plan(now).windows) record(window, now)
      return plan(now).nextAt
    },
    fail(now: number, code: CostFailureCode = 'unreachable', retryAfterMs: number | null = null): number {
      const { since, attempts } = state?.failure ?? { since: now, attempts: 0 }
      const failure = {
        code,
        message: '',
        requestId: null,
        retryAfterMs,
        since,
        attempts: attempts + 1,
        triedAt: now,
      }
      state = { id: 's', readAt: state?.readAt ?? null, failure, notes: [] }
      return plan(now).nextAt
    },
    forget(start: number) {
      imports.delete(start)
    },
    /** Looks at the times that the plan says, until `until`. */
    collectUntil(from: number, until: number): void {
      for (let now = from; now < until;) {
        const next = this.collect(now)
        if (next <= now) throw new Error('the next look is not later')
        now = next
      }
    },
  }
}

export const hoursOf = (windows: readonly Window[]) => windows.map(({ from, to }) => (to - from) / HOUR_MS)
