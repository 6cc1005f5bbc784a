import type { KnownBlock } from '@slack/types'
import { elementText as pickerText } from './as-text.ts'
import { escapeHtml, mrkdwnHtml } from './mrkdwn.ts'
import type { Sample } from './sample-views.ts'

const STYLE = `
body { font: 15px/1.47 Lato, 'Helvetica Neue', Arial, sans-serif; color: #1d1c1d; background: #f4f4f4; margin: 2rem auto; max-width: 46rem; padding: 0 1rem }
h2 { font-size: 13px; color: #616061; margin: 2rem 0 .4rem }
.shown { background: #fff; border: 1px solid #ddd; border-radius: 8px; padding: 12px 16px }
.modal { border-top: 34px solid #eee; position: relative } .modal > b { position: absolute; top: -28px }
.header { font-size: 18px; font-weight: 900; margin: 4px 0 }
.section { display: flex; gap: 16px; margin: 8px 0 } .section > :first-child { flex: 1; min-width: 0; overflow-wrap: anywhere }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 16px }
.input { margin: 8px 0 } .input .picker { display: block; color: #1d1c1d } .input small { color: #616061 }
.context { font-size: 13px; color: #616061; margin: 8px 0 }
button { font: inherit; font-size: 13px; font-weight: 700; background: #fff; border: 1px solid #bbb; border-radius: 4px; padding: 3px 12px; margin: 2px 4px 2px 0; height: fit-content; white-space: nowrap }
button.primary { background: #007a5a; color: #fff; border-color: #007a5a } button.danger { background: #e01e5a; color: #fff; border-color: #e01e5a }
code, pre { font: 12px/1.5 Menlo, Consolas, monospace; background: #f8f8f8; border: 1px solid #ddd; border-radius: 3px }
code { color: #c01343; padding: 1px 3px } pre { padding: 8px; margin: 4px 0; overflow-x: auto }
.picker { border: 1px solid #bbb; border-radius: 4px; padding: 3px 12px; color: #616061; font-size: 13px; white-space: pre-wrap }
.submit { text-align: right; border-top: 1px solid #ddd; margin: 12px -16px 0; padding: 10px 16px 0 }
.mention { background: #e8f5fa; color: #1264a3; border-radius: 3px; padding: 0 2px } a { color: #1264a3; text-decoration: none }
svg { max-width: 100%; height: auto }
details { margin-top: 8px; font-size: 12px; color: #616061 }
`

/** A page with every sample as Slack would draw it, as near as matters for reading. */
export function previewPage(samples: Sample[]): string {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Coxswain preview</title><style>${STYLE}</style>`
  return `<!doctype html>${head}\n${samples.map(sampleHtml).join('\n')}\n`
}

function sampleHtml({ title, shown, picture = '' }: Sample): string {
  const isModal = 'type' in shown
  const blocks = (shown.blocks as KnownBlock[]).map((block) => blockHtml(block, picture)).join('')
  const head = isModal ? `<b>${escapeHtml(shown.title.text)}</b>` : ''
  const fallback = isModal
    ? ''
    : `<details><summary>fallback text</summary><pre>${shown.text}</pre></details>`
  return `<h2>${escapeHtml(title)}</h2><div class="shown${isModal ? ' modal' : ''}">${head}${blocks}${isModal ? submitHtml(shown.submit?.text) : ''}${fallback}</div>`
}

function submitHtml(submit: string | undefined): string {
  const buttons = submit === undefined ? ['Close'] : ['Cancel', submit]
  const drawn = buttons.map(
    (text, index) => `<button class="${index === 1 ? 'primary' : ''}">${escapeHtml(text)}</button>`,
  )
  return `<div class="submit">${drawn.join('')}</div>`
}

function blockHtml(block: KnownBlock, picture: string): string {
  switch (block.type) {
    case 'image':
      return `<div class="image" title="${escapeHtml(block.alt_text)}">${picture}</div>`
    case 'header':
      return `<div class="header">${escapeHtml(block.text.text)}</div>`
    case 'divider':
      return '<hr>'
    case 'section': {
      const accessory = block.accessory ? elementHtml(block.accessory) : ''
      const fields = block.fields?.map((field) => `<div>${textHtml(field)}</div>`).join('') ?? ''
      const text = fields === '' ? textHtml(block.text) : `<div class="fields">${fields}</div>`
      return `<div class="section"><div>${text}</div>${accessory}</div>`
    }
    case 'context':
      return `<div class="context">${block.elements.map((element) => ('text' in element ? textHtml(element) : '')).join(' ')}</div>`
    case 'actions':
      return `<div>${block.elements.map(elementHtml).join('')}</div>`
    case 'input':
      return `<div class="input"><b>${escapeHtml(block.label.text)}</b><div>${elementHtml(block.element)}</div><small>${escapeHtml(block.hint?.text ?? '')}</small></div>`
    default:
      // Slack's own chart, which @slack/types does not know: the picture has the same figures.
      if (block.type === ('data_visualization' as string) && picture !== '')
        return `<div class="image">${picture}</div>`
      return `<pre>${escapeHtml(JSON.stringify(block, null, 2))}</pre>`
  }
}

function textHtml(text: { type: string; text: string } | undefined): string {
  if (!text) return ''
  return text.type === 'mrkdwn' ? mrkdwnHtml(text.text) : escapeHtml(text.text)
}

function elementHtml(element: unknown): string {
  const { type, text, style } = element as { type: string; text?: { text: string }; style?: string }
  if (type !== 'button') return `<span class="picker">${escapeHtml(pickerText(element))}</span>`
  return `<button class="${escapeHtml(style ?? '')}">${escapeHtml(text?.text ?? type)}</button>`
}
