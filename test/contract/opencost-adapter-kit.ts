import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createTestClock } from '../harness/test-clock.ts'
import type { CostAnswer, CostFailure, CostSet } from '../../src/domain/cost/source.ts'
import type { OpenCostCallNote } from '../../src/integrations/opencost/attempt.ts'
import { createOpenCost, type OpenCostOptions } from '../../src/integrations/opencost/create-opencost.ts'
import { listenOn } from './cluster-adapter-listen.ts'

export const HOUR_MS = 3_600_000
export const FROM = Date.UTC(2026, 10, 21, 6)

export type Script = (request: IncomingMessage, response: ServerResponse, tries: number) => void

/** An OpenCost that answers as the test says. */
export async function startScriptedOpenCost(script: Script) {
  const asked: URL[] = []
  const server = createServer((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://opencost.test'))
    script(request, response, asked.length)
  })
  const { url, close } = await listenOn(server)
  return { url, asked, [Symbol.asyncDispose]: close }
}

export async function startOpenCost(answer: unknown) {
  return startScriptedOpenCost((_, response) => answerJson(response, answer))
}

export function answerJson(response: ServerResponse, answer: unknown): void {
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer)
  response.writeHead(200, { 'content-type': 'application/json' }).end(text)
}

/** The adapter before it, on a clock that the test moves. */
export function openCostAt(url: string, more: Partial<OpenCostOptions> = {}) {
  const calls: OpenCostCallNote[] = []
  const clock = createTestClock()
  const aborter = new AbortController()
  const source = createOpenCost({
    cluster: 'prod-kr',
    url,
    prices: 'list',
    currency: 'USD',
    clock,
    onCall: (call) => calls.push(call),
    ...more,
  })
  const mayCall = () => Promise.reject(new Error('it costs nothing to ask OpenCost'))
  return {
    source,
    clock,
    calls,
    abort: () => aborter.abort(new Error('the bot stops')),
    read: (hours = 1) =>
      source.read({ from: FROM, to: FROM + hours * HOUR_MS }, { mayCall, signal: aborter.signal }),
  }
}

export function setsIn(answer: CostAnswer): CostSet[] {
  if (answer.state === 'failed') throw new Error(`it failed: ${answer.failure.message}`)
  return answer.sets
}

export function failureIn(answer: CostAnswer): CostFailure {
  if (answer.state === 'read') throw new Error('it did not fail')
  return answer.failure
}

/** One allocation of the hour, `minutes` long; as the API writes it, but for fields that nobody reads. */
export function anAllocation(
  name: string,
  { hour = FROM, from = 0, to = 60, properties, ...costs }: AllocationMore = {},
): Record<string, unknown> {
  const [namespace, controllerKind, controller = '', pod] = name.split('/')
  return {
    name,
    properties: properties ?? {
      cluster: 'cluster-one',
      namespace,
      controllerKind,
      controller: controller.replace(/^.*:/, ''),
      pod,
    },
    window: { start: iso(hour), end: iso(hour + HOUR_MS) },
    start: iso(hour + from * 60_000),
    end: iso(hour + to * 60_000),
    minutes: to - from,
    totalCost: 0,
    ...costs,
  }
}

interface AllocationMore {
  hour?: number
  /** Minutes of the hour. */
  from?: number
  to?: number
  properties?: Record<string, unknown>
  [cost: string]: unknown
}

/** An answer of such sets. */
export function anAnswer(...sets: (Record<string, unknown>[] | null)[]): unknown {
  const data = sets.map((set) => set && Object.fromEntries(set.map((one) => [one['name'], one])))
  return { code: 200, status: 'success', data }
}

export function iso(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z')
}
