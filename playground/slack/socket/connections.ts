import type { WebSocket } from 'ws'
import limits from '../blockkit-limits.json' with { type: 'json' }

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets'

export interface Connections {
  add(socket: WebSocket): void
  /** One that may receive; each payload goes to one arbitrary connection. */
  pick(): WebSocket | undefined
  count(): number
  /** Asks them to reconnect; `warning` comes about 10 s ahead of the close, the others with it. */
  disconnect(reason: DisconnectReason, count?: number): void
}

const PING_EVERY_MS = 10_000
const WARNED_FOR_MS = 10_000
const CLOSE_AFTER_MS = 500

export function createConnections(appId: string): Connections {
  const open = new Set<WebSocket>()
  const say = (socket: WebSocket, message: object) => socket.send(JSON.stringify(message))
  const part = (socket: WebSocket, reason: DisconnectReason) => {
    say(socket, { type: 'disconnect', reason, debug_info: { host: 'applink-simulated' } })
    open.delete(socket)
    const closing = setTimeout(() => socket.close(), reason === 'warning' ? WARNED_FOR_MS : CLOSE_AFTER_MS)
    socket.once('close', () => clearTimeout(closing))
  }
  return {
    add(socket) {
      const pings = setInterval(() => socket.ping('Ping from simulated Slack'), PING_EVERY_MS)
      socket.on('close', () => {
        clearInterval(pings)
        open.delete(socket)
      })
      socket.on('error', () => socket.terminate())
      if (open.size >= limits.flows.socketConnections) return part(socket, 'too_many_websockets')
      open.add(socket)
      say(socket, {
        type: 'hello',
        num_connections: open.size,
        debug_info: { host: 'applink-simulated', build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: appId },
      })
    },
    pick: () => [...open][Math.floor(Math.random() * open.size)],
    count: () => open.size,
    disconnect(reason, count = open.size) {
      for (const socket of [...open].slice(0, count)) part(socket, reason)
    },
  }
}
