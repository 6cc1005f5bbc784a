import type { SeenView } from '../../playground/slack/people/person-actions.ts'
import { ACTION, withoutNumber } from '../../src/views/ids.ts'
import { modalOf, modalWords, PATIENCE_MS, type, type Workspace } from './slack-steps.ts'
import { until } from './until.ts'

/** What somebody chooses in the form; what is left out stays as it is offered. */
export interface Wish {
  project?: string
  environment?: string
  name?: string
  engine?: string
  size?: string
  replicas?: string
}

/** What the form says of itself. */
interface FormState {
  project: string | null
  environment: string | null
  values: Record<string, unknown>
  planHash: string | null
}

/** Opens the form by its command, and chooses. */
export async function fillNew(bot: Workspace, who: string, wish: Wish): Promise<void> {
  await type(bot, who, '/resource create')
  await fill(bot, who, { project: 'payments', ...wish })
}

/** Chooses in the open form, one after the other as people do. */
export async function fill(bot: Workspace, who: string, { project, environment, ...values }: Wish) {
  if (project !== undefined) await pickProject(bot, who, project)
  if (environment !== undefined) await choose(bot, who, { block: 'environment', value: environment })
  for (const [block, value] of Object.entries(values)) await choose(bot, who, { block, value })
}

/** Until the form shows what was chosen there, in what it says of itself. */
export function shown(bot: Workspace, who: string, wish: Wish): Promise<SeenView> {
  const { project, environment, ...values } = wish
  const wanted = Object.entries({ project, environment, ...values }).filter(
    ([, value]) => value !== undefined,
  )
  return inForm(bot, who, `a form with ${JSON.stringify(wish)}`, (view) => {
    const state = stateOf(view)
    const held: Record<string, unknown> = { ...state?.values, ...state }
    return wanted.every(([key, value]) => held[key] === value)
  })
}

/** Until it shows a plan that can be handed in as it stands. */
export function planned(bot: Workspace, who: string, wish: Wish = {}): Promise<SeenView> {
  return inForm(bot, who, `a plan for ${JSON.stringify(wish)}`, (view) => {
    const state = stateOf(view)
    const held: Record<string, unknown> = { ...state?.values, ...state }
    const isAsked = Object.entries(wish).every(([key, value]) => held[key] === value)
    return (
      isAsked && Boolean(state?.planHash) && ['Create', 'Modify', 'Ask for approval'].includes(submitOf(view))
    )
  })
}

/** Hands the open form in; the answer of Slack. */
export async function handIn(bot: Workspace, who: string, wish: Wish = {}) {
  const { id } = await planned(bot, who, wish)
  return bot.slack.as(who).submit(id, {})
}

export function submitOf(view: SeenView | undefined): string {
  const { submit } = (view ?? {}) as { submit?: { text?: string } | null }
  return submit?.text ?? ''
}

async function pickProject(bot: Workspace, who: string, value: string): Promise<void> {
  const action_id = ACTION.pickResourceProject
  const { id } = await inForm(bot, who, 'a form', (view) => elementOf(view, 'project') !== null)
  await bot.slack.as(who).options(id, { action_id, typed: value.slice(0, 3) })
  await pick(bot, who, { view_id: id, action_id, value })
  await shown(bot, who, { project: value })
}

export async function choose(
  bot: Workspace,
  who: string,
  { block, value }: { block: string; value: string },
): Promise<void> {
  const view = await inForm(bot, who, `a field ${block}`, (open) => elementOf(open, block) !== null)
  await pick(bot, who, { view_id: view.id, block_id: block, action_id: elementOf(view, block) ?? '', value })
  await shown(bot, who, { [block]: value })
}

async function pick(
  bot: Workspace,
  who: string,
  target: { view_id: string; action_id: string; block_id?: string; value: string },
): Promise<void> {
  const clicked = await bot.slack.as(who).click(target)
  if (!clicked.ok) throw new Error(`choosing ${target.value}: ${JSON.stringify(clicked)}`)
}

async function inForm(
  bot: Workspace,
  who: string,
  what: string,
  isSo: (view: SeenView) => boolean,
): Promise<SeenView> {
  const look = () => {
    const view = modalOf(bot, who)
    return view && isSo(view) ? view : null
  }
  return until(what, look, PATIENCE_MS).catch((error: Error) => {
    const { private_metadata: state = '' } = (modalOf(bot, who) ?? {}) as { private_metadata?: string }
    throw new Error(`${error.message}\n${state}\n${modalWords(bot, who)}`)
  })
}

export function stateOf({ private_metadata: text }: SeenView): FormState | null {
  return text ? (JSON.parse(text) as FormState) : null
}

/** The action of the element in a block; null: there is no such block. */
export function elementOf(view: SeenView, block: string): string | null {
  const found = view.blocks.find((one) => (one as { block_id?: string }).block_id === block) as
    { element?: { action_id?: string }; accessory?: { action_id?: string } } | undefined
  const action = found?.element?.action_id ?? found?.accessory?.action_id ?? null
  return action !== null && withoutNumber(action).startsWith('resource-pick:') ? action : null
}
