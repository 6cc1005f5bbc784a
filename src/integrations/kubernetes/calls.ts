import type { Response } from 'undici'
import type { ClusterResult } from '../../domain/cluster.ts'
import type { Clock } from '../../lib/clock.ts'
import { attempt, type Request } from './attempt.ts'
import type { Credentials } from './credentials.ts'
import type { Log } from './log.ts'
import type { CallProblem, CallResult } from './problems.ts'

export interface ClusterCall {
  cluster: string
  verb: string
  resource: string
  outcome: 'ok' | CallProblem['outcome']
  ms: number
}

export interface CallsDeps {
  name: string
  credentials: Credentials
  clock: Clock
  logger: Log
  /** For metrics; a watch counts once its answer begins. */
  onCall?: (call: ClusterCall) => void
}

export interface OpenStream {
  body: AsyncIterable<Uint8Array>
  /** Drops the connection; reading then throws `reason`. */
  drop: (reason: Error) => void
}

export interface Calls {
  text(request: Request): Promise<ClusterResult<string>>
  json<Value>(request: Request): Promise<ClusterResult<Value>>
  /** A part of a list, for which the server may no longer know the rest. */
  page<Value>(request: Request): Promise<CallResult<Value>>
  /** An answer that is read as it comes: the timeout covers its beginning only. */
  stream(request: Request): Promise<CallResult<OpenStream>>
}

const TIMEOUT_MS = 15_000

/** One attempt a call, and one more with renewed credentials when they were refused or the authority is unknown. */
export function createCalls(deps: CallsDeps): Calls {
  const page = async <Value>(request: Request) => withTimeout<Value>(deps, request, readJson)
  return {
    text: async (request) => final(await withTimeout(deps, request, (response) => response.text())),
    json: async <Value>(request: Request) => final(await page<Value>(request)),
    page,
    async stream(request) {
      const dropped = new AbortController()
      const drop = (reason: Error) => dropped.abort(reason)
      const cancel = deps.clock.after(TIMEOUT_MS, () => drop(tooLate(TIMEOUT_MS)))
      try {
        return await run(deps, request, { signal: dropped.signal, read: (response) => open(response, drop) })
      } finally {
        cancel()
      }
    },
  }
}

interface Reading<Value> {
  signal: AbortSignal
  read: (response: Response) => Promise<Value>
}

async function withTimeout<Value>(
  deps: CallsDeps,
  request: Request,
  read: Reading<Value>['read'],
): Promise<CallResult<Value>> {
  const ms = request.timeoutMs ?? TIMEOUT_MS
  const gaveUp = new AbortController()
  const cancel = deps.clock.after(ms, () => gaveUp.abort(tooLate(ms)))
  try {
    return await run(deps, request, { signal: gaveUp.signal, read })
  } finally {
    cancel()
  }
}

async function run<Value>(
  deps: CallsDeps,
  request: Request,
  reading: Reading<Value>,
): Promise<CallResult<Value>> {
  const startedAt = deps.clock.now()
  let { result, generation } = await attempt(deps.credentials, request, reading)
  if (generation !== null && mayBeStale(result) && deps.credentials.renew(generation)) {
    result = (await attempt(deps.credentials, request, reading)).result
  }
  note(deps, request, result, deps.clock.now() - startedAt)
  return result
}

/** Errors of TLS come before anything was sent. */
function mayBeStale(result: CallResult<unknown>): boolean {
  if (result.outcome === 'unreachable') return /certificate|\bCERT_|^UNABLE_TO_/i.test(result.error)
  return result.outcome === 'unauthorized'
}

function note(deps: CallsDeps, { target }: Request, result: CallResult<unknown>, ms: number): void {
  const [verb, resource] = 'path' in target ? ['get', target.path] : [target.verb, target.resource]
  const call = { cluster: deps.name, verb, resource, outcome: result.outcome, ms }
  deps.onCall?.(call)
  if (result.outcome === 'ok' || result.outcome === 'not-found') return
  const namespace = 'path' in target ? undefined : target.namespace
  deps.logger.warn({ ...call, ...result, namespace }, 'calling kubernetes: not done')
}

async function open(response: Response, drop: OpenStream['drop']): Promise<OpenStream> {
  if (!response.body) throw new Error('the answer has no body')
  return Promise.resolve({ body: response.body as AsyncIterable<Uint8Array>, drop })
}

async function readJson<Value>(response: Response): Promise<Value> {
  const value = parsed(await response.text())
  if (typeof value !== 'object' || value === null) throw new Error('the answer is not JSON')
  return value as Value
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function final<Value>(result: CallResult<Value>): ClusterResult<Value> {
  return result.outcome === 'expired' ? { outcome: 'not-found', error: result.error } : result
}

function tooLate(ms: number): Error {
  return new Error(`no answer within ${String(ms)} ms`)
}
