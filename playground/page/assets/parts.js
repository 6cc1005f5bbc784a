import { html } from './html.js'

/** `a · b · c`, broken between parts rather than at their hyphens. */
export function Parts({ texts }) {
  return texts.map(
    (text, index) =>
      html`<span key=${index} class="part">${text}${index < texts.length - 1 ? ' ·' : ''}</span> `,
  )
}

/** A path, broken after its slashes rather than anywhere. */
export function Path({ text }) {
  return text.split(/(?<=\/)/).map((part, index) => html`${index > 0 && html`<wbr />`}${part}`)
}
