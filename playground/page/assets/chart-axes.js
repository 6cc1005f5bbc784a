import { labelStep, longNumber, shortNumber, ticksFor } from './chart-scale.js'
import { html } from './html.js'

const HEIGHT = 220
const LABEL_PX = 52
const SIDE = { left: 48, right: 10 }

/** Lines, bars and areas over categories. */
export function ChartAxes({ chart, colours, width }) {
  const { categories, x_label: xLabel, y_label: yLabel } = chart.axis_config
  const series = chart.series.map(({ name, data }) => ({ name, values: inOrder(data, categories) }))
  const ticks = ticksFor(series.flatMap(({ values }) => values))
  const frame = {
    top: yLabel ? 22 : 10,
    bottom: HEIGHT - (xLabel ? 40 : 24),
    width: width - SIDE.left - SIDE.right,
  }
  const [low, high] = [ticks[0], ticks.at(-1)]
  const y = (value) => frame.bottom - ((value - low) / (high - low)) * (frame.bottom - frame.top)
  const slot = frame.width / categories.length
  const x = (index) => SIDE.left + slot * (index + 0.5)
  const Marks = MARKS[chart.type]
  const step = labelStep(categories.length, frame.width / LABEL_PX)
  return html`<svg viewBox=${`0 0 ${width} ${HEIGHT}`} width=${width} height=${HEIGHT} aria-hidden="true">
    ${yLabel && html`<text class="chart-axis-title" x="0" y="12">${yLabel}</text>`}
    ${ticks.map(
      (tick) =>
        html`<line
            class=${tick === 0 ? 'chart-zero' : 'chart-grid'}
            x1=${SIDE.left}
            x2=${width - SIDE.right}
            y1=${y(tick)}
            y2=${y(tick)}
          />
          <text class="chart-tick" x=${SIDE.left - 6} y=${y(tick) + 4} text-anchor="end"
            >${shortNumber(tick)}</text
          >`,
    )}
    ${categories.map(
      (label, index) =>
        index % step === 0 &&
        html`<text class="chart-tick" x=${x(index)} y=${frame.bottom + 16} text-anchor="middle"
          >${label}</text
        >`,
    )}
    ${xLabel && html`<text class="chart-axis-title" x=${SIDE.left + frame.width / 2} y=${HEIGHT - 4} text-anchor="middle">${xLabel}</text>`}
    ${series.map(
      ({ name, values }, index) =>
        html`<g key=${name} class="chart-series">
          <${Marks}
            ...${{ name, values, categories, index, count: series.length, colour: colours[index], x, y, slot }}
          />
        </g>`,
    )}
  </svg>`
}

function inOrder(data, categories) {
  const byLabel = new Map(data.map(({ label, value }) => [label, value]))
  return categories.map((label) => byLabel.get(label) ?? 0)
}

const said = (name, label, value) => html`<title>${`${name}, ${label}: ${longNumber(value)}`}</title>`

function Line({ name, values, categories, colour, x, y }) {
  const path = values.map((value, index) => `${index ? 'L' : 'M'}${x(index)} ${y(value)}`).join('')
  return html`<path d=${path} fill="none" stroke=${colour} stroke-width="2" stroke-linejoin="round" />
    ${values.map((value, index) => html`<circle cx=${x(index)} cy=${y(value)} r="3.2" fill=${colour}>${said(name, categories[index], value)}</circle>`)}`
}

function Area(props) {
  const { values, colour, x, y } = props
  const top = values.map((value, index) => `L${x(index)} ${y(value)}`).join('')
  const path = `M${x(0)} ${y(0)}${top}L${x(values.length - 1)} ${y(0)}Z`
  return html`<path d=${path} fill=${colour} fill-opacity="0.25" /><${Line} ...${props} />`
}

function Bars({ name, values, categories, index, count, colour, x, y, slot }) {
  const width = Math.max(1, Math.min(36, (slot * 0.76) / count))
  return values.map((value, at) => {
    const left = x(at) + (index - count / 2) * width
    return html`<rect
      x=${left}
      width=${Math.max(1, width - 1)}
      y=${Math.min(y(value), y(0))}
      height=${Math.abs(y(value) - y(0))}
      fill=${colour}
      >${said(name, categories[at], value)}</rect
    >`
  })
}

const MARKS = { line: Line, area: Area, bar: Bars }
