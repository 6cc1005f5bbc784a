import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import axios, { AxiosError, type AxiosResponse } from 'axios'
import type { CostFailure, CostFailureCode } from '../../domain/cost/source.ts'
import type { Clock } from '../../lib/clock.ts'
import { failureOfStatus } from './failure-of-status.ts'
import { oneLine } from './one-line.ts'

export interface OpenCostCallNote {
  cluster: string
  outcome: 'ok' | CostFailureCode
  ms: number
  failure: CostFailure | null
}

export interface Question {
  cluster: string
  url: string
  clock: Clock
  timeoutMs: number
  mostBytes: number
  signal: AbortSignal
  onCall?: (call: OpenCostCallNote) => void
}

/** mayPass: worth another try. isTooMuch: less may be asked for. */
export type Attempt =
  | { state: 'answered'; text: string; contentType: string }
  | { state: 'failed'; failure: CostFailure; mayPass: boolean; isTooMuch: boolean }

/** One request an hour: a kept connection would have been closed at the other end. */
const http = axios.create({
  adapter: 'http',
  proxy: false,
  maxRedirects: 0,
  responseType: 'arraybuffer',
  validateStatus: () => true,
  headers: { accept: 'application/json', 'user-agent': 'coxswain' },
  httpAgent: new HttpAgent({ keepAlive: false }),
  httpsAgent: new HttpsAgent({ keepAlive: false }),
})

/** One request. A 200 is an answer, whatever it says. */
export async function attempt(question: Question): Promise<Attempt> {
  const { cluster, clock, onCall, signal } = question
  const startedAt = clock.now()
  const outcome = await send(question)
  if (signal.aborted) return givenUp()
  const failure = outcome.state === 'failed' ? outcome.failure : null
  onCall?.({ cluster, outcome: failure?.code ?? 'ok', ms: clock.now() - startedAt, failure })
  return outcome
}

/** Whoever asked does not want to know any more. */
export function givenUp(): Attempt {
  return failed('unreachable', 'the reading was given up')
}

async function send({ url, clock, timeoutMs, mostBytes, signal }: Question): Promise<Attempt> {
  const tooLate = new AbortController()
  const cancel = clock.after(timeoutMs, () => tooLate.abort())
  try {
    const response = await http.get<Buffer>(url, {
      maxContentLength: mostBytes,
      signal: AbortSignal.any([signal, tooLate.signal]),
    })
    return meaningOf(response, clock)
  } catch (error) {
    if (!tooLate.signal.aborted) return ofNetwork(error, mostBytes)
    return failed('unreachable', `no answer within ${String(timeoutMs)} ms`, { isTooMuch: true })
  } finally {
    cancel()
  }
}

function meaningOf(response: AxiosResponse<Buffer>, clock: Clock): Attempt {
  const { status, headers, data } = response
  const text = data.toString('utf8')
  const contentType = String(headers['content-type'] ?? '')
  if (status === 200) return { state: 'answered', text, contentType }
  const failure = failureOfStatus({
    status,
    text,
    contentType,
    retryAfter: headers['retry-after'],
    now: clock.now(),
  })
  return { state: 'failed', failure, mayPass: status === 429 || status >= 500, isTooMuch: false }
}

function ofNetwork(error: unknown, mostBytes: number): Attempt {
  const { message, code, response } = error instanceof AxiosError ? error : new AxiosError(String(error))
  if (message.startsWith('maxContentLength')) {
    return failed('broken', `its answer is longer than ${String(mostBytes)} bytes`, { isTooMuch: true })
  }
  // An answer had begun.
  if (response) return failed('broken', 'its answer broke off', { mayPass: true })
  return failed('unreachable', oneLine(message || (code ?? '')), { mayPass: true })
}

function failed(
  code: CostFailureCode,
  message: string,
  { mayPass = false, isTooMuch = false }: { mayPass?: boolean; isTooMuch?: boolean } = {},
): Attempt {
  return {
    state: 'failed',
    failure: { code, message, requestId: null, retryAfterMs: null },
    mayPass,
    isTooMuch,
  }
}
