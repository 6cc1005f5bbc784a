import limits from '../blockkit-limits.json' with { type: 'json' }
import { all, byType, isRecord, list, object, text, type Check } from './checks.ts'
import { blockId } from './objects.ts'

const rule = limits.blocks.data_visualization
const type = text({})
const label = (max: number) => text({ min: 1, max })

const number: Check = (value, at, report) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) report(at, 'must provide a number')
}

const positive: Check = (value, at, report) => {
  number(value, at, report)
  if (typeof value === 'number' && value <= 0) report(at, 'must be greater than 0')
}

// Slack's own page says at most 6 series and segments, other SDKs 12: the smaller number holds here.
const pie = object({
  type,
  segments: list(object({ label: label(rule.segmentLabel), value: positive }), {
    min: rule.segments.min,
    max: rule.segments.safe,
  }),
})

const points = list(object({ label: label(rule.pointLabel), value: number }), { min: 1, max: rule.points })

const seriesChart = all(
  object({
    type,
    series: list(object({ name: label(rule.seriesName), data: points }), {
      min: rule.series.min,
      max: rule.series.safe,
    }),
    axis_config: object(
      { categories: list(label(rule.pointLabel), { min: 1, max: rule.points }) },
      { x_label: text({ max: rule.axisLabel }), y_label: text({ max: rule.axisLabel }) },
    ),
  }),
  namesAreUnique,
  pointsCoverCategories,
)

/** https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
export const chartBlock: Check = object(
  {
    type,
    title: label(rule.title),
    chart: byType({ pie, line: seriesChart, bar: seriesChart, area: seriesChart }),
  },
  { block_id: blockId },
)

/** A message takes two charts, and a workspace that does not know the block takes none. */
export function checkCharts(
  blocks: unknown[],
  at: string,
  { charts, report }: { charts: boolean; report: (pointer: string, message: string) => void },
): void {
  const found = [...blocks.entries()].filter(
    ([, block]) => isRecord(block) && block['type'] === 'data_visualization',
  )
  if (!charts)
    for (const [index] of found) report(`${at}/${index}/type`, 'unsupported type: data_visualization')
  else if (found.length > rule.perMessage) report(at, 'too many data_visualization blocks')
}

function seriesOf(chart: unknown): Record<string, unknown>[] {
  return isRecord(chart) && Array.isArray(chart['series']) ? chart['series'].filter(isRecord) : []
}

function namesAreUnique(chart: unknown, at: string, report: (pointer: string, message: string) => void) {
  const names = seriesOf(chart).map(({ name }) => name)
  if (new Set(names).size < names.length) report(`${at}/series`, 'series names must be unique')
}

/** Each series has exactly one point for each category. */
function pointsCoverCategories(
  chart: unknown,
  at: string,
  report: (pointer: string, message: string) => void,
) {
  const axis = isRecord(chart) && isRecord(chart['axis_config']) ? chart['axis_config'] : {}
  const categories = Array.isArray(axis['categories']) ? axis['categories'] : []
  if (new Set(categories).size < categories.length)
    report(`${at}/axis_config/categories`, 'categories must be unique')
  for (const [index, { data }] of seriesOf(chart).entries()) {
    const labels = (Array.isArray(data) ? data.filter(isRecord) : []).map(({ label: name }) => name)
    const covers = labels.length === categories.length && categories.every((name) => labels.includes(name))
    if (!covers) report(`${at}/series/${index}/data`, 'labels must match the categories of axis_config')
  }
}
