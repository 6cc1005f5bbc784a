import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CostOverview } from '../../playground/cost/cost-overview.ts'
import { hasBrowser, openBrowser, openTab } from '../harness/browser.ts'
import { startPlayground, type RunningPlayground } from '../harness/playground.ts'

describe.skipIf(!hasBrowser())('cost on the page', { timeout: 60_000 }, () => {
  let playground: RunningPlayground
  let browser: Browser
  beforeAll(async () => {
    ;[playground, browser] = await Promise.all([startPlayground(), openBrowser()])
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await playground?.stop()
  })
  const look = () => playground.get<CostOverview>('/playground/cost')

  test('see what this hour costs, let a namespace spike, a source fail, a day change', async () => {
    const { page, complaints, strangers } = await openTab(browser, playground.page)
    await page.getByRole('button', { name: 'Cost', exact: true }).click()
    const pane = page.getByRole('complementary', { name: 'Cost' })
    const payments = pane.locator('[data-namespace=payments]')
    await payments.getByText('$').waitFor()
    await pane.getByText('legacy-batch').waitFor()
    expect((await look()).hour.namespaces.length).toBeGreaterThan(8)

    await payments.getByRole('switch', { name: 'Cost spike in payments' }).click()
    await payments.getByText('×6').waitFor()
    expect((await look()).spikes).toMatchObject([{ namespace: 'payments', factor: 6, to: null }])
    await payments.getByRole('switch').click()
    await payments.getByText('Spike').waitFor()
    expect((await look()).spikes).toEqual([])

    const source = pane.locator('[data-source=prod-kr]')
    await pane.getByLabel('What OpenCost prod-kr does').selectOption('Connection cut')
    await source.locator('.chip.bad').waitFor()
    const address = `${playground.cost.opencost}/prod-kr/allocation?window=1h`
    await expect(fetch(address)).rejects.toThrow()
    await pane.getByLabel('What OpenCost prod-kr does').selectOption('Answers')
    await source.locator('.chip.good').waitFor()
    expect((await fetch(address)).status).toBe(200)

    await pane.getByRole('button', { name: '+4 %' }).click()
    await pane.getByRole('button', { name: '+4 %', pressed: true }).waitFor()
    expect((await look()).restated).toMatchObject([{ percent: 4 }])
    expect(complaints).toEqual([])
    expect(strangers).toEqual([])
    await page.close()
  })

  test('usable with the keyboard at 390 px', async () => {
    const { page, complaints } = await openTab(browser, playground.page, { width: 390, height: 844 })
    await page.getByRole('button', { name: 'Cost', exact: true }).press('Enter')
    const pane = page.getByRole('complementary', { name: 'Cost' })
    expect((await pane.boundingBox())?.width).toBe(390)
    await pane.getByRole('switch', { name: 'Cost spike in search' }).press('Space')
    await pane.locator('[data-namespace=search]').getByText('×6').waitFor()
    await pane.getByLabel('What AWS Cost Explorer does').selectOption('Throttled')
    await pane.locator('[data-source=cost-explorer] .chip.bad').waitFor()
    const tag = pane.getByRole('switch', { name: /^The tag project is not activated/ })
    await tag.press('Enter')
    await pane.getByRole('switch', { name: /activated On$/, checked: true }).waitFor()
    expect((await look()).costExplorer).toMatchObject({ fault: 'throttled', isTagActive: false })
    await pane.getByRole('button', { name: 'Restart OpenCost prod-eu1' }).press('Enter')
    await pane.locator('[data-source=prod-eu1]').getByText('min missing').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    expect(complaints).toEqual([])
    await page.close()
  })
})
