import { elementsOf } from './block-elements.js'

const NOT_INPUTS = ['button', 'overflow', 'image', 'workflow_button']

const keyOf = (blockId, element) => `${blockId}\n${element.action_id}`

/** What the elements of a modal work with: what the view holds, and over it what was typed here and not sent yet. */
export function surfaceOf({ view, blocks, typed, setTyped, errors }) {
  const entryOf = (blockId, element) => view.state.values[blockId]?.[element.action_id]
  const value = (blockId, element) => {
    const key = keyOf(blockId, element)
    return key in typed ? typed[key] : heldIn(entryOf(blockId, element))
  }
  const values = () => {
    const all = {}
    for (const { blockId, element } of inputsOf(view)) {
      const key = keyOf(blockId, element)
      if (key in typed) (all[blockId] ??= {})[element.action_id] = typed[key] ?? null
    }
    return all
  }
  const set = (blockId, element, next) =>
    setTyped((before) => ({ ...before, [keyOf(blockId, element)]: next }))
  const textOf = (blockId, element, chosen) => {
    const { selected_option: one, selected_options: many } = entryOf(blockId, element) ?? {}
    return [one, ...(many ?? [])].find((option) => option?.value === chosen)?.text.text
  }
  return { view_id: view.id, blocks, inputs: { value, set }, values, textOf, errors }
}

/** What was typed into inputs that are gone is forgotten, as in Slack: under the same ids they would come back empty. */
export function stillThere(typed, view) {
  const keys = new Set(inputsOf(view).map(({ blockId, element }) => keyOf(blockId, element)))
  const kept = Object.entries(typed).filter(([key]) => keys.has(key))
  return kept.length === Object.keys(typed).length ? typed : Object.fromEntries(kept)
}

/** A value of `state.values` as inputs take it; undefined when there is none. */
function heldIn(entry) {
  if (!entry) return undefined
  const { type: _type, ...held } = entry
  const [value] = Object.values(held)
  if (Array.isArray(value)) return value.length ? value.map((one) => one.value ?? one) : undefined
  return value?.value ?? value ?? undefined
}

function inputsOf(view) {
  return view.blocks.flatMap((block) =>
    elementsOf(block)
      .filter((element) => element.action_id && !NOT_INPUTS.includes(element.type))
      .map((element) => ({ blockId: block.block_id, element })),
  )
}
