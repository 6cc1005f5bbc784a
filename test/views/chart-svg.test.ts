import { expect, test } from 'vitest'
import { niceScale } from '../../src/views/chart-scale.ts'
import { sparkline } from '../../src/views/chart-sparkline.ts'
import { chartSvg } from '../../src/views/chart-svg.ts'
import { svgText, textWidth, toWidth } from '../../src/views/chart-svg-text.ts'
import { givenChart } from '../harness/given-cost-views.ts'

test.each([
  [
    [120, 163.2],
    [0, 50, 100, 150, 200],
  ],
  [
    [0.004, 0.01],
    [0, 0.0025, 0.005, 0.0075, 0.01],
  ],
  [
    [-42, 12],
    [-60, -40, -20, 0, 20],
  ],
  [[4_890], [0, 2_000, 4_000, 6_000]],
  [[], [0]],
  [[0], [0]],
])('the axis of %j', (values, ticks) => {
  const scale = niceScale(values)
  expect(scale.ticks.map((tick) => Number(tick.toPrecision(6)))).toEqual(ticks)
  expect(scale.most).toBeGreaterThan(scale.least)
})

test('the last day is highlighted, the missing one hatched, the budget named', () => {
  const svg = chartSvg(givenChart())
  expect(svg.match(/fill="#1264a3"/g)).toHaveLength(2)
  expect(svg.match(/fill="#a9c9ea"/g)).toHaveLength(12)
  expect(svg.match(/>no figures</g)).toHaveLength(1)
  expect(svg.match(/url\(#hatch\)/g)).toHaveLength(1)
  expect(svg).toContain('>Budget a day $133<')
  expect(svg).toContain('>20 Nov: $163.20 · in USD<')
})

test('several series are lines with a legend, broken where one knows nothing', () => {
  const svg = chartSvg(
    givenChart({
      categories: ['Mon', 'Tue', 'Wed', 'Thu'],
      series: [
        { name: 'Payments', values: [1, 2, 3, 4] },
        { name: 'Search', values: [1, null, 3, 4] },
      ],
      limit: null,
    }),
  )
  expect(svg).toContain('>Payments<')
  expect(svg).toContain('>Search<')
  const lines = [...svg.matchAll(/<path d="([^"]+)" fill="none"/g)].map(([, path]) => path)
  expect(lines.map((path) => path?.match(/M/g)?.length)).toEqual([2, 1])
})

test('without any figure it says so', () => {
  expect(chartSvg(givenChart({ series: [{ name: 'A day', values: [] }] }))).toContain(
    'No figures of this time',
  )
  expect(chartSvg(givenChart({ categories: [], series: [] }))).toContain('No figures of this time')
})

test('text is shown as it is and never read as SVG', () => {
  const evil = '</text><script>alert(1)</script>&<!channel>'
  const svg = chartSvg(givenChart({ title: evil, limit: { name: evil, value: 1 } }))
  expect(svg).not.toContain('<script')
  expect(svg).toContain('&lt;/text&gt;&lt;script&gt;')
})

test('Hangul has a font of its own, and text without it has not', () => {
  const svg = chartSvg(
    givenChart({
      categories: ['Mon'],
      series: [
        { name: '결제팀', values: [1] },
        { name: 'Search', values: [1] },
      ],
    }),
  )
  expect(svg).toMatch(/font-family="NanumGothic"[^>]*>결제팀</)
  expect(svg.match(/NanumGothic/g)).toHaveLength(1)
})

test('a syllable is as wide as its font is large', () => {
  const font = { size: 20, max: 200 }
  expect(textWidth('결제팀', font)).toBe(60)
  expect(textWidth('결제팀 AB', { ...font, bold: true })).toBeCloseTo(60 + 3 * 0.67 * 20)
  expect(toWidth('가'.repeat(10), font)).toBe('가'.repeat(10))
  expect(toWidth('가'.repeat(11), font)).toBe(`${'가'.repeat(9)}…`)
  expect(toWidth('팀 '.repeat(40), { size: 20, max: 10 })).toBe('…')
})

test('syllables that come letter by letter are syllables', () => {
  const letters = '결제팀'.normalize('NFD')
  expect(letters).not.toBe('결제팀')
  const spec = { x: 0, y: 0, size: 20 }
  expect(svgText(letters, spec)).toBe(svgText('결제팀', spec))
  expect(textWidth(letters, spec)).toBe(60)
  expect(toWidth(letters, { size: 20, max: 60 })).toBe('결제팀')
})

test.each([
  [[1, 2, 3, 8], '▁▂▃█'],
  [[5, 5.01, 5], '▄▄▄'],
  [[1, null, 2], '▁·█'],
  [[null, null], '··'],
  [[Number.NaN, 1], '·▄'],
  [[-1, 0], '▁█'],
  [[], ''],
])('the line of %j', (values, line) => {
  expect(sparkline(values)).toBe(line)
})
