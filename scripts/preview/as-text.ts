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
      const text = block.text?.text.split('\n') ?? []
      const fields = block.fields?.map((field) => field.text.replaceAll('\n', ' ')) ?? []
      return [...text, ...fields, ...(block.accessory ? [elementText(block.accessory)] : [])]
    }
    case 'context':
      return [block.elements.map((element) => ('text' in element ? element.text : '')).join(' · ')]
    case 'actions':
      return [block.elements.map(elementText).join(' ')]
    case 'input':
      return [`${block.label.text}: ${elementText(block.element)}`, ...(block.hint ? [block.hint.text] : [])]
    case 'image':
      return [`[ picture: ${block.alt_text} ]`]
    default:
      return [JSON.stringify(block)]
  }
}

interface Drawn {
  type: string
  text?: { text: string }
  url?: string
  placeholder?: { text: string }
  initial_value?: string
  options?: Option[]
  initial_option?: Option
  initial_options?: Option[]
}

interface Option {
  text: { text: string }
  value?: string
}

/** An element of a block as a line. */
export function elementText(element: unknown): string {
  const drawn = element as Drawn
  if (drawn.type !== 'button') return pickerText(drawn)
  return `[ ${drawn.text?.text ?? drawn.type} ]${drawn.url ? ` → ${drawn.url}` : ''}`
}

function pickerText({ options = [], placeholder, ...given }: Drawn): string {
  if (given.type === 'plain_text_input') return `[ ${given.initial_value ?? placeholder?.text ?? ''} ]`
  const chosen = [given.initial_option, ...(given.initial_options ?? [])].flatMap((one) => (one ? [one] : []))
  if (given.type !== 'checkboxes' && given.type !== 'radio_buttons') {
    return `[ ${chosen.map(({ text }) => text.text).join(', ') || (placeholder?.text ?? given.type)} ▾ ]`
  }
  const isChosen = (option: Option) => chosen.some(({ value }) => value === option.value)
  return options.map((option) => `[${isChosen(option) ? 'x' : ' '}] ${option.text.text}`).join('  ')
}
