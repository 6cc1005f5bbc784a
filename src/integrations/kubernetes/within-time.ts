import type { Clock } from '../../lib/clock.ts'

/** Rejects when `work` takes longer than `ms` of the clock's time; the work itself goes on unheard. */
export function withinTime<Value>(clock: Clock, ms: number, work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => reject(new Error(`no credentials within ${String(ms)} ms`)))
    work.then(resolve, reject).finally(cancel)
  })
}
