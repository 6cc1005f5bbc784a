import type { KnownBlock, ModalView } from '@slack/types'

/** What a view makes of a record: already within Slack's limits. `text` is a complete fallback of the blocks. */
export interface Message {
  text: string
  blocks: KnownBlock[]
}

export type Modal = ModalView

/** Order of sending. Smaller goes first; the shares of Slack's budgets are kept by it. */
export const PRIORITY = { answer: 0, critical: 1, outcome: 2, normal: 3, progress: 4 } as const
export type Priority = (typeof PRIORITY)[keyof typeof PRIORITY]
