import type { EventFeed } from './event-feed.ts'

export interface Exchange {
  direction: 'bot→slack' | 'slack→bot' | 'webhook'
  name: string
  status: number | string
  ms: number
  request: unknown
  response: unknown
}

export type RecordedExchange = Exchange & { id: number; at: number }

export interface Traffic {
  record(exchange: Exchange): void
  /** The newest 500 after this id, oldest first. */
  list(after?: number): RecordedExchange[]
}

const KEPT = 500

export function createTraffic(now: () => number, events: EventFeed): Traffic {
  const kept: RecordedExchange[] = []
  let lastId = 0
  return {
    record(exchange) {
      const id = ++lastId
      kept.push({ id, at: now(), ...exchange })
      if (kept.length > KEPT) kept.shift()
      events.emit({ type: 'traffic', id })
    },
    list: (after = 0) => kept.filter((exchange) => exchange.id > after).map(shown),
  }
}

const shown = (exchange: RecordedExchange): RecordedExchange => ({
  ...exchange,
  request: withoutCredentials(exchange.request),
  response: withoutCredentials(exchange.response),
})

const SECRET_NAME = /^(token|authorization|x-slack-signature|password|secret|cookie)$/i
const SECRET_TEXT =
  /\bx(?:ox[a-z]|app)-[\w-]+|(?<=ticket=)[\w-]+|(?<=\/upload\/v1\/)\w+|(?<=\/(?:commands|actions)\/\w+\/\w+\/)\w+/g

function withoutCredentials(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(SECRET_TEXT, '…')
  if (Array.isArray(value)) return value.map(withoutCredentials)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, part]) => [
    name,
    SECRET_NAME.test(name) && part !== undefined ? '…' : withoutCredentials(part),
  ])
  return Object.fromEntries(entries)
}
