import type { ImageBlock, KnownBlock } from '@slack/types'
import type { CostChart } from '../domain/cost/chart.ts'
import type { CostEditionSnapshot } from '../domain/cost/digest.ts'
import { chartWords, sparkLines } from './chart-words.ts'
import { moneyWords } from './cost-money.ts'
import { context, section } from './kit.ts'
import { LIMITS } from './limits.ts'
import { plain } from './mrkdwn.ts'
import { cut, oneLine, plainLine } from './text.ts'

const FILE_ID = /^F[A-Z0-9]{8,}$/

/** A chart as the workspace takes it. Nothing that is unknown is drawn as 0. */
export function chartBlocks(chart: CostChart, shown: CostEditionSnapshot['shown']): KnownBlock[] {
  if (shown.as === 'native') return nativeBlocks(chart)
  if (shown.as === 'image' && FILE_ID.test(shown.fileId)) return [imageBlock(chart, shown.fileId)]
  return textBlocks(chart)
}

function textBlocks(chart: CostChart): KnownBlock[] {
  const lines = sparkLines(chart)
  return lines === '' ? [] : [section(`*${plain(chart.title, 120)}*\n${lines}`)]
}

function imageBlock(chart: CostChart, fileId: string): ImageBlock {
  return {
    type: 'image',
    slack_file: { id: fileId },
    alt_text: plainLine(chartWords(chart), LIMITS.imageAltText),
  }
}

/**
 * Slack wants a value for every category of every series, so that categories of which a series knows nothing are left out,
 * and named. https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
 */
function nativeBlocks(chart: CostChart): KnownBlock[] {
  const series = chart.series.slice(0, LIMITS.chartSeries).map(({ name, values }) => ({ name, values }))
  const points = chart.categories
    .slice(-LIMITS.chartPoints)
    .map((category, index, shown) => ({ category, index: chart.categories.length - shown.length + index }))
  const known = points.filter(({ index }) => series.every(({ values }) => isKnown(values[index])))
  if (series.length === 0 || known.length === 0) return textBlocks(chart)
  const labels = unique(known.map(({ category }) => category))
  const names = unique(series.map(({ name }) => name))
  const block = {
    type: 'data_visualization',
    title: plainLine(chart.title, LIMITS.chartTitle),
    chart: {
      type: series.length === 1 ? 'bar' : 'line',
      series: series.map(({ values }, at) => ({
        name: names[at],
        data: known.map(({ index }, place) => ({ label: labels[place], value: values[index] })),
      })),
      axis_config: { categories: labels, y_label: plainLine(chart.unit, LIMITS.chartAxisLabel) },
    },
  }
  const foot = [missingWords(points.length - known.length, points.length), limitWords(chart)].filter(
    (words) => words !== '',
  )
  // Not among the blocks of @slack/types 3.2.0.
  return [block as unknown as KnownBlock, ...(foot.length > 0 ? [context(foot.join(' · '))] : [])]
}

/** Of days, or of weeks, as the title says. */
function missingWords(count: number, of: number): string {
  return count === 0
    ? ''
    : `${count} of ${of} ${count === 1 ? 'is' : 'are'} not drawn: no figures, or not all`
}

function limitWords({ limit, unit }: CostChart): string {
  if (limit === null) return ''
  return `${plain(limit.name, 40)}: ${plain(moneyWords(Math.round(limit.value * 1_000_000), unit), 60)}`
}

function isKnown(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

/** Labels that Slack takes, each once. */
function unique(texts: readonly string[]): string[] {
  const taken = new Set<string>()
  return texts.map((text) => {
    let label = plainLine(text, LIMITS.chartLabel)
    for (let count = 2; taken.has(label); count += 1)
      label = plainLine(`${count} ${cut(oneLine(text, LIMITS.chartLabel), 12)}`, LIMITS.chartLabel)
    taken.add(label)
    return label
  })
}
