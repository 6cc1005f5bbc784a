import type { ClickTarget } from '../../playground/slack/people/person-actions.ts'
import { ACTION } from '../../src/views/ids.ts'
import type { DeployApp } from './deploy-app.ts'
import { buttonsOf, roots, wordsOf } from './read-message.ts'
import {
  buttonIn,
  CHANNEL,
  click,
  clickWithReason,
  listButton,
  modal,
  modalOf,
  modalWords,
  PATIENCE_MS,
  type,
  saying,
  typed,
  type Said,
} from './slack-steps.ts'
import { until } from './until.ts'

export {
  click,
  heard,
  lastWord,
  listButton,
  modal,
  modalOf,
  modalWords,
  news,
  told,
  typed,
} from './slack-steps.ts'

type Seen = Record<string, unknown>

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

/** Types a command that opens a modal with its plan, and hands it in. */
export async function ask(bot: DeployApp, who: string, line: string): Promise<void> {
  await type(bot, who, line)
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
  return buttonIn(message, actionId)
}

/** The same button in the person's own list of what waits, which no edit of the card takes away. */
export async function buttonInList(bot: DeployApp, who: string): Promise<ClickTarget> {
  await typed(bot, who, { line: '/approve', says: /1\.\d/ })
  return listButton(bot, who, ACTION.approveDeploy)
}

/** Clicks a button of the newest card. */
export async function press(bot: DeployApp, who: string, actionId: string): Promise<void> {
  await click(bot, who, buttonOn(bot, actionId))
}

/** Clicks a button of the newest card that asks why, and answers. */
export function pressWithReason(
  bot: DeployApp,
  who: string,
  { actionId, reason }: { actionId: string; reason: string },
) {
  return clickWithReason(bot, who, { target: buttonOn(bot, actionId), reason })
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

/** Types a command that opens a modal, and waits until it says `says`. */
export async function plan(bot: DeployApp, who: string, { line, says }: Said): Promise<string> {
  await type(bot, who, line)
  return modal(bot, who, says)
}
