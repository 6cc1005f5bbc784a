import type { FileResult } from '../../domain/files.ts'
import type { Failure } from './failures.ts'

export type FileFailure = Exclude<FileResult, { outcome: 'done' }>

const AGAIN_MS = 10_000

/** Slack's own trouble with a file, which its support calls temporary (slackapi/python-slack-sdk#1730). */
export const isTemporary = (error: string) => error === 'file_update_failed'

export function later(error: string, retryAfterMs = AGAIN_MS): FileFailure {
  return { outcome: 'later', retryAfterMs, error }
}

/** Of a step that shows nothing to anybody: carried out twice it does no harm. */
export function failureOfHarmless(failure: Failure): FileFailure {
  if (failure.outcome === 'limited') return later('ratelimited', failure.retryAfterMs)
  if (failure.outcome === 'refused' && !isTemporary(failure.error))
    return { outcome: 'refused', error: failure.error }
  return later(failure.error)
}

/** Of the step that shows the file: only what certainly was not carried out may begin anew. */
export function failureOfSharing(failure: Failure, fileId: string): FileFailure {
  const isUnclear =
    failure.outcome === 'ambiguous' || (failure.outcome === 'refused' && isTemporary(failure.error))
  return isUnclear ? { outcome: 'ambiguous', fileId, error: failure.error } : failureOfHarmless(failure)
}
