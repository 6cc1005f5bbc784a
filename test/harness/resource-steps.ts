import type { ClickTarget } from '../../playground/slack/people/person-actions.ts'
import { ACTION } from '../../src/views/ids.ts'
import { buttonsOf, roots, wordsOf } from './read-message.ts'
import { fill, fillNew, handIn, type Wish } from './resource-form-steps.ts'
import { BOB, CAROL } from './resource-workspace.ts'
import {
  buttonIn,
  CHANNEL,
  click,
  clickWithReason,
  inHurry,
  listButton,
  listButtons,
  modalOf,
  PATIENCE_MS,
  saying,
  typed,
  type Workspace,
} from './slack-steps.ts'
import { until } from './until.ts'

type Seen = Record<string, unknown>

/** Cards of changes, oldest first. */
export function cards(bot: Workspace): Seen[] {
  const isCard = (message: Seen) =>
    /^(?:\S+ )?(Create|Modify|Delete) \S+-\S+$/.test(wordsOf(message).split('\n')[0] ?? '')
  return roots(bot.slack.messages(CHANNEL)).filter(isCard)
}

export function newestCard(bot: Workspace): Seen {
  return cards(bot).at(-1) ?? {}
}

/** The newest card, once it says `part`. */
export function card(bot: Workspace, part: string | RegExp): Promise<string> {
  return inHurry(bot, () => saying(`a card that says ${String(part)}`, part, () => wordsOf(newestCard(bot))))
}

/** Fills in the form and hands it in; its card stands afterwards. */
export async function ask(bot: Workspace, wish: Wish, who = BOB): Promise<void> {
  const before = cards(bot).length
  await fillNew(bot, who, wish)
  const handed = await handIn(bot, who)
  if (!handed.ok || handed.response_action !== 'update')
    throw new Error(`handing in: ${JSON.stringify(handed)}`)
  await until('a card', () => cards(bot).length > before, PATIENCE_MS)
  await closeAll(bot, who)
}

/** Until it is in service. */
export async function make(bot: Workspace, wish: Wish, who = BOB): Promise<string> {
  await ask(bot, wish, who)
  if (wish.environment === 'prod') await approve(bot)
  return card(bot, '*Ready*')
}

/** A button of the newest card, to be clicked now or later. */
export function buttonOn(bot: Workspace, actionId: string): ClickTarget {
  return buttonIn(newestCard(bot), actionId)
}

/** Clicks a button of the newest card, as soon as it has it. */
export async function press(bot: Workspace, who: string, actionId: string): Promise<void> {
  await until(`a button ${actionId}`, () => buttonsOf(newestCard(bot), actionId)[0], PATIENCE_MS)
  await click(bot, who, buttonOn(bot, actionId))
}

export async function approve(bot: Workspace, who = CAROL): Promise<void> {
  await press(bot, who, ACTION.approveResource)
}

/** The button to approve of the newest card, in the person's own list, which no edit of the card takes away. */
export async function yesInList(bot: Workspace, who: string): Promise<ClickTarget> {
  const { value } = buttonIn(newestCard(bot), ACTION.approveResource)
  await typed(bot, who, { line: '/approve', says: /for your approval/ })
  const [button] = listButtons(bot, who, ACTION.approveResource).filter((one) => one.value === value)
  if (!button) throw new Error(`${who} has no button to approve with ${String(value)}`)
  return button
}

export function reject(bot: Workspace, who: string, reason: string) {
  return clickWithReason(bot, who, { target: buttonOn(bot, ACTION.rejectResource), reason })
}

/** Opens what is told of one resource, and clicks there. */
export async function pressInDetail(
  bot: Workspace,
  who: string,
  { name, actionId }: { name: string; actionId: string },
): Promise<void> {
  await typed(bot, who, { line: `/resource ${name}`, says: name })
  await click(bot, who, listButton(bot, who, actionId))
}

/** Opens the form of what exists, chooses and hands it in; its card stands afterwards. */
export async function modify(
  bot: Workspace,
  { name, ...wish }: Pick<Wish, 'size' | 'replicas'> & { name: string },
  who = BOB,
): Promise<void> {
  const before = cards(bot).length
  await pressInDetail(bot, who, { name, actionId: ACTION.modifyResource })
  await fill(bot, who, wish)
  const handed = await handIn(bot, who, wish)
  if (!handed.ok || handed.response_action !== 'update')
    throw new Error(`handing in: ${JSON.stringify(handed)}`)
  await until('a card', () => cards(bot).length > before, PATIENCE_MS)
  await closeAll(bot, who)
}

/** Opens the modal that asks for the name, types one and hands it in. */
export async function deleteByName(
  bot: Workspace,
  who: string,
  { name, as = name }: { name: string; as?: string },
) {
  await pressInDetail(bot, who, { name, actionId: ACTION.deleteResource })
  const view = await until('a modal that asks for the name', () => modalOf(bot, who), PATIENCE_MS)
  return bot.slack.as(who).submit(view.id, { 'typed-name': { [ACTION.typedName]: as } })
}

export async function closeAll(bot: Workspace, who: string): Promise<void> {
  const view = modalOf(bot, who)
  if (view) await bot.slack.as(who).close(view.id, { all: true })
}
