import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser, openBrowser, openTab } from '../harness/browser.ts'
import { startPlayground, type RunningPlayground } from '../harness/playground.ts'

describe.skipIf(!hasBrowser())('clusters and builds on the page', { timeout: 60_000 }, () => {
  let playground: RunningPlayground
  let browser: Browser
  beforeAll(async () => {
    ;[playground, browser] = await Promise.all([startPlayground(), openBrowser()])
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await playground?.stop()
  })

  test('build something that crashes, and see the faults of a cluster', async () => {
    const { page, complaints, strangers } = await openTab(browser, playground.page)
    await page.getByRole('button', { name: 'Builds', exact: true }).click()
    const builds = page.getByRole('complementary', { name: 'Builds' })
    await builds.locator('[data-build="payments/checkout:1.4.1"]').waitFor()
    await builds.getByLabel('What goes wrong').selectOption('Crashes at start')
    await builds.getByLabel('Where').selectOption('In prod only')
    await builds.getByRole('button', { name: 'New build 1.4.2' }).click()
    await builds.getByText('/deploy checkout 1.4.2 alpha').waitFor()
    const made = builds.locator('[data-build="payments/checkout:1.4.2"]')
    await made.getByText('Crashes at start in prod-kr, prod-eu1, prod-us1, prod-jp1').waitFor()
    await builds.getByRole('button', { name: 'New build 1.4.3' }).waitFor()

    await page.getByRole('button', { name: 'Clusters', exact: true }).click()
    const clusters = page.getByRole('complementary', { name: 'Clusters' })
    await clusters.getByLabel('Find a service').fill('checkout')
    const checkouts = clusters.locator('[data-workload="payments/checkout"]')
    await checkouts.nth(4).waitFor()
    expect(await checkouts.nth(1).locator('.workload-count').textContent()).toBe('3/3')
    expect(await checkouts.nth(1).locator('.workload-image b').textContent()).toBe('1.4.1')
    await checkouts.nth(1).getByRole('button').click()
    await checkouts.nth(1).locator('.pod', { hasText: 'Running, ready' }).first().waitFor()
    const prod = clusters.locator('[data-cluster=prod-kr]')
    await prod.locator('.cluster-head').click()
    await prod.getByLabel('Unreachable').check()
    await prod.getByText('API unreachable').waitFor()
    await prod.getByLabel('Unreachable').uncheck()
    await prod.getByText('21 ready').waitFor()
    expect(complaints).toEqual([])
    expect(strangers).toEqual([])
    await page.close()
  })

  test('usable with the keyboard at 390 px', async () => {
    const { page, complaints } = await openTab(browser, playground.page, { width: 390, height: 844 })
    await page.getByRole('button', { name: 'Clusters', exact: true }).press('Enter')
    const clusters = page.getByRole('complementary', { name: 'Clusters' })
    expect((await clusters.boundingBox())?.width).toBe(390)
    const head = clusters.getByRole('button', { name: /^alpha-kr/ })
    await head.press('Enter')
    expect(await head.getAttribute('aria-expanded')).toBe('true')
    const workload = clusters.getByRole('button', { name: /payments\/checkout/ })
    await workload.press('Enter')
    await clusters.locator('.pod').first().waitFor()
    const slow = clusters.getByLabel('Slow')
    await slow.press('Space')
    await clusters.getByText('API slow').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await page.getByRole('button', { name: 'Builds', exact: true }).press('Enter')
    await page.getByRole('button', { name: /^New build/ }).waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    expect(complaints).toEqual([])
    await page.close()
  })
})
