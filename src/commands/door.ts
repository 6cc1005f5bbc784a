import type { Actor } from '../domain/actor.ts'
import type { Message } from '../domain/message.ts'
import type { Answers } from '../domain/messages.ts'

/** A slash command: one file, listed in index.ts. Help, the manifest check and the command reference are made from it. */
export interface SlashCommand {
  name: `/${string}`
  /** One line, imperative. */
  summary: string
  /** As Slack shows it behind the name, e.g. `[mine|all|<project>]`. */
  usage: string
  examples: string[]
  run(call: { actor: Actor; text: string; channelId: string }): Promise<Message>
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
  view: { id: string; hash: string; privateMetadata: string } | null
}

/** Handles one action id; answers through `answers`. The click is already acknowledged towards Slack. */
export interface Interaction {
  actionId: string
  run(click: Click, answers: Answers): Promise<void>
}
