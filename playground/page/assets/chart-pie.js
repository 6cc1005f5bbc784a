import { longNumber } from './chart-scale.js'
import { html } from './html.js'

const SIZE = 200
const RADIUS = 92

export function ChartPie({ chart, colours }) {
  const whole = chart.segments.reduce((sum, { value }) => sum + value, 0)
  let turned = 0
  const slices = chart.segments.map(({ label, value }) => {
    const from = turned
    turned += value / whole
    return { label, value, path: slice(from, turned) }
  })
  return html`<svg viewBox=${`0 0 ${SIZE} ${SIZE}`} width=${SIZE} height=${SIZE} aria-hidden="true">
    ${slices.map(
      ({ label, value, path }, index) =>
        html`<path key=${label} class="chart-slice" d=${path} fill=${colours[index]}
          ><title>${`${label}: ${longNumber(value)}`}</title></path
        >`,
    )}
  </svg>`
}

/** Clockwise from the top. The whole circle is two halves, since an arc cannot end where it begins. */
function slice(from, to) {
  if (to - from > 0.9999) return `${slice(0, 0.5)}${slice(0.5, 1)}`
  const at = (part) => {
    const angle = (part - 0.25) * 2 * Math.PI
    return `${SIZE / 2 + RADIUS * Math.cos(angle)} ${SIZE / 2 + RADIUS * Math.sin(angle)}`
  }
  return `M${SIZE / 2} ${SIZE / 2}L${at(from)}A${RADIUS} ${RADIUS} 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(to)}Z`
}
