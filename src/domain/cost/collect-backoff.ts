import type { CostSourceInfo, CostSourceState } from './source.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** A call of a source that tells days may cost money: with these, no day has more than ten, whatever fails. */
const WAITS = {
  hour: { first: MINUTE_MS, longest: 30 * MINUTE_MS },
  day: { first: 30 * MINUTE_MS, longest: 480 * MINUTE_MS },
}

/** When a source that failed is tried again: doubling waits, or what it asked for if that is longer. */
export function retryAt(
  failure: NonNullable<CostSourceState['failure']>,
  { unit, now }: { unit: CostSourceInfo['unit']; now: number },
): number {
  // Tried in the future: the clock was moved back since.
  const triedAt = Math.min(failure.triedAt ?? assumed(failure, unit), now)
  if (failure.code === 'calls-spent') return Math.floor(triedAt / DAY_MS) * DAY_MS + DAY_MS
  const asked = Math.min(failure.retryAfterMs ?? 0, DAY_MS)
  return triedAt + Math.max(waitAfter(failure.attempts, unit), asked)
}

function waitAfter(attempts: number, unit: CostSourceInfo['unit']): number {
  const { first, longest } = WAITS[unit]
  return Math.min(first * 2 ** Math.min(attempts - 1, 20), longest)
}

/** As if every try had come on time. */
function assumed({ since, attempts }: { since: number; attempts: number }, unit: CostSourceInfo['unit']) {
  let at = since
  for (let n = 1; n < attempts; n++) at += waitAfter(n, unit)
  return at
}
