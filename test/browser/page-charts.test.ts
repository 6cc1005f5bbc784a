import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { servePage } from '../../playground/page/serve-page.ts'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { hasBrowser, openBrowser, openTab } from '../harness/browser.ts'
import { callSlack, startTestSlack } from '../harness/simulator.ts'

// No room for the alert sources, which this workspace does not have.
const narrow = { width: 1000, height: 800 }
const phone = { width: 390, height: 844 }

const days = ['Nov 8', 'Nov 9', 'Nov 10', 'Nov 11', 'Nov 12', 'Nov 13', 'Nov 14']
const series = (name: string, ...values: number[]) => ({
  name,
  data: values.map((value, index) => ({ label: days[index] ?? '', value })),
})
const axes = { categories: days, x_label: 'Day', y_label: 'USD' }
const all = [
  series('Payments', 410, 420, 400, 520, 940, 610, 480),
  series('Search', 90, 80, -20, 70, 95, 99, 120),
]
const charts: Record<string, object> = {
  line: { type: 'line', series: all, axis_config: axes },
  bar: { type: 'bar', series: all, axis_config: axes },
  area: { type: 'area', series: all, axis_config: axes },
  pie: {
    type: 'pie',
    segments: [
      { label: 'Compute', value: 300 },
      { label: 'Database', value: 75 },
      { label: '<b>Other</b>', value: 25 },
    ],
  },
}

describe.skipIf(!hasBrowser())('native charts on the page', { timeout: 60_000 }, () => {
  let slack: SlackSimulator
  let browser: Browser
  beforeAll(async () => {
    slack = await startTestSlack({ staticHandler: servePage })
    browser = await openBrowser()
    for (const [kind, chart] of Object.entries(charts)) {
      const blocks = [{ type: 'data_visualization', title: `Cost as ${kind}`, chart }]
      const { body } = await callSlack(slack, 'chat.postMessage', { channel: 'C0PAY', text: kind, blocks })
      if (!body.ok) throw new Error(JSON.stringify(body))
    }
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await slack?.stop()
  })
  const chartOf = (page: Page, title: string) => page.locator('.chart', { hasText: title })

  test.each([
    ['line', 'Line chart: Cost as line. Payments: Nov 8 410,', 'circle', 14],
    ['bar', 'Bar chart: Cost as bar. Payments: Nov 8 410,', '.chart-series rect', 14],
    ['area', 'Area chart: Cost as area. Payments: Nov 8 410,', '.chart-series path', 4],
    ['pie', 'Pie chart: Cost as pie. Compute 300, Database 75, <b>Other</b> 25', '.chart-slice', 3],
  ])('%s: its marks, its legend, and all of it in words', async (kind, words, marks, count) => {
    const { page, complaints } = await openTab(browser, `${slack.url}/#/developer/C0PAY`, narrow)
    const chart = chartOf(page, `Cost as ${kind}`)
    await chart.locator(marks).first().waitFor()
    expect(await chart.locator(marks).count()).toBe(count)
    expect(await chart.getByRole('img').getAttribute('aria-label')).toContain(words)
    const legend = await chart.locator('.chart-legend li').allTextContents()
    if (kind === 'pie') expect(legend[0]).toMatch(/Compute\s+300 \(75 %\)/)
    else expect(legend.map((one) => one.trim())).toEqual(['Payments', 'Search'])
    expect(complaints).toEqual([])
    await page.close()
  })

  test('on a phone it is drawn for the room there is, with fewer labels', async () => {
    const { page } = await openTab(browser, `${slack.url}/#/developer/C0PAY`, phone)
    const chart = chartOf(page, 'Cost as line')
    await chart.locator('circle').first().waitFor()
    const box = await chart.boundingBox()
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(phone.width)
    const labels = await chart.locator('.chart-tick').allTextContents()
    expect(labels.filter((one) => one.startsWith('Nov')).length).toBeLessThan(days.length)
    await page.close()
  })
})
