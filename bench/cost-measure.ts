import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'

/** How long something took, and the longest time in it in which nothing else could run. */
export interface Measured<Value> {
  value: Value
  ms: number
  blockedMs: number
}

const SETTLED_MS = 20

export async function measure<Value>(work: () => Promise<Value>): Promise<Measured<Value>> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  // It tells nothing before its timer has come twice.
  await sleep(SETTLED_MS)
  const startedAt = performance.now()
  const value = await work()
  const ms = performance.now() - startedAt
  await sleep(SETTLED_MS)
  delay.disable()
  return { value, ms, blockedMs: delay.max / 1e6 }
}
