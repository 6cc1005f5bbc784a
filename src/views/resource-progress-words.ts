import type { Change, PartProgress } from '../domain/resources/change.ts'
import type { ChangeView } from '../domain/resources/change-view.ts'
import { duration } from './mrkdwn.ts'
import { plural } from './text.ts'
import { own } from '../domain/own.ts'

const MINUTE_MS = 60_000

/** "4 of 6 parts", "2 of 4 parts removed": how far the work is; empty where that cannot be counted. */
export function countedWords({ verb, state, parts, modify }: Change): string {
  const isUndoing = state === 'undoing'
  if (verb === 'modify') {
    const done = modify?.done.length ?? 0
    return isUndoing || done === 0 ? '' : `${plural(done, 'step')} done`
  }
  const counted = isUndoing ? parts.filter(isTouched) : parts
  if (counted.length === 0) return ''
  const isDone = ({ step }: PartProgress) =>
    step === 'gone' || step === 'foreign' || (step === 'made' && !isUndoing)
  const word = isUndoing ? ' removed' : verb === 'delete' ? ' done' : ''
  return `${counted.filter(isDone).length} of ${plural(counted.length, 'part')}${word}`
}

/** When it began to go the way that it goes now. */
export function begunAt({ goingSince, startedAt }: Pick<Change, 'goingSince' | 'startedAt'>): number | null {
  return goingSince ?? startedAt
}

/** "2 min so far, about 12 min as a rule", of all of a change. */
export function wholeWords(view: ChangeView): string {
  const begun = begunAt(view.change)
  return elapsedWords(begun === null ? 0 : view.now - begun, usualOfAll(view))
}

/** What all of it takes as a rule, ms; null when nobody can say. */
function usualOfAll({ change, expected }: ChangeView): number | null {
  const isUndoing = change.state === 'undoing'
  // Then only a snapshot goes, and what is expected is how long it takes to make one.
  if (isUndoing && change.verb === 'delete') return null
  const counted = isUndoing && change.verb === 'create' ? change.parts.filter(isTouched) : change.parts
  const usual = counted.map(({ id }) => expectedOf(expected, id))
  if (usual.length === 0 || usual.includes(null)) return null
  return usual.reduce<number>((sum, one) => sum + (one ?? 0), 0)
}

function isTouched({ step }: PartProgress): boolean {
  return step !== 'waiting' && step !== 'foreign'
}

/** "2 min so far, about 12 min as a rule": in whole minutes, and never nothing. */
export function elapsedWords(passedMs: number, expectedMs: number | null): string {
  const minutes = Math.floor(Math.max(0, passedMs) / MINUTE_MS)
  const passed = minutes === 0 ? 'just begun' : `${duration(minutes * MINUTE_MS)} so far`
  return expectedMs === null ? passed : `${passed}, ${usualWords(expectedMs)} as a rule`
}

function usualWords(ms: number): string {
  return ms < MINUTE_MS ? 'less than a minute' : `about ${duration(ms)}`
}

/** How long something took that has ended. */
export function lengthWords(ms: number): string {
  return ms < MINUTE_MS ? 'less than a minute' : duration(ms)
}

export function expectedOf(expected: ChangeView['expected'], partId: string): number | null {
  const ms = own(expected, partId)
  return ms !== undefined && Number.isFinite(ms) && ms > 0 ? ms : null
}
