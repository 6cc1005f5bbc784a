import type { ClickTarget } from '../../playground/slack/people/person-actions.ts'
import { ACTION } from '../../src/views/ids.ts'
import type { DeployApp } from './deploy-app.ts'
import { buttonsOf, replies, roots, wordsOf } from './read-message.ts'
import { until } from './until.ts'

type Seen = Record<string, unknown>
const CHANNEL = 'payments'
/** Machines that build are busy. */
const PATIENCE_MS = 25_000

/** The newest card of a deploy in the team's channel, once it says `part`. */
export function card(bot: DeployApp, part: string | RegExp): Promise<string> {
  return saying(`a card that says ${String(part)}`, part, () => wordsOf(newestCard(bot) ?? {}))
}

export function cards(bot: DeployApp): Seen[] {
  return roots(bot.slack.messages(CHANNEL)).filter((message) => /→|Roll/.test(wordsOf(message)))
}

export function newestCard(bot: DeployApp): Seen | undefined {
  return cards(bot).at(-1)
}

/** What was told in threads, in order. */
export function news(bot: DeployApp): string[] {
  return replies(bot.slack.messages(CHANNEL)).map((message) => wordsOf(message))
}

/** The person's open modal. */
export function modalOf(bot: DeployApp, who: string) {
  return bot.slack.as(who).views().at(-1)
}

export function modalWords(bot: DeployApp, who: string): string {
  const view = modalOf(bot, who)
  return view ? wordsOf({ blocks: view.blocks }) : ''
}

/** Types a command that opens a modal with its plan, and hands it in. */
export async function ask(bot: DeployApp, who: string, line: string): Promise<void> {
  const sent = await bot.slack.as(who).command({ channel: CHANNEL, text: line })
  if (!sent.ok) throw new Error(`${line}: ${JSON.stringify(sent)}`)
  await submitPlan(bot, who)
}

/** Waits until the open modal shows a plan that can be handed in. */
export async function submitPlan(bot: DeployApp, who: string): Promise<void> {
  const view = await until(
    `a plan for ${who}`,
    () => {
      const open = modalOf(bot, who)
      return open?.submit ? open : null
    },
    PATIENCE_MS,
  ).catch((error: Error) => {
    throw new Error(`${error.message}\n${modalWords(bot, who)}`)
  })
  const handed = await bot.slack.as(who).submit(view.id, {})
  if (!handed.ok) throw new Error(`handing in: ${JSON.stringify(handed)}`)
}

/** A button of the newest card, to be clicked now or later. */
export function buttonOn(bot: DeployApp, actionId: string, message = newestCard(bot) ?? {}): ClickTarget {
  const [button] = buttonsOf(message, actionId)
  if (!button) throw new Error(`no button ${actionId} on:\n${wordsOf(message)}`)
  return { channel: CHANNEL, ts: String(message['ts']), ...button }
}

/** The same button in the person's own list of what waits, which no edit of the card takes away. */
export async function buttonInList(bot: DeployApp, who: string): Promise<ClickTarget> {
  await typed(bot, who, { line: '/approve', says: /1\.\d/ })
  return listButton(bot, who, ACTION.approveDeploy)
}

export async function click(bot: DeployApp, who: string, target: ClickTarget): Promise<void> {
  const clicked = await bot.slack.as(who).click(target)
  if (!clicked.ok) throw new Error(`clicking ${target.action_id}: ${JSON.stringify(clicked)}`)
}

/** Clicks a button of the newest card. */
export async function press(bot: DeployApp, who: string, actionId: string): Promise<void> {
  await click(bot, who, buttonOn(bot, actionId))
}

/** Clicks a button of the newest card that asks why, and answers. */
export async function pressWithReason(
  bot: DeployApp,
  who: string,
  { actionId, reason }: { actionId: string; reason: string },
) {
  await press(bot, who, actionId)
  const view = await until('a modal that asks why', () => modalOf(bot, who), PATIENCE_MS)
  return bot.slack.as(who).submit(view.id, { reason: { [ACTION.reason]: reason } })
}

export async function approve(bot: DeployApp, who = 'U0CAROL'): Promise<void> {
  await until(
    'a button to approve',
    () => buttonsOf(newestCard(bot) ?? {}, ACTION.approveDeploy)[0],
    PATIENCE_MS,
  )
  await press(bot, who, ACTION.approveDeploy)
}

/** The Deployment checkout in one cluster. */
export function deploymentIn(bot: DeployApp, cluster: string) {
  const found = bot.clusters[cluster]?.state.deployment('payments', 'checkout')
  if (!found) throw new Error(`no checkout in ${cluster}`)
  return found
}

export function imageIn(bot: DeployApp, cluster: string): string {
  return deploymentIn(bot, cluster).spec.template.spec.containers[0]?.image ?? ''
}

/** How often the template or the size was changed. */
export function generationIn(bot: DeployApp, cluster: string): number {
  return deploymentIn(bot, cluster).metadata.generation ?? 0
}

/** Types a command and waits until its answer, for this person alone, says `part`. */
export async function typed(
  bot: DeployApp,
  who: string,
  { line, says }: { line: string; says: string | RegExp },
): Promise<string> {
  const sent = await bot.slack.as(who).command({ channel: CHANNEL, text: line })
  if (!sent.ok) throw new Error(`${line}: ${JSON.stringify(sent)}`)
  return heard(bot, who, says)
}

/** What the person alone was told, once it says `part`. */
export function heard(bot: DeployApp, who: string, part: string | RegExp): Promise<string> {
  return saying(`${who} to hear ${String(part)}`, part, () => lastWord(bot, who))
}

/** The words of the person's open modal, once they say `part`. */
export function modal(bot: DeployApp, who: string, part: string | RegExp): Promise<string> {
  return saying(`a modal that says ${String(part)}`, part, () => modalWords(bot, who))
}

/** Types a command that opens a modal, and waits until it says `says`. */
export async function plan(
  bot: DeployApp,
  who: string,
  { line, says }: { line: string; says: string | RegExp },
): Promise<string> {
  const sent = await bot.slack.as(who).command({ channel: CHANNEL, text: line })
  if (!sent.ok) throw new Error(`${line}: ${JSON.stringify(sent)}`)
  return modal(bot, who, says)
}

/** A message in a thread, once it says `part`. */
export function told(bot: DeployApp, part: string | RegExp): Promise<string> {
  return saying(`news that say ${String(part)}`, part, () => news(bot).join('\n'))
}

function saying(what: string, part: string | RegExp, look: () => string): Promise<string> {
  const found = () => {
    const words = look()
    return (typeof part === 'string' ? words.includes(part) : part.test(words)) && words
  }
  return until(what, found, PATIENCE_MS).catch((error: Error) => {
    throw new Error(`${error.message}\n${look()}`)
  })
}

/** What the person alone was told last. */
export function lastWord(bot: DeployApp, who: string): string {
  const own = ownMessages(bot, who).at(-1)
  return own ? wordsOf(own) || own.text : ''
}

/** A button of what the person alone was told last. */
export function listButton(bot: DeployApp, who: string, actionId: string): ClickTarget {
  return buttonOn(bot, actionId, ownMessages(bot, who).at(-1))
}

function ownMessages(bot: DeployApp, who: string) {
  return bot.slack
    .as(who)
    .messages(CHANNEL)
    .filter((message) => message.ephemeral)
}
