import { WebSocket } from 'ws'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { callSlack } from './simulator.ts'

export interface RawMessage {
  type: string
  envelope_id?: string
  accepts_response_payload?: boolean
  reason?: string
  payload?: Record<string, unknown>
}

export interface RawSocket {
  socket: WebSocket
  received: RawMessage[]
  /** The first message of this type. */
  first(type: string): Promise<RawMessage>
}

/** A Socket Mode app without an SDK. `reply` gives the payload of the acknowledgement; 'silent' sends none. */
export async function connectRawSocket(
  slack: SlackSimulator,
  reply: (message: RawMessage) => unknown = () => undefined,
): Promise<RawSocket> {
  const { body } = await callSlack(slack, 'apps.connections.open', {}, { token: slack.appToken })
  const socket = new WebSocket(String(body['url']))
  const received: RawMessage[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data) => {
    const message = JSON.parse((data as Buffer).toString('utf8')) as RawMessage
    received.push(message)
    for (const look of waiting) look()
    if (!message.envelope_id) return
    const payload = reply(message)
    if (payload === 'silent') return
    socket.send(
      JSON.stringify({ envelope_id: message.envelope_id, ...(payload === undefined ? {} : { payload }) }),
    )
  })
  const first = (type: string) =>
    new Promise<RawMessage>((resolve) => {
      const look = () => {
        const message = received.find((one) => one.type === type)
        if (!message) return
        waiting.delete(look)
        resolve(message)
      }
      waiting.add(look)
      look()
    })
  await Promise.race([first('hello'), first('disconnect')])
  return { socket, received, first }
}
