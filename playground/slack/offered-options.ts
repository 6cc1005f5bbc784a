import { isRecord } from './blockkit/checks.ts'
import { interactiveParts } from './blockkit/uniqueness.ts'
import type { InputValues } from './input-values.ts'
import type { Block } from './message-log.ts'

export type Option = Record<string, unknown>
/** What the app offered to each searchable picker of a view, by the option's value. */
export type Offered = Map<string, Map<unknown, Option>>

const pickerKey = (blockId: string, actionId: unknown) => `${blockId}\n${String(actionId)}`

export const isExternal = (element: Record<string, unknown>) =>
  /^(multi_)?external_select$/.test(String(element['type']))

export function rememberOffered(
  offered: Offered,
  picker: { blockId: string; actionId: unknown },
  options: Option[],
): void {
  const key = pickerKey(picker.blockId, picker.actionId)
  const known = offered.get(key) ?? new Map<unknown, Option>()
  for (const option of options) known.set(option['value'], option)
  offered.set(key, known)
}

/** Those of pickers that are still there: under other ids it is another picker. */
export function keepOffered(offered: Offered, blocks: Block[]): Offered {
  const there = blocks.flatMap((block) =>
    interactiveParts(block).map(({ element }) => pickerKey(block.block_id, element['action_id'])),
  )
  return new Map([...offered].filter(([key]) => there.includes(key)))
}

/** A searchable picker with what may be chosen from it: what it holds, began with or was offered. Others as they are. */
export function withOffered(
  { values, offered }: { values: InputValues; offered: Offered },
  block: Block,
  element: Record<string, unknown>,
): Record<string, unknown> {
  if (!isExternal(element)) return element
  const { action_id: actionId, initial_option: initial, initial_options: initials } = element
  const held = values[block.block_id]?.[String(actionId)]
  const options = [
    ...(offered.get(pickerKey(block.block_id, actionId))?.values() ?? []),
    ...[held?.['selected_option'], held?.['selected_options'], initial, initials].flat().filter(isRecord),
  ]
  return { ...element, options }
}
