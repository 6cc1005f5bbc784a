/** The elements of a block, wherever it keeps them. */
export function elementsOf(block) {
  return [block.accessory, block.element, ...(block.elements ?? [])].filter(Boolean)
}

/**
 * The id of the block that an element stands in by now, undefined when it is gone. Blocks without an id of their own
 * get another one with each update; a button with another value is another button.
 */
export function blockIdNow(blocks, element, blockId) {
  const isSame = ({ action_id: id, value }) => id === element.action_id && value === element.value
  const holding = blocks.filter((block) => elementsOf(block).some(isSame))
  const asBefore = holding.find((block) => block.block_id === blockId)
  return (asBefore ?? (holding.length === 1 ? holding[0] : undefined))?.block_id
}
