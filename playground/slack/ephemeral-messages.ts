import type { Block } from './message-log.ts'

export interface EphemeralMessage {
  ts: string
  threadTs?: string
  channel: string
  /** The only person who sees it. */
  viewer: string
  text: string
  blocks: Block[]
}

/** Kept in memory only: as in Slack, they do not survive. */
export interface EphemeralMessages {
  add(message: EphemeralMessage): void
  get(viewer: string, channel: string, ts: string): EphemeralMessage | undefined
  remove(message: EphemeralMessage): void
  list(viewer: string, channel: string): EphemeralMessage[]
}

const KEPT_PER_PERSON = 200

export function createEphemeralMessages(): EphemeralMessages {
  const byViewer = new Map<string, EphemeralMessage[]>()
  const of = (viewer: string) => byViewer.get(viewer) ?? []
  return {
    add(message) {
      byViewer.set(message.viewer, [...of(message.viewer), message].slice(-KEPT_PER_PERSON))
    },
    get: (viewer, channel, ts) => of(viewer).find((m) => m.channel === channel && m.ts === ts),
    remove(message) {
      byViewer.set(
        message.viewer,
        of(message.viewer).filter((m) => m !== message),
      )
    },
    list: (viewer, channel) => of(viewer).filter((m) => m.channel === channel),
  }
}
