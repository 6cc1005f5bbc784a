import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import limits from '../blockkit-limits.json' with { type: 'json' }
import type { Delivered, Transport } from '../delivery.ts'
import { newUuid } from '../ids.ts'
import { createConnections, type DisconnectReason } from './connections.ts'

export interface SocketMode extends Transport {
  /** A single-use address under `origin` (ws://…). */
  openUrl(origin: string): string
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  connections(): number
  refresh(reason: DisconnectReason, count?: number): void
  /** Closes every socket; whoever does not answer the close in time is cut off. */
  stop(): Promise<void>
}

const TICKET_LIFE_MS = 30_000
const CLOSE_HANDSHAKE_MS = 300

export function createSocketMode(appId: string): SocketMode {
  const server = new WebSocketServer({ noServer: true })
  const connections = createConnections(appId)
  const tickets = new Map<string, number>()
  const waiting = new Map<string, (answer: unknown) => void>()

  const accept = (socket: WebSocket) => {
    socket.on('message', (data) => {
      const { envelope_id: id, payload } = acknowledgement(data)
      waiting.get(id)?.(payload)
    })
    connections.add(socket)
  }

  return {
    openUrl(origin) {
      const ticket = newUuid()
      tickets.set(ticket, performance.now())
      return `${origin}/link/?ticket=${ticket}&app_id=${appId}`
    },
    upgrade(request, socket, head) {
      const url = new URL(request.url ?? '/', 'ws://127.0.0.1')
      const ticket = url.searchParams.get('ticket') ?? ''
      const issuedAt = tickets.get(ticket)
      tickets.delete(ticket)
      const valid = issuedAt !== undefined && performance.now() - issuedAt < TICKET_LIFE_MS
      if (!valid || !url.pathname.startsWith('/link'))
        return void socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n')
      server.handleUpgrade(request, socket, head, accept)
    },
    deliver({ type, payload, acceptsAnswer }) {
      const socket = connections.pick()
      if (!socket) return Promise.resolve({ outcome: 'dispatch_failed', ackMs: 0 })
      const id = newUuid()
      const startedAt = performance.now()
      return new Promise<Delivered>((resolve) => {
        const end = (delivered: (ackMs: number) => Delivered) => {
          clearTimeout(timer)
          waiting.delete(id)
          resolve(delivered(Math.round(performance.now() - startedAt)))
        }
        const timer = setTimeout(
          () => end((ackMs) => ({ outcome: 'operation_timeout', ackMs })),
          limits.flows.ackMs,
        )
        waiting.set(id, (answer) =>
          end((ackMs) => ({ outcome: 'acknowledged', answer: acceptsAnswer ? answer : undefined, ackMs })),
        )
        socket.send(
          JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: acceptsAnswer }),
        )
      })
    },
    connections: connections.count,
    refresh: (reason, count) => connections.disconnect(reason, count),
    async stop() {
      const closed = [...server.clients].map(
        (socket) => new Promise((resolve) => socket.once('close', resolve)),
      )
      for (const socket of server.clients) socket.close(1001)
      const late = setTimeout(() => {
        for (const socket of server.clients) socket.terminate()
      }, CLOSE_HANDSHAKE_MS)
      await Promise.all(closed)
      clearTimeout(late)
      server.close()
    },
  }
}

function acknowledgement(data: RawData): { envelope_id: string; payload?: unknown } {
  try {
    const message: unknown = JSON.parse((data as Buffer).toString('utf8'))
    return message as { envelope_id: string; payload?: unknown }
  } catch {
    return { envelope_id: '' }
  }
}
