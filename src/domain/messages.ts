import type { Membership } from './actor.ts'
import type { Message, Modal } from './message.ts'

/** What is known after one attempt to write to Slack. Every outcome class has one transition in the writer. */
export type SendResult =
  /** Slack answered ok. */
  | { outcome: 'done'; channel: string; ts: string }
  /** 429 or `ratelimited`: certainly not carried out; try again after this time. */
  | { outcome: 'limited'; retryAfterMs: number }
  /** Slack answered an error code: certainly not carried out. `details` are response_metadata.messages. */
  | { outcome: 'refused'; error: string; details: string[] }
  /** The connection was never made: certainly not carried out. */
  | { outcome: 'unsent'; error: string }
  /** Timeout, dropped connection or 5xx: may have been carried out. */
  | { outcome: 'ambiguous'; error: string }

/** Port: the bot's own messages in Slack. Never throws for what Slack or the network does. */
export interface Messages {
  /** chat.postMessage with `key` in the metadata. */
  post(request: {
    channel: string
    threadTs: string | null
    message: Message
    key: string
  }): Promise<SendResult>
  /** chat.update of an own message. */
  update(request: { channel: string; ts: string; message: Message; key: string }): Promise<SendResult>
  /**
   * Looks for a message with `key` in the channel's history (or the thread's replies), posted by a call that began at
   * `since` (ms).
   * `unreadable`: the scope or membership is missing, so nothing can be said.
   */
  find(request: {
    channel: string
    threadTs: string | null
    key: string
    since: number
  }): Promise<
    { found: string } | { found: null } | { unreadable: string } | { failed: string; retryAfterMs?: number }
  >
  /** chat.getPermalink; null when Slack cannot say. */
  permalink(channel: string, ts: string): Promise<string | null>
}

/** What a person's click or command can be answered through. Best effort: the decision is already stored. */
export interface Answers {
  /** Only the asker sees it. Uses the response_url. */
  ephemeral(responseUrl: string, message: Message): Promise<void>
  /** Instead of the message that was clicked, where only the asker sees it. False when Slack did not take it. */
  replace(responseUrl: string, message: Message): Promise<boolean>
  openModal(triggerId: string, view: Modal): Promise<{ viewId: string; hash: string } | { error: string }>
  updateModal(viewId: string, hash: string | null, view: Modal): Promise<{ ok: boolean; error?: string }>
}

/** Port: people and groups of the workspace, cached at most 60 s. */
export interface Directory {
  /** `unknown` when Slack cannot be asked now. */
  person(userId: string): Promise<{ membership: Membership; name: string }>
  /** null when Slack cannot be asked now or the group does not exist. `fresh`: asked now, not remembered. */
  groupMembers(userGroup: string, options?: { fresh: boolean }): Promise<string[] | null>
}
