import type { Change, PartProgress } from '../domain/resources/change.ts'
import type { ChangeView } from '../domain/resources/change-view.ts'
import { duration } from './mrkdwn.ts'
import { plural } from './text.ts'

const MINUTE_MS = 60_000

/** "4 of 6 parts", "2 of 4 parts removed": how far the work is; empty where that cannot be counted. */
export function countedWords({ verb, state, parts, modify }: Change): string {
  const isUndoing = state === 'undoing'
  if (verb === 'modify') {
    const done = modify?.done.length ?? 0
    return isUndoing || done === 0 ? '' : `${plural(done, 'step')} done`
  }
  const counted = isUndoing ? parts.filter(({ step }) => step !== 'waiting' && step !== 'foreign') : parts
  if (counted.length === 0) return ''
  const isDone = ({ step }: PartProgress) =>
    step === 'gone' || step === 'foreign' || (step === 'made' && !isUndoing)
  const word = isUndoing ? ' removed' : verb === 'delete' ? ' done' : ''
  return `${counted.filter(isDone).length} of ${plural(counted.length, 'part')}${word}`
}

/** "about 9 min left" of everything; null when nobody can say. */
export function remainingWords({ change, expected, now }: ChangeView): string | null {
  if (change.verb === 'modify') return null
  const open = change.parts.filter(({ step }) => step !== 'made' && step !== 'gone' && step !== 'foreign')
  let left = 0
  for (const part of open) {
    const usual = expectedOf(expected, part.id)
    if (usual === null) return null
    const passed = isAtWork(part) && part.startedAt !== null ? now - part.startedAt : 0
    left += Math.max(0, usual - passed)
  }
  return left < MINUTE_MS ? null : `about ${duration(Math.ceil(left / MINUTE_MS) * MINUTE_MS)} left`
}

/** "2 min of about 12 min": in whole minutes. */
export function elapsedWords(passedMs: number, expectedMs: number | null): string {
  const minutes = Math.floor(Math.max(0, passedMs) / MINUTE_MS)
  const passed = minutes === 0 ? '' : duration(minutes * MINUTE_MS)
  if (expectedMs === null || expectedMs < MINUTE_MS) return passed
  const usual = `about ${duration(expectedMs)}`
  if (passed === '') return `takes ${usual}`
  return passedMs > expectedMs * 1.5 ? `${passed}, ${usual} is usual` : `${passed} of ${usual}`
}

export function expectedOf(expected: ChangeView['expected'], partId: string): number | null {
  const ms = Object.hasOwn(expected, partId) ? expected[partId] : undefined
  return ms !== undefined && Number.isFinite(ms) && ms > 0 ? ms : null
}

function isAtWork({ step }: PartProgress): boolean {
  return step === 'making' || step === 'removing'
}
