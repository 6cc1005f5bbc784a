import type { Actor } from '../domain/actor.ts'
import type { Message, Modal } from '../domain/message.ts'
import type { Answers } from '../domain/messages.ts'

/** What became of opening a modal. */
export type OpenedModal = Awaited<ReturnType<Answers['openModal']>>

/** A slash command: one file, listed in index.ts. Help, the manifest check and the command reference are made from it. */
export interface SlashCommand {
  name: `/${string}`
  /** One line, imperative. */
  summary: string
  /** As Slack shows it behind the name, e.g. `[mine|all|<project>]`. */
  usage: string
  examples: string[]
  /**
   * For what opens a modal: the one that the door opens when Slack is slow to say who asks, since the trigger lives 3 s.
   * It must not tell anything; null when there is none to open.
   */
  opening?(text: string): Modal | null
  /**
   * null when a modal was opened and there is nothing to say. `triggerId` is good for 3 s, and for one modal: `opened`
   * tells of the one that `opening` made.
   */
  run(
    call: { actor: Actor; text: string; channelId: string; triggerId: string; opened?: OpenedModal | null },
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
  /** The modal that `opening` made, when the door opened it. */
  opened?: OpenedModal | null
  /** Null in modals. */
  responseUrl: string | null
  channelId: string | null
  /** The message the element stands in; null in modals. */
  messageTs: string | null
  /** Only this person sees the message: it can be replaced through `responseUrl` and no other way. */
  isEphemeral: boolean
  /** The modal the element stands in. */
  view: ViewState | null
}

/** Handles one action id; answers through `answers`. The click is already acknowledged towards Slack. */
export interface Interaction {
  actionId: string
  /** As of a command. */
  opening?(value: string): Modal | null
  run(click: Click, answers: Answers): Promise<void>
}

export interface Submitted {
  actor: Actor
  view: ViewState
  triggerId: string
}

/**
 * What becomes of the modal. `errors` are by block id of input blocks; `afterwards` runs when the modal is shown,
 * which it may update again, or closed.
 */
export type SubmissionAnswer =
  | { answer: 'close'; afterwards?: () => Promise<void> }
  | { answer: 'errors'; errors: Record<string, string> }
  | { answer: 'update'; view: Modal; afterwards?: () => Promise<void> }

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

export interface SuggestedGroup {
  label: string
  options: SuggestedOption[]
}

/** Fills a searchable picker (external_select). Slack shows at most 100 options and waits 3 s. */
export interface Suggestion {
  actionId: string
  /** Groups without options are left out. */
  run(asked: { actor: Actor; typed: string; view: ViewState | null }): Promise<SuggestedGroup[]>
}
