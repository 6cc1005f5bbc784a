import type { KnownBlock } from '@slack/types'
import type { Sample } from './sample-views.ts'

/** Blocks as lines to read in a terminal. */
export function asText({ title, shown }: Sample): string {
  const blocks = shown.blocks as KnownBlock[]
  const lines = blocks.flatMap(blockLines).map((line) => `  ${line}`)
  return [`━━ ${title}`, ...lines, ''].join('\n')
}

function blockLines(block: KnownBlock): string[] {
  switch (block.type) {
    case 'header':
      return [block.text.text.toUpperCase()]
    case 'divider':
      return ['────']
    case 'section': {
      const text = (block.text?.text ?? '').split('\n')
      return [...text, ...(block.accessory ? [elementText(block.accessory)] : [])]
    }
    case 'context':
      return [block.elements.map((element) => ('text' in element ? element.text : '')).join(' · ')]
    case 'actions':
      return [block.elements.map(elementText).join(' ')]
    default:
      return [JSON.stringify(block)]
  }
}

function elementText(element: unknown): string {
  const { type, text, url } = element as { type: string; text?: { text: string }; url?: string }
  return `[ ${text?.text ?? type} ]${url ? ` → ${url}` : ''}`
}
