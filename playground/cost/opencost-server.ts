import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { answerAllocation } from './answer-allocation.ts'
import type { CostBook } from './cost-book.ts'
import { BadQuery } from './read-query.ts'

export interface OpenCostDeps {
  clusters: readonly string[]
  book: CostBook
  now(): number
  /** Resolves when there are figures: until then nobody is answered. */
  ready: Promise<void>
  /** Writes down what runs now. */
  look(cluster: string): void
  /** After each request but those that were cut. */
  onAnswer(cluster: string, status: number): void
}

/** The HTTP API of an OpenCost in each cluster, told apart by the first part of the path. */
export function createOpenCostServer(deps: OpenCostDeps): Server {
  return createServer((request, response) => {
    serve(deps, request, response).catch((error: unknown) => {
      console.error('simulated opencost:', error)
      response.destroy()
    })
  })
}

async function serve(deps: OpenCostDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://opencost')
  const [, cluster = '', ...rest] = pathname.split('/')
  if (!deps.clusters.includes(cluster)) return plain(response, 404, '404 page not found')
  await deps.ready
  deps.look(cluster)
  const fault = deps.book.saved.down[cluster]
  if (fault === 'unreachable') return void response.destroy()
  const answer = (status: number, send: () => void) => {
    deps.onAnswer(cluster, status)
    send()
  }
  if (fault === 'server-errors') return answer(503, () => plain(response, 503, 'no healthy upstream'))
  const path = rest.join('/')
  if (!['allocation', 'allocation/compute', 'healthz'].includes(path))
    return answer(404, () => plain(response, 404, '404 page not found'))
  if (request.method !== 'GET') return answer(405, () => plain(response, 405, 'Method Not Allowed'))
  if (path === 'healthz') return answer(200, () => void response.writeHead(200).end())
  try {
    const body = await answerAllocation(deps.book.saved, { cluster, now: deps.now() }, searchParams)
    answer(200, () => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    })
  } catch (error) {
    if (!(error instanceof BadQuery)) throw error
    answer(400, () => plain(response, 400, error.message))
  }
}

/** As Go's `http.Error` writes it. */
function plain(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
  })
  response.end(`${words}\n`)
}
