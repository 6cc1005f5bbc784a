import { ApiError } from './api-error.ts'
import { isTimestamp, microsOf } from './ids.ts'
import type { StoredMessage } from './message-log.ts'
import { isTrue, textOf, type Arguments } from './method.ts'

/** Which messages `oldest`, `latest` and `inclusive` let through. */
export function withinTimeline(args: Arguments): (message: StoredMessage) => boolean {
  const oldest = boundary(args, 'oldest', 0)
  const latest = boundary(args, 'latest', Number.MAX_SAFE_INTEGER)
  const inclusive = isTrue(args, 'inclusive')
  return ({ ts }) => {
    const at = microsOf(ts)
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest
  }
}

function boundary(args: Arguments, name: 'oldest' | 'latest', standard: number): number {
  const text = textOf(args, name)
  if (!text) return standard
  if (!isTimestamp(text)) throw new ApiError(`invalid_ts_${name}`)
  return microsOf(text)
}
