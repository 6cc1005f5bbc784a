import type { Actor } from '../domain/actor.ts'
import type { Message, Modal } from '../domain/message.ts'
import type { Answers } from '../domain/messages.ts'

/** A slash command: one file, listed in index.ts. Help, the manifest check and the command reference are made from it. */
export interface SlashCommand {
  name: `/${string}`
  /** One line, imperative. */
  summary: string
  /** As Slack shows it behind the name, e.g. `[mine|all|<project>]`. */
  usage: string
  examples: string[]
  /** null when a modal was opened and there is nothing to say. `triggerId` is good for 3 s. */
  run(
    call: { actor: Actor; text: string; channelId: string; triggerId: string },
    answers: Answers,
  ): Promise<Message | null>
}

/** What the inputs of a modal hold: block id → action id → chosen or typed value, null when empty. */
export type ViewValues = Record<string, Record<string, string | string[] | null>>

export interface ViewState {
  id: string
  hash: string
  privateMetadata: string
  callbackId: string
  values: ViewValues
}

/** A click on an element of a message or modal. `value` is the button's value, or the chosen option's. */
export interface Click {
  actor: Actor
  actionId: string
  value: string
  triggerId: string
  /** Null in modals. */
  responseUrl: string | null
  channelId: string | null
  /** The message the element stands in; null in modals and ephemeral messages. */
  messageTs: string | null
  /** The modal the element stands in. */
  view: ViewState | null
}

/** Handles one action id; answers through `answers`. The click is already acknowledged towards Slack. */
export interface Interaction {
  actionId: string
  run(click: Click, answers: Answers): Promise<void>
}

export interface Submitted {
  actor: Actor
  view: ViewState
  triggerId: string
}

/** What becomes of the modal. `errors` are by block id of input blocks. */
export type SubmissionAnswer =
  | { answer: 'close' }
  | { answer: 'errors'; errors: Record<string, string> }
  | { answer: 'update'; view: Modal }

/** Handles a modal that is handed in. Decide and store first: what takes longer than 2 s is shown as under way. */
export interface Submission {
  callbackId: string
  run(submitted: Submitted, answers: Answers): Promise<SubmissionAnswer>
}

export interface SuggestedOption {
  text: string
  value: string
  description?: string
}

/** Fills a searchable picker (external_select). Slack shows at most 100 options and waits 3 s. */
export interface Suggestion {
  actionId: string
  /** Groups without options are left out. */
  run(asked: {
    actor: Actor
    typed: string
    view: ViewState | null
  }): Promise<{ label: string; options: SuggestedOption[] }[]>
}
