import { longNumber } from './chart-scale.js'

const KINDS = { line: 'Line chart', bar: 'Bar chart', area: 'Area chart', pie: 'Pie chart' }

/** What people hear who do not see a chart: all of it, since there is nothing else to read. */
export function chartWords({ title, chart }) {
  const values = (points) => points.map(({ label, value }) => `${label} ${longNumber(value)}`).join(', ')
  const parts =
    chart.type === 'pie'
      ? [values(chart.segments)]
      : chart.series.map(({ name, data }) => `${name}: ${values(data)}`)
  return `${KINDS[chart.type]}: ${title}. ${parts.join('. ')}`
}
