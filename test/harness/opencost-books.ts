import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What one workload cost in one hour, as OpenCost tells it: in units of the currency. */
export interface Booked {
  namespace: string
  controller: string
  pods?: number
  cpuCost: number
  ramCost?: number
  minutes?: number
}

/** An OpenCost whose figures the test writes: every hour is told from its books. */
export interface OpenCostBooks {
  url: string
  /** Rows of one hour (ms); what is not written is what `usual` says; [] is an hour of which nothing is known. */
  write(hour: number, rows: Booked[]): void
  usual(rows: Booked[]): void
  /** Of the hours that begin before this moment nothing is known. */
  begin(at: number): void
  /** Answers nothing but this status; null: well again. */
  fail(status: number | null): void
  /** How many minutes of each hour from `from` on it has seen; 60 by default. */
  seen(minutes: number, from: number): void
  calls(): number
  /** What it tells of the hour (ms) now. */
  told(hour: number): Booked[]
  stop(): Promise<void>
}

const HOUR_MS = 3_600_000

export async function startOpenCostBooks(): Promise<OpenCostBooks> {
  const written = new Map<number, Booked[]>()
  let usual: Booked[] = []
  let begins = 0
  let status: number | null = null
  let partial = { minutes: 60, from: Number.POSITIVE_INFINITY }
  let calls = 0
  const told = (at: number) => written.get(at) ?? (at < begins ? [] : usual)
  const hourOf = (at: number) => {
    const minutes = at >= partial.from ? partial.minutes : 60
    return Object.fromEntries(told(at).flatMap((row) => allocations(row, { at, minutes })))
  }
  const server = createServer((request, response) => {
    calls += 1
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const answer = (code: number, body: unknown) => {
      response.writeHead(code, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    }
    if (status !== null) return answer(status, { code: status, message: 'it is not well' })
    if (pathname !== '/allocation') return answer(404, { code: 404 })
    const [from = 0, to = 0] = (searchParams.get('window') ?? '').split(',').map((at) => Date.parse(at))
    const sets: unknown[] = []
    for (let at = from; at < to; at += HOUR_MS) sets.push(hourOf(at))
    return answer(200, { code: 200, status: 'success', data: sets })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    write: (hour, rows) => void written.set(hour, rows),
    usual: (rows) => void (usual = rows),
    begin: (at) => void (begins = at),
    fail: (code) => void (status = code),
    seen: (minutes, from) => void (partial = { minutes, from }),
    calls: () => calls,
    told,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function allocations(row: Booked, { at, minutes }: { at: number; minutes: number }): [string, unknown][] {
  const { namespace, controller, pods = 1, cpuCost, ramCost = 0 } = row
  const end = at + minutes * 60_000
  return Array.from({ length: pods }, (_, index) => {
    const pod = `${controller}-${index}`
    const name = `${namespace}/deployment/${controller}/${pod}`
    const isPseudo = namespace.startsWith('__')
    const key = isPseudo ? namespace : name
    const total = (cpuCost + ramCost) / pods
    const allocation = {
      name: key,
      properties: isPseudo ? {} : { namespace, controllerKind: 'deployment', controller, pod },
      window: { start: new Date(at).toISOString(), end: new Date(at + HOUR_MS).toISOString() },
      start: new Date(at).toISOString(),
      end: new Date(end).toISOString(),
      minutes: row.minutes ?? minutes,
      cpuCost: cpuCost / pods,
      cpuCostAdjustment: 0,
      ramCost: ramCost / pods,
      ramCostAdjustment: 0,
      gpuCost: 0,
      gpuCostAdjustment: 0,
      pvCost: 0,
      pvCostAdjustment: 0,
      networkCost: 0,
      networkCostAdjustment: 0,
      loadBalancerCost: 0,
      loadBalancerCostAdjustment: 0,
      sharedCost: 0,
      externalCost: 0,
      totalCost: total,
    }
    return [key, allocation]
  })
}
