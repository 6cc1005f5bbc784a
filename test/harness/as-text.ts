import type { KnownBlock } from '@slack/types'
import type { Message, Modal } from '../../src/domain/message.ts'

/** Blocks as lines to read in a test: what stands where, with the buttons behind. */
export function asText(shown: Message | Modal | null): string {
  return shown === null
    ? 'nothing'
    : shown.blocks.map((block) => blockText(block as KnownBlock)).join('\n---\n')
}

function blockText(block: KnownBlock): string {
  if (block.type === 'header') return `# ${block.text.text}`
  if (block.type === 'divider') return '==='
  if (block.type === 'context')
    return block.elements.map((element) => ('text' in element ? `(${element.text})` : '')).join(' ')
  if (block.type === 'actions')
    return block.elements
      .map((element) => ('options' in element ? menuText(element) : buttonText(element)))
      .join(' ')
  if (block.type === 'image') return `picture: ${block.alt_text}`
  if ((block.type as string) === 'data_visualization') return `chart: ${JSON.stringify(block)}`
  if (block.type !== 'section') return `?${block.type}`
  const fields = block.fields?.map((field) => field.text.replaceAll('\n', ': ')) ?? []
  const text = [...(block.text ? [block.text.text] : []), ...fields].join('\n')
  return block.accessory ? `${text}\n${buttonText(block.accessory)}` : text
}

function buttonText(element: unknown): string {
  const button = element as { action_id?: string; text?: { text: string }; value?: string }
  return `[${button.text?.text}](${button.action_id} ${button.value})`
}

function menuText({ action_id, options = [] }: { action_id?: string; options?: unknown[] }): string {
  return `[menu of ${options.length}](${action_id})`
}
