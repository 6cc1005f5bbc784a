import type { Traffic } from './traffic.ts'

/** Something a person did, on its way to the app. */
export interface Envelope {
  type: 'slash_commands' | 'interactive'
  payload: Record<string, unknown>
  /** Whether the acknowledgement may carry an answer. */
  acceptsAnswer: boolean
}

export type Delivered =
  | { outcome: 'acknowledged'; answer: unknown; ackMs: number }
  | { outcome: 'operation_timeout' | 'dispatch_failed'; ackMs: number }

/** How payloads reach the app: Socket Mode or signed HTTP. */
export interface Transport {
  deliver(envelope: Envelope): Promise<Delivered>
}

export function recorded(transport: Transport, traffic: Traffic): Transport {
  return {
    async deliver(envelope) {
      const delivered = await transport.deliver(envelope)
      const acknowledged = delivered.outcome === 'acknowledged'
      traffic.record({
        direction: 'slack→bot',
        name: nameOf(envelope),
        status: acknowledged ? 200 : delivered.outcome,
        ms: delivered.ackMs,
        request: envelope.payload,
        response: acknowledged ? delivered.answer : null,
      })
      return delivered
    },
  }
}

function nameOf({ type, payload }: Envelope): string {
  if (type === 'slash_commands') return String(payload['command'])
  const [action] = Array.isArray(payload['actions']) ? (payload['actions'] as { action_id?: string }[]) : []
  const view = payload['view'] as { callback_id?: string } | undefined
  const what = action?.action_id ?? payload['action_id'] ?? view?.callback_id
  return [payload['type'], what].filter(Boolean).join(' ')
}
