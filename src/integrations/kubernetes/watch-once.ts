import { randomInt } from 'node:crypto'
import type { FollowedKind } from '../../domain/cluster.ts'
import type { Clock } from '../../lib/clock.ts'
import { words } from './attempt.ts'
import type { Calls, OpenStream } from './calls.ts'
import type { Followed } from './namespace-cache.ts'
import { problemOf, unreadable, type CallProblem } from './problems.ts'
import type { Target } from './resources.ts'
import { linesOf } from './watch-lines.ts'

interface WatchLine {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR'
  object: Followed & { code?: number }
}

export interface WatchSink {
  /** The server was heard. */
  heard(): void
  put(object: Followed): void
  remove(object: Followed): void
}

export interface WatchedEnd {
  /** The last version seen: where the next watch goes on. */
  resourceVersion: string
  end: 'closed' | 'dropped' | CallProblem
}

/** The server sends an idle watch a bookmark about once a minute. */
const SILENT_MS = 90_000
const SHORTEST_SECONDS = 300
const LONGEST_SECONDS = 600

/** One watch connection. `signal` ends it as `dropped`. Never throws. */
export async function watchOnce(
  deps: { calls: Calls; clock: Clock; sink: WatchSink },
  from: { resource: FollowedKind; namespace: string; resourceVersion: string },
  signal: AbortSignal,
): Promise<WatchedEnd> {
  const { resource, namespace, resourceVersion } = from
  const target: Target = { resource, verb: 'watch', namespace }
  const query = {
    watch: 'true',
    allowWatchBookmarks: 'true',
    resourceVersion,
    timeoutSeconds: String(randomInt(SHORTEST_SECONDS, LONGEST_SECONDS + 1)),
  }
  const answer = await deps.calls.stream({ target, query })
  if (answer.outcome !== 'ok') return { resourceVersion, end: answer }
  deps.sink.heard()
  const stop = () => answer.value.drop(new Error('no longer followed'))
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  try {
    const watched = await readAll(deps, answer.value, { target, resourceVersion })
    return signal.aborted ? { ...watched, end: 'dropped' } : watched
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

async function readAll(
  { clock, sink }: { clock: Clock; sink: WatchSink },
  stream: OpenStream,
  { target, resourceVersion }: { target: Target; resourceVersion: string },
): Promise<WatchedEnd> {
  let version = resourceVersion
  const giveUp = () => stream.drop(new Error(`silent for ${String(SILENT_MS)} ms`))
  let cancel = clock.after(SILENT_MS, giveUp)
  const onBytes = () => {
    cancel()
    cancel = clock.after(SILENT_MS, giveUp)
    sink.heard()
  }
  try {
    for await (const text of linesOf(stream.body, onBytes)) {
      const line = JSON.parse(text) as WatchLine
      if (line.type === 'ERROR') return { resourceVersion: version, end: errorIn(line, target) }
      version = line.object.metadata.resourceVersion ?? version
      if (line.type === 'DELETED') sink.remove(line.object)
      else if (line.type !== 'BOOKMARK') sink.put(line.object)
    }
    return { resourceVersion: version, end: 'closed' }
  } catch (error) {
    return { resourceVersion: version, end: unreadable(words(error)) }
  } finally {
    cancel()
    stream.drop(new Error('read to its end'))
  }
}

function errorIn(line: WatchLine, target: Target): CallProblem {
  const text = JSON.stringify(line.object)
  return problemOf({ status: line.object.code ?? 500, text, retryAfter: null }, target)
}
