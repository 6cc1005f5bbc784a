import { microsOf, timestampOf } from './ids.ts'

export interface Metadata {
  event_type: string
  event_payload: Record<string, unknown>
}

export interface StoredMessage {
  ts: string
  /** Set in replies only: the parent's timestamp. */
  threadTs?: string
  user: string
  fromBot: boolean
  text: string
  blocks: Block[]
  /** Ids of the files it shares. */
  files?: string[]
  metadata?: Metadata
  edited?: { user: string; ts: string }
  /** Who was mentioned when it was posted; edits notify nobody. */
  pinged: string[]
  /** The Web API does not list the message before this time (an injected fault). */
  hiddenUntil?: number
}

export type Block = Record<string, unknown> & { type: string; block_id: string }

/** The messages of one channel in the order of their timestamps. */
export interface MessageLog {
  /** A timestamp greater than all before it. */
  nextTs(nowMs: number): string
  add(message: StoredMessage): void
  get(ts: string): StoredMessage | undefined
  remove(ts: string): void
  /** Oldest first; without replies. */
  roots(): readonly StoredMessage[]
  /** Oldest first. */
  replies(threadTs: string): readonly StoredMessage[]
  all(): StoredMessage[]
}

export function createMessageLog(): MessageLog {
  let lastMicros = 0
  const byTs = new Map<string, StoredMessage>()
  const roots: StoredMessage[] = []
  const threads = new Map<string, StoredMessage[]>()
  const listOf = (message: StoredMessage) => {
    if (!message.threadTs) return roots
    const replies = threads.get(message.threadTs) ?? []
    threads.set(message.threadTs, replies)
    return replies
  }
  return {
    nextTs(nowMs) {
      lastMicros = Math.max(nowMs * 1000, lastMicros + 1)
      return timestampOf(lastMicros)
    },
    add(message) {
      lastMicros = Math.max(lastMicros, microsOf(message.ts))
      byTs.set(message.ts, message)
      listOf(message).push(message)
    },
    get: (ts) => byTs.get(ts),
    remove(ts) {
      const message = byTs.get(ts)
      if (!message) return
      byTs.delete(ts)
      const list = listOf(message)
      list.splice(list.indexOf(message), 1)
    },
    roots: () => roots,
    replies: (threadTs) => threads.get(threadTs) ?? [],
    all: () => [...byTs.values()],
  }
}
