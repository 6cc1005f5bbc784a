import { isRecord, type Report } from './checks.ts'

/**
 * block_ids are unique in a message or view, action_ids in their block ("unique among all other action_ids in the
 * containing block", @slack/types). At most one element takes the focus.
 */
export function checkUniqueness(blocks: unknown[], at: string, report: Report): void {
  const blockIds = new Set<unknown>()
  let focused = 0
  for (const [index, block] of blocks.entries()) {
    if (!isRecord(block)) continue
    const { block_id: blockId } = block
    if (typeof blockId === 'string' && blockIds.has(blockId))
      report(`${at}/${index}/block_id`, `\`block_id\` "${blockId}" already exists`)
    blockIds.add(blockId)
    const actionIds = new Set<unknown>()
    for (const { element, pointer } of interactiveParts(block, `${at}/${index}`)) {
      const { action_id: actionId } = element
      if (typeof actionId === 'string' && actionIds.has(actionId))
        report(`${pointer}/action_id`, `\`action_id\` "${actionId}" already exists`)
      actionIds.add(actionId)
      if (element['focus_on_load'] === true && ++focused > 1)
        report(`${pointer}/focus_on_load`, 'only one element can have `focus_on_load` set to true')
    }
  }
}

/** The elements of a block that have an action_id. */
export function interactiveParts(
  block: Record<string, unknown>,
  at = '',
): { element: Record<string, unknown>; pointer: string }[] {
  const { accessory, element, elements, type } = block
  const listed = type === 'actions' && Array.isArray(elements) ? elements : []
  return [
    { element: accessory, pointer: `${at}/accessory` },
    { element, pointer: `${at}/element` },
    ...listed.map((entry, index) => ({ element: entry, pointer: `${at}/elements/${index}` })),
  ].filter(
    (part): part is { element: Record<string, unknown>; pointer: string } =>
      isRecord(part.element) && part.element['type'] !== 'image',
  )
}
