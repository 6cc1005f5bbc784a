import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { ChartAxes } from './chart-axes.js'
import { ChartPie } from './chart-pie.js'
import { longNumber } from './chart-scale.js'
import { chartWords } from './chart-words.js'
import { html } from './html.js'

const COLOURS = ['#1264a3', '#d9730d', '#007a5a', '#c01343', '#6b4ea0', '#5f6b7a']

/** A data_visualization block, drawn here: nothing is loaded for it. */
export function ChartBlock({ block }) {
  const { chart } = block
  const [box, width] = useWidth()
  const Drawing = chart.type === 'pie' ? ChartPie : ChartAxes
  return html`<figure class="chart">
    <figcaption class="chart-title">${block.title}</figcaption>
    <div ref=${box} class="chart-box" role="img" aria-label=${chartWords(block)}>
      ${width > 0 && html`<${Drawing} chart=${chart} colours=${COLOURS} width=${width} />`}
    </div>
    <${Legend} entries=${entriesOf(chart)} />
  </figure>`
}

function entriesOf({ type, segments, series }) {
  if (type !== 'pie') return series.map(({ name }) => ({ name }))
  const whole = segments.reduce((sum, { value }) => sum + value, 0)
  return segments.map(({ label, value }) => ({
    name: label,
    detail: `${longNumber(value)} (${Math.round((value / whole) * 100)} %)`,
  }))
}

/** The names are in the accessible name of the chart already. */
function Legend({ entries }) {
  return html`<ul class="chart-legend" aria-hidden="true">
    ${entries.map(
      ({ name, detail }, index) =>
        html`<li key=${name}>
          <svg class="chart-swatch" viewBox="0 0 10 10">
            <rect width="10" height="10" rx="2" fill=${COLOURS[index]} />
          </svg>
          ${name}${detail && html` <span class="muted">${detail}</span>`}
        </li>`,
    )}
  </ul>`
}

/** Drawn for the room there is, so that the words keep their size. */
function useWidth() {
  const box = useRef(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const measure = () => setWidth(Math.round(box.current?.clientWidth ?? 0))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [])
  return [box, width]
}
