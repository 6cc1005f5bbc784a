import limits from '../blockkit-limits.json' with { type: 'json' }
import { chartBlock } from './chart.ts'
import { all, byType, flag, isRecord, list, object, text, type Check } from './checks.ts'
import { elementChecks } from './elements.ts'
import { imageBlock, imageElement } from './image.ts'
import { blockId, plainText, textObject } from './objects.ts'
import { richTextBlock } from './rich-text.ts'

export type Surface = 'message' | 'modal'

const { blocks } = limits
const type = text({})

/** Slack takes them in messages too; nobody can search there in the simulated workspace. */
const ONLY_HERE: Record<string, readonly string[]> = {
  external_select: ['modal'],
  multi_external_select: ['modal'],
}

/** Those of `names` that the simulated workspace knows. */
function elementsOf(names: readonly string[], surface: Surface): Check {
  const only: Record<string, readonly string[]> = Object.fromEntries(
    Object.entries(limits.elements).flatMap(([name, rule]) => ('on' in rule ? [[name, rule.on]] : [])),
  )
  const allowed = names.filter(
    (name) => elementChecks[name] && (only[name] ?? ONLY_HERE[name] ?? [surface]).includes(surface),
  )
  return byType(Object.fromEntries(allowed.map((name) => [name, elementChecks[name] as Check])))
}

const textOrFields: Check = (value, at, report) => {
  if (isRecord(value) && !value['text'] && !value['fields']) report(at, 'missing required field: text')
}

const contextPart: Check = (value, at, report) => {
  const words = textObject({ max: limits.objects.text.max })
  if (isRecord(value) && value['type'] === 'image') imageElement(value, at, report)
  else words(value, at, report)
}

function checksFor(surface: Surface): Record<string, Check> {
  return {
    section: all(
      object(
        { type },
        {
          block_id: blockId,
          text: textObject({ max: blocks.section.text.max }),
          fields: list(textObject({ max: blocks.section.fields.each }), blocks.section.fields),
          accessory: elementsOf(blocks.section.accessory, surface),
          expand: flag,
        },
      ),
      textOrFields,
    ),
    header: object({ type, text: plainText(blocks.header.text.max) }, { block_id: blockId }),
    context: object({ type, elements: list(contextPart, blocks.context.elements) }, { block_id: blockId }),
    actions: object(
      { type, elements: list(elementsOf(blocks.actions.elements.types, surface), blocks.actions.elements) },
      { block_id: blockId },
    ),
    divider: object({ type }, { block_id: blockId }),
    image: imageBlock,
    input: object(
      { type, label: plainText(blocks.input.label.max), element: elementsOf(blocks.input.elements, surface) },
      { block_id: blockId, hint: plainText(blocks.input.hint.max), optional: flag, dispatch_action: flag },
    ),
    rich_text: richTextBlock,
    ...(surface === 'message' ? { data_visualization: chartBlock } : {}),
  }
}

const byBlockType = { message: byType(checksFor('message')), modal: byType(checksFor('modal')) }

export function blockList(surface: Surface): Check {
  const { min, max } = limits.surfaces[surface].blocks
  return list(byBlockType[surface], { min, max })
}
