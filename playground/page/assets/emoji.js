import { EMOJI, NAME_OF } from './emoji-names.js'
import { html } from './html.js'

const COLOURS = {
  red: '#dd2e44',
  orange: '#f4900c',
  yellow: '#fdcb58',
  green: '#3f9b46',
  blue: '#3b88c3',
  purple: '#9266cc',
  brown: '#9c6b4e',
  white: '#e6e7e8',
  black: '#31373d',
}

const circle = (colour) => html`<circle cx="10" cy="10" r="8.6" fill=${COLOURS[colour]} />`
const square = (colour) =>
  html`<rect x="1.6" y="1.6" width="16.8" height="16.8" rx="3" fill=${COLOURS[colour]} />`
const line = (d, colour = '#fff') =>
  html`<path
    d=${d}
    fill="none"
    stroke=${colour}
    stroke-width="2.4"
    stroke-linecap="round"
    stroke-linejoin="round"
  />`

// The signs that status messages live on are drawn, so that they look the same where no emoji font is installed.
const DRAWN = {
  white_check_mark: () => html`${square('green')}${line('M5.4 10.4l3.1 3.2 6.1-7')}`,
  heavy_check_mark: () => line('M3.6 10.8l4.2 4.4 8.6-10', '#31373d'),
  x: () => line('M4.4 4.4l11.2 11.2M15.6 4.4L4.4 15.6', COLOURS.red),
  warning: () =>
    html`<path
        d="M10 1.8l9 16.2H1z"
        fill="#ffcc4d"
        stroke="#ffcc4d"
        stroke-width="1.6"
        stroke-linejoin="round"
      />${line('M10 7.6v4.6M10 15.3v.1', '#31373d')}`,
  rotating_light: () =>
    html`<path d="M4.4 14V9.6a5.6 5.6 0 0 1 11.2 0V14z" fill="#dd2e44" /><path
        d="M7 13V9.8A3 3 0 0 1 10 6.6"
        fill="none"
        stroke="#f8a5b0"
        stroke-width="1.5"
        stroke-linecap="round"
      /><rect
        x="2.4"
        y="13.6"
        width="15.2"
        height="4.4"
        rx="1.4"
        fill="#59636e"
      />${line('M10 1.2v1.2M2.2 4.6l1.2.9M17.8 4.6l-1.2.9', '#f4900c')}`,
  bell: () =>
    html`<path
        d="M10 1.6c-3.6 0-5.4 2.6-5.4 6 0 4.2-1.6 5.2-2.4 6.8h15.6c-.8-1.6-2.4-2.6-2.4-6.8 0-3.4-1.8-6-5.4-6z"
        fill="#ffac33"
      /><circle cx="10" cy="16.4" r="2.2" fill="#c27a1a" />`,
  no_bell: () => html`${DRAWN.bell()}${line('M2.4 2.4l15.2 15.2', COLOURS.red)}`,
  no_entry: () => html`${circle('red')}${line('M5.6 10h8.8')}`,
  information_source: () => html`${square('blue')}${line('M10 9.2v5M10 5.6v.1')}`,
  question: () => line('M6.2 6.6a3.8 3.8 0 1 1 5.2 3.5c-1 .4-1.4 1-1.4 2.2M10 16.4v.1', COLOURS.red),
  grey_question: () => line('M6.2 6.6a3.8 3.8 0 1 1 5.2 3.5c-1 .4-1.4 1-1.4 2.2M10 16.4v.1', '#99a0a6'),
  exclamation: () => line('M10 3v8.6M10 16.4v.1', COLOURS.red),
  fire: () =>
    html`<path
        d="M10 1c.8 3.4 5.8 5.6 5.8 11a5.8 6.6 0 0 1-11.6.4c-.1-2.4 1-4.2 2.2-5.2.2 1.6.8 2.2 1.6 2.600C7.4 6.4 8.2 3 10 1z"
        fill="#f4900c"
      /><path d="M10 10c.8 1.6 2.6 2.6 2.6 5a2.6 3.2 0 0 1-5.2 0c0-2 1.8-3 2.6-5z" fill="#ffcc4d" />`,
  eyes: () =>
    html`<g fill="#fff" stroke="#8a9299"
        ><ellipse cx="6" cy="10" rx="3.9" ry="5.6" /><ellipse cx="14" cy="10" rx="3.9" ry="5.6" /></g
      ><circle cx="7" cy="11" r="2" fill="#31373d" /><circle cx="15" cy="11" r="2" fill="#31373d" />`,
  hourglass_flowing_sand: () =>
    html`<path
        d="M5 2h10v3c0 3-3 3.6-3 5s3 2 3 5v3H5v-3c0-3 3-3.6 3-5S5 8 5 5z"
        fill="#d7e7f3"
        stroke="#6d7a84"
        stroke-width="1.2"
      /><path d="M6.4 17h7.200v-1.600c0-1.6-2.6-2-3.6-3.4-1 1.4-3.6 1.8-3.6 3.400z" fill="#f4b860" />`,
  zap: () => html`<path d="M11.6 1L4 11.400h4.600L7.4 19 16 8.400h-5z" fill="#ffac33" />`,
}
for (const colour of Object.keys(COLOURS)) {
  DRAWN[`large_${colour}_circle`] = () => circle(colour)
  DRAWN[`large_${colour}_square`] = () => square(colour)
}
DRAWN.red_circle = DRAWN.large_red_circle
DRAWN.white_circle = DRAWN.large_white_circle
DRAWN.black_circle = DRAWN.large_black_circle
DRAWN.large_blue_circle = () => circle('blue')

export function Emoji({ name }) {
  const title = `:${name}:`
  const draw = DRAWN[name]
  if (draw)
    return html`<svg class="emoji" viewBox="0 0 20 20" role="img" aria-label=${title}>
      <title>${title}</title>
      ${draw()}
    </svg>`
  const glyph = EMOJI.get(name)
  return glyph
    ? html`<span class="emoji-glyph" role="img" aria-label=${title} title=${title}>${glyph}</span>`
    : title
}

const UNICODE = /\p{Extended_Pictographic}\uFE0F?/gu

/** Text whose Unicode emoji and short names are drawn; everything else stays literal, as in Slack's plain_text. */
export function PlainText({ text, emoji = true }) {
  if (!emoji) return text
  const pieces = text.split(/(:[a-z0-9_+'-]+:)/)
  return pieces.map((piece, index) => {
    if (index % 2 && EMOJI.has(piece.slice(1, -1))) return html`<${Emoji} name=${piece.slice(1, -1)} />`
    return drawUnicode(piece)
  })
}

export function drawUnicode(text) {
  const parts = []
  let end = 0
  for (const match of text.matchAll(UNICODE)) {
    const name = NAME_OF.get(match[0].replaceAll('\uFE0F', ''))
    if (!name || !DRAWN[name]) continue
    parts.push(text.slice(end, match.index), html`<${Emoji} name=${name} />`)
    end = match.index + match[0].length
  }
  return parts.length ? [...parts, text.slice(end)] : text
}
