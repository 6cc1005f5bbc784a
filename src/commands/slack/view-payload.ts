import { z } from 'zod'
import type { ViewState, ViewValues } from '../door.ts'

const entry = z.record(z.string(), z.unknown())

// https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
export const viewPayload = z.object({
  id: z.string(),
  hash: z.string().default(''),
  callback_id: z.string().default(''),
  private_metadata: z.string().nullish(),
  title: z.object({ text: z.string().default('') }).nullish(),
  blocks: z.array(z.object({ type: z.string().default(''), block_id: z.string().default('') })).default([]),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), entry)).default({}) }).nullish(),
})
export type ViewPayload = z.infer<typeof viewPayload>

export function toViewState(view: ViewPayload): ViewState {
  const values: ViewValues = {}
  for (const [blockId, actions] of Object.entries(view.state?.values ?? {})) {
    const held = Object.entries(actions).map(([actionId, given]) => [actionId, heldIn(given)] as const)
    values[blockId] = Object.fromEntries(held)
  }
  return {
    id: view.id,
    hash: view.hash,
    privateMetadata: view.private_metadata ?? '',
    callbackId: view.callback_id,
    values,
  }
}

/** The block ids that a submission may name in `errors`. */
export function inputBlocksOf(view: ViewPayload): Set<string> {
  return new Set(view.blocks.filter(({ type }) => type === 'input').map((block) => block.block_id))
}

/** The one value beside `type`: text, an option, an id, a moment, or a list, which is empty when nothing is chosen. */
function heldIn(given: Record<string, unknown>): string | string[] | null {
  const key = Object.keys(given).find((name) => name === 'value' || name.startsWith('selected_'))
  const held = key === undefined ? null : given[key]
  return Array.isArray(held) ? held.map(valueOf).filter((value) => value !== null) : valueOf(held)
}

function valueOf(held: unknown): string | null {
  if (typeof held === 'string') return held === '' ? null : held
  if (typeof held === 'number') return String(held)
  if (typeof held !== 'object' || held === null || !('value' in held)) return null
  return typeof held.value === 'string' ? held.value : null
}
