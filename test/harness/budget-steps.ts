import type { ClickTarget, SeenView } from '../../playground/slack/people/person-actions.ts'
import { ACTION } from '../../src/views/ids.ts'
import type { CostApp } from './cost-app.ts'
import { PATIENCE, quiet } from './cost-steps.ts'
import { buttonsOf, roots, wordsOf } from './read-message.ts'
import { modalOf } from './slack-steps.ts'
import { until } from './until.ts'

type Seen = Record<string, unknown>

/** Types `/budget <named> set|ask` and waits for the form. */
export async function budgetForm(bot: CostApp, who: string, line: string): Promise<SeenView> {
  const before = modalOf(bot, who)?.id
  const sent = await bot.slack.as(who).command({ channel: 'payments', text: line })
  if (!sent.ok) throw new Error(`${line}: ${JSON.stringify(sent)}`)
  const opened = () => {
    const view = modalOf(bot, who)
    return view && view.id !== before && view
  }
  return until(`a form for ${line}`, opened, PATIENCE)
}

/** Hands the form in; what became of it, as the form says it afterwards, or its errors. */
export async function handIn(
  bot: CostApp,
  who: string,
  { view, amount, reason }: { view: SeenView; amount?: string; reason?: string },
): Promise<string> {
  const typed = {
    ...(amount === undefined ? {} : { amount: { [ACTION.budgetAmount]: amount } }),
    ...(reason === undefined ? {} : { reason: { [ACTION.reason]: reason } }),
  }
  const handed = await bot.slack.as(who).submit(view.id, typed)
  const after = modalOf(bot, who)
  const words = after ? `${wordsOf({ blocks: after.blocks })}\n${JSON.stringify(after.errors)}` : ''
  await bot.slack
    .as(who)
    .close(view.id, { all: true })
    .catch(() => undefined)
  return `${words}\n${JSON.stringify(handed)}`
}

export async function setBudget(bot: CostApp, who: string, named: string, amount: string): Promise<string> {
  const view = await budgetForm(bot, who, `/budget ${named} set`)
  const told = await handIn(bot, who, { view, amount })
  await quiet(bot)
  return told
}

export async function askBudget(
  bot: CostApp,
  who: string,
  wish: { named: string; amount: string; reason: string },
): Promise<string> {
  const view = await budgetForm(bot, who, `/budget ${wish.named} ask`)
  const told = await handIn(bot, who, { view, amount: wish.amount, reason: wish.reason })
  await quiet(bot)
  return told
}

/** The newest card of a request in the channel. */
export function budgetCard(bot: CostApp, channel = 'payments'): Seen {
  const isCard = (message: Seen) => wordsOf(message).startsWith('Budget of ')
  return roots(bot.slack.messages(channel)).filter(isCard).at(-1) ?? {}
}

/** A button of it. */
export function onCard(
  bot: CostApp,
  actionId: string,
  channel = 'payments',
): ClickTarget & { channel: string } {
  const card = budgetCard(bot, channel)
  const [button] = buttonsOf(card, actionId)
  if (!button) throw new Error(`no button ${actionId} on:\n${wordsOf(card)}`)
  return { channel, ts: String(card['ts']), ...button }
}

/** What the channel reads that says `part`, threads included. */
export function saidIn(bot: CostApp, channel: string, part: RegExp): string[] {
  return bot.slack
    .messages(channel)
    .map((message) => wordsOf(message))
    .filter((words) => part.test(words))
}
