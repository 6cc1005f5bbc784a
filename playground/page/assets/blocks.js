import { useId } from 'preact/hooks'
import { ChartBlock } from './chart-block.js'
import { PlainText } from './emoji.js'
import { Element } from './elements.js'
import { html } from './html.js'
import { Icon } from './icons.js'
import { InputBlock } from './input-block.js'
import { FileImage } from './slack-file.js'
import { RichText } from './rich-text.js'
import { TextObject } from './text.js'

export function Blocks({ blocks }) {
  return html`<div class="blocks">
    ${blocks.map((block) => html`<div class=${`block block-${block.type}`} key=${block.block_id}><${Block} block=${block} /></div>`)}
  </div>`
}

function Block({ block }) {
  const Kind = KINDS[block.type]
  if (!Kind) return html`<p class="unsupported">${block.type} is not part of the playground yet</p>`
  return html`<${Kind} block=${block} />`
}

function Section({ block }) {
  const id = useId()
  return html`<div class="section-main">
      ${block.text && html`<div class="section-text" id=${id}><${TextObject} value=${block.text} /></div>`}
      ${block.fields && html`<div class="fields">${block.fields.map((field) => html`<div class="field"><${TextObject} value=${field} /></div>`)}</div>`}
    </div>
    ${block.accessory && html`<div class="accessory"><${Accessory} block=${block} labelId=${block.text && id} /></div>`}`
}

function Accessory({ block, labelId }) {
  if (block.accessory.type === 'image') return html`<${Picture} image=${block.accessory} class="thumb" />`
  return html`<${Element} element=${block.accessory} blockId=${block.block_id} labelId=${labelId} />`
}

function Header({ block }) {
  return html`<h3><${PlainText} text=${block.text.text} emoji=${block.text.emoji !== false} /></h3>`
}

function Context({ block }) {
  return block.elements.map((element) =>
    element.type === 'image'
      ? html`<${Picture} image=${element} class="dot" />`
      : html`<span class="context-text"><${TextObject} value=${element} /></span>`,
  )
}

function Actions({ block }) {
  return block.elements.map(
    (element) => html`<${Element} key=${element.action_id} element=${element} blockId=${block.block_id} />`,
  )
}

function Image({ block }) {
  return html`${block.title && html`<p class="image-title"><${TextObject} value=${block.title} /></p>`}
    <${Picture} image=${block} class="picture" />`
}

function Picture({ image, class: name }) {
  const { slack_file: file, alt_text: alt, image_url: source } = image
  if (file) return html`<${FileImage} id=${file.id} alt=${alt} class=${name} />`
  return html`<${Placeholder} alt=${alt} class=${name} source=${source} />`
}

/** The page loads nothing from elsewhere: a picture with an address stands as a frame with its alternative text. */
function Placeholder({ alt, class: name, source }) {
  return html`<span class=${`placeholder ${name}`} role="img" aria-label=${alt} title=${source ?? alt}
    ><${Icon} name="image" /><span class="placeholder-text">${alt}</span></span
  >`
}

const KINDS = {
  section: Section,
  header: Header,
  context: Context,
  actions: Actions,
  divider: () => html`<hr />`,
  image: Image,
  data_visualization: ChartBlock,
  rich_text: RichText,
  input: InputBlock,
}
