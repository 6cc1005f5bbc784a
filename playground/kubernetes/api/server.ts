import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { Socket } from 'node:net'
import type { Cluster } from '../cluster.ts'
import { internalError, StatusError } from '../status-error.ts'
import { readRequest } from './request.ts'
import { serveRequest, type Answer } from './serve.ts'
import type { OpenWatch } from './watch.ts'

const UNREACHABLE_CHECK_MS = 50
const KEEP_ALIVE_MS = 90_000

export interface ApiServer {
  server: Server
  watches: Set<OpenWatch>
  stop(): Promise<void>
}

/** The API of one cluster over HTTPS. */
export function createApiServer(cluster: Cluster, identity: { key: string; cert: string }): ApiServer {
  const watches = new Set<OpenWatch>()
  const answering = new Set<ServerResponse>()
  const server = createServer(identity, (request, response) => {
    if (cluster.faults.unreachable) return void request.socket.destroy()
    answering.add(response)
    response.on('close', () => answering.delete(response))
    void answer(cluster, request, { response, watches })
  })
  server.keepAliveTimeout = KEEP_ALIVE_MS
  server.on('clientError', (_error, socket) => refuseAfterAnswers(socket as Socket, answering))
  const cutter = setInterval(() => {
    if (cluster.faults.unreachable) for (const watch of watches) watch.cut()
  }, UNREACHABLE_CHECK_MS)
  cutter.unref()
  return {
    server,
    watches,
    async stop() {
      clearInterval(cutter)
      for (const watch of watches) watch.cut()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

const MALFORMED =
  'HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request'

/** As Go's server: what came before the malformed request is answered first, then the connection ends. */
function refuseAfterAnswers(socket: Socket, answering: ReadonlySet<ServerResponse>): void {
  const before = [...answering].find((response) => response.socket === socket)
  if (before) before.on('close', () => socket.end(MALFORMED))
  else if (socket.writable) socket.end(MALFORMED)
}

async function answer(
  cluster: Cluster,
  incoming: IncomingMessage,
  { response, watches }: { response: ServerResponse; watches: Set<OpenWatch> },
): Promise<void> {
  response.setHeader('date', new Date(cluster.now()).toUTCString())
  const { faults } = cluster
  try {
    const request = await readRequest(incoming)
    const { slowMs, onRequest } = faults
    if (slowMs > 0) await new Promise<void>((resolve) => void cluster.clock.after(slowMs, resolve))
    if (faults.unreachable) return void response.destroy()
    if ((await onRequest?.(request, 'before')) === 'cut') return void response.destroy()
    const address = incoming.headers.host ?? ''
    const answered = serveRequest(cluster, request, { address, response, watches })
    if (request.method !== 'GET' && faults.lostAnswers > 0) {
      faults.lostAnswers -= 1
      return void response.destroy()
    }
    if (!answered) return
    if ((await onRequest?.(request, 'after')) === 'cut') return void response.destroy()
    send(response, answered)
  } catch (error) {
    if (response.destroyed) return
    if (!(error instanceof StatusError)) console.error('serving:', incoming.method, incoming.url, error)
    const status = error instanceof StatusError ? error : internalError('unexpected')
    const wait = (status.body.details as { retryAfterSeconds?: number } | undefined)?.retryAfterSeconds
    if (wait !== undefined) response.setHeader('retry-after', String(wait))
    send(response, { code: status.code, body: status.body })
  }
}

function send(response: ServerResponse, { code, body }: Answer): void {
  const text = typeof body === 'string' ? body : `${JSON.stringify(body)}\n`
  const type = typeof body === 'string' ? 'text/plain' : 'application/json'
  response.writeHead(code, { 'content-type': type, 'content-length': Buffer.byteLength(text) })
  response.end(text)
}
