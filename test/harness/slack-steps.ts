import type { ClickTarget, SeenView } from '../../playground/slack/people/person-actions.ts'
import { ACTION } from '../../src/views/ids.ts'
import type { TestApp } from './app.ts'
import type { HurriedClock } from './hurried-clock.ts'
import { buttonsOf, replies, wordsOf } from './read-message.ts'
import { until } from './until.ts'

/** What people do in the channel of the team payments, and what they see there. */
export type Workspace = Pick<TestApp, 'slack'> & Partial<Pick<HurriedClock, 'hurry'>>

type Seen = Record<string, unknown>

/** What is typed, and what the answer says. */
export interface Said {
  line: string
  says: string | RegExp
}

export const CHANNEL = 'payments'
/** Machines that build are busy. */
export const PATIENCE_MS = 25_000

/** What was told in threads, in order. */
export function news(bot: Workspace): string[] {
  return replies(bot.slack.messages(CHANNEL)).map((message) => wordsOf(message))
}

/** A message in a thread, once it says `part`. */
export function told(bot: Workspace, part: string | RegExp): Promise<string> {
  return inHurry(bot, () => saying(`news that say ${String(part)}`, part, () => news(bot).join('\n')))
}

/** The person's open modal. */
export function modalOf(bot: Workspace, who: string): SeenView | undefined {
  return bot.slack.as(who).views().at(-1)
}

export function modalWords(bot: Workspace, who: string): string {
  const view = modalOf(bot, who)
  return view ? wordsOf({ blocks: view.blocks }) : ''
}

/** The words of the person's open modal, once they say `part`. */
export function modal(bot: Workspace, who: string, part: string | RegExp): Promise<string> {
  return saying(`a modal that says ${String(part)}`, part, () => modalWords(bot, who))
}

/** A button of a message, to be clicked now or later. */
export function buttonIn(message: Seen, actionId: string): ClickTarget {
  const [button] = buttonsOf(message, actionId)
  if (!button) throw new Error(`no button ${actionId} on:\n${wordsOf(message)}`)
  return { channel: CHANNEL, ts: String(message['ts']), ...button }
}

export async function click(bot: Workspace, who: string, target: ClickTarget): Promise<void> {
  const clicked = await bot.slack.as(who).click(target)
  if (!clicked.ok) throw new Error(`clicking ${target.action_id}: ${JSON.stringify(clicked)}`)
}

/** Clicks a button that asks why, and answers. */
export async function clickWithReason(
  bot: Workspace,
  who: string,
  { target, reason }: { target: ClickTarget; reason: string },
) {
  await click(bot, who, target)
  const view = await until('a modal that asks why', () => modalOf(bot, who), PATIENCE_MS)
  return bot.slack.as(who).submit(view.id, { reason: { [ACTION.reason]: reason } })
}

/** Types a command. */
export async function type(bot: Workspace, who: string, line: string): Promise<void> {
  const sent = await bot.slack.as(who).command({ channel: CHANNEL, text: line })
  if (!sent.ok) throw new Error(`${line}: ${JSON.stringify(sent)}`)
}

/** Types a command and waits until its answer, for this person alone, says `says`. */
export async function typed(bot: Workspace, who: string, { line, says }: Said): Promise<string> {
  await type(bot, who, line)
  return heard(bot, who, says)
}

/** What the person alone was told, once it says `part`. */
export function heard(bot: Workspace, who: string, part: string | RegExp): Promise<string> {
  return saying(`${who} to hear ${String(part)}`, part, () => lastWord(bot, who))
}

/** What the person alone was told last. */
export function lastWord(bot: Workspace, who: string): string {
  const own = ownMessages(bot, who).at(-1)
  return own ? wordsOf(own) || own.text : ''
}

/** A button of what the person alone was told last. */
export function listButton(bot: Workspace, who: string, actionId: string): ClickTarget {
  return buttonIn(ownMessages(bot, who).at(-1) ?? {}, actionId)
}

/** All of its buttons that begin so. */
export function listButtons(bot: Workspace, who: string, actionId: string): ClickTarget[] {
  const own = ownMessages(bot, who).at(-1) ?? {}
  return buttonsOf(own, actionId).map((button) => ({
    channel: CHANNEL,
    ts: String((own as Seen)['ts']),
    ...button,
  }))
}

function ownMessages(bot: Workspace, who: string) {
  return bot.slack
    .as(who)
    .messages(CHANNEL)
    .filter((message) => message.ephemeral)
}

/** Nobody talks to the bot meanwhile. */
export function inHurry<T>(bot: Workspace, work: () => Promise<T>): Promise<T> {
  return bot.hurry ? bot.hurry(work) : work()
}

/** What `look` gives, once it says `part`; in vain it tells what it gave last. */
export function saying(what: string, part: string | RegExp, look: () => string): Promise<string> {
  const found = () => {
    const words = look()
    return (typeof part === 'string' ? words.includes(part) : part.test(words)) && words
  }
  return until(what, found, PATIENCE_MS).catch((error: Error) => {
    throw new Error(`${error.message}\n${look()}`)
  })
}
