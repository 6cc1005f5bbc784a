import { interactiveParts } from '../blockkit/uniqueness.ts'
import type { Delivered, Transport } from '../delivery.ts'
import { timestampOf } from '../ids.ts'
import {
  inputValues,
  optionWith,
  slotOf,
  valueFrom,
  type InputValue,
  type InputValues,
} from '../input-values.ts'
import type { Block } from '../message-log.ts'
import { withOffered } from '../offered-options.ts'
import { messageActionPayload, viewActionPayload } from '../payloads.ts'
import type { OpenView } from '../view-stacks.ts'
import type { Channel, Person } from '../workspace.ts'
import type { World } from '../world.ts'
import { noSuchOption, withTyped, type TypedValues } from './input-checks.ts'
import { UserError } from './user-error.ts'

/** Which element: `value` chooses an option, or tells equal buttons apart. */
export interface ElementChoice {
  action_id: string
  block_id?: string | undefined
  value?: unknown
  /** What other inputs of the modal hold by now. */
  values?: TypedValues | undefined
}

export type ClickResult = { ok: true; ackMs: number } | { ok: false; error: string; ackMs: number }

interface Found {
  block: Block
  element: Record<string, unknown>
}

export async function clickInMessage(
  world: World,
  transport: Transport,
  { person, channel, ts, choice }: { person: Person; channel: Channel; ts: string; choice: ElementChoice },
): Promise<ClickResult> {
  requireInteractivity(world)
  const message = world.ephemerals.get(person.id, channel.id, ts) ?? channel.log.get(ts)
  if (!message) throw new UserError(404, 'message_not_found', `${person.name} sees no message ${ts}`)
  const found = findElement(message.blocks, choice)
  const chosen = choose(found, choice)
  const values = withValue(inputValues(message.blocks), found, chosen)
  if (!dispatches(found)) return { ok: true, ackMs: 0 }
  const action = actionOf(world, found, chosen)
  const payload = messageActionPayload(world, { person, channel, message, action, values })
  return resultOf(await transport.deliver({ type: 'interactive', payload, acceptsAnswer: false }))
}

export async function clickInView(
  world: World,
  transport: Transport,
  { person, view, choice }: { person: Person; view: OpenView; choice: ElementChoice },
): Promise<ClickResult> {
  requireInteractivity(world)
  const { block, element } = findElement(view.definition.blocks, choice)
  const found = { block, element: withOffered(view, block, element) }
  const chosen = choose(found, choice)
  const typed = withTyped(view, choice.values ?? {}, { skipUnknown: true })
  view.values = withValue(typed, found, chosen)
  if (chosen) world.events.emit({ type: 'view', user: person.id, id: view.id })
  if (!dispatches(found)) return { ok: true, ackMs: 0 }
  const action = actionOf(world, found, chosen)
  const payload = viewActionPayload(world, { person, view, action })
  return resultOf(await transport.deliver({ type: 'interactive', payload, acceptsAnswer: false }))
}

export function requireInteractivity({ manifest }: World): void {
  if (!manifest.interactive)
    throw new UserError(409, 'interactivity_disabled', 'the manifest does not enable settings.interactivity')
}

export function findElement(blocks: Block[], { action_id, block_id, value }: ElementChoice): Found {
  const named = blocks
    .flatMap((block) => interactiveParts(block).map(({ element }) => ({ block, element })))
    .filter(
      ({ block, element }) =>
        element['action_id'] === action_id && (!block_id || block.block_id === block_id),
    )
  const [first, ...others] = named
  if (!first) throw new UserError(404, 'element_not_found', `there is no element ${action_id}`)
  if (others.length === 0) return first
  const holding = named.filter(({ element }) => element['value'] === value || optionWith(element, value))
  const [only, ...rest] = holding
  if (!only || rest.length > 0)
    throw new UserError(
      409,
      'ambiguous_element',
      `${named.length} elements are called ${action_id}: name the block or value`,
    )
  return only
}

function choose({ block, element }: Found, { value }: ElementChoice): InputValue | undefined {
  const type = String(element['type'])
  const isOne = type === 'overflow' || slotOf(element)?.key === 'selected_option'
  const clears = value === null && block['optional'] === true
  if (isOne && !clears && !optionWith(element, value)) throw noSuchOption(element, value)
  if (type === 'overflow') return { type, selected_option: optionWith(element, value) }
  const chosen = valueFrom(element, value)
  if (!chosen && type !== 'button') throw noSuchOption(element, value)
  return chosen
}

/** Elements of input blocks tell the app only when the block asks for it. */
const dispatches = ({ block }: Found) => block.type !== 'input' || block['dispatch_action'] === true

function withValue(
  values: InputValues,
  { block, element }: Found,
  chosen: InputValue | undefined,
): InputValues {
  if (!chosen || chosen.type === 'overflow') return values
  const actionId = String(element['action_id'])
  return { ...values, [block.block_id]: { ...values[block.block_id], [actionId]: chosen } }
}

function actionOf(
  { clock }: World,
  { block, element }: Found,
  chosen: InputValue | undefined,
): Record<string, unknown> {
  const { type, action_id, text, value, url, style, confirm, placeholder } = element
  const copied = Object.entries({ text, value, url, style, confirm, placeholder }).filter(
    ([, part]) => part !== undefined,
  )
  return {
    type,
    action_id,
    block_id: block.block_id,
    ...Object.fromEntries(copied),
    ...chosen,
    action_ts: timestampOf(clock.now() * 1000),
  }
}

function resultOf(delivered: Delivered): ClickResult {
  const { outcome, ackMs } = delivered
  return outcome === 'acknowledged' ? { ok: true, ackMs } : { ok: false, error: outcome, ackMs }
}
