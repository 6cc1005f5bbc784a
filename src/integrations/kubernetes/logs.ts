import type { ClusterResult, LogRequest } from '../../domain/cluster.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Calls } from './calls.ts'

const MOST_BYTES = 64 * 1024
const MOST_TRIES = 3
const PAUSE_MS = 1000

/** What the kubelet says while it swaps one run for the next: the first with status 200, the second with 400. */
const NOT_READY = /^unable to retrieve container logs/i
const NO_PREVIOUS = /previous terminated container .* not found/i
/** There is no run yet, thus nothing to wait for: the caller sees that in the pod's status. */
const NOT_STARTED = /is waiting to start|is not available|not valid for pod/i

export async function readLogs(
  calls: Calls,
  clock: Clock,
  request: LogRequest,
): Promise<ClusterResult<string>> {
  for (let tried = 1; ; tried++) {
    const answer = await readOnce(calls, request)
    const error = missingRun(answer)
    if (error === null) return nothingYet(answer)
    if (tried === MOST_TRIES) return { outcome: 'not-found', error }
    await clock.sleep(PAUSE_MS)
  }
}

function missingRun(answer: ClusterResult<string>): string | null {
  if (answer.outcome === 'ok') return NOT_READY.test(answer.value) ? answer.value.slice(0, 200) : null
  if (answer.outcome !== 'invalid') return null
  return answer.details.find((detail) => NO_PREVIOUS.test(detail)) ?? null
}

function nothingYet(answer: ClusterResult<string>): ClusterResult<string> {
  const error =
    answer.outcome === 'invalid' ? answer.details.find((detail) => NOT_STARTED.test(detail)) : undefined
  return error === undefined ? answer : { outcome: 'not-found', error }
}

function readOnce(calls: Calls, request: LogRequest): Promise<ClusterResult<string>> {
  const { namespace, pod, container, previous, tailLines } = request
  return calls.text({
    target: { resource: 'pods/log', verb: 'get', namespace, name: pod },
    query: {
      container,
      ...(previous ? { previous: 'true' } : {}),
      tailLines: String(tailLines),
      limitBytes: String(MOST_BYTES),
    },
  })
}
