import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser, openBrowser, openTab } from '../harness/browser.ts'
import { startPlayground, type RunningPlayground } from '../harness/playground.ts'

describe.skipIf(!hasBrowser())('the page', { timeout: 60_000 }, () => {
  let playground: RunningPlayground
  let browser: Browser
  beforeAll(async () => {
    ;[playground, browser] = await Promise.all([startPlayground(), openBrowser()])
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await playground?.stop()
  })

  test('fire, see the thread, acknowledge, the card changes', async () => {
    const { page, complaints, strangers } = await openTab(
      browser,
      `${playground.page}/#/developer/C0PAYMENTS1`,
    )
    await page.locator('[data-scenario=grafana-firing]').click()
    await page.getByText('HTTP 200, 5 alerts').waitFor()
    const card = page.locator('.message', { hasText: '2 firing' })
    await card.waitFor()
    expect(await card.locator('.app-badge').textContent()).toBe('APP')
    await card.locator('.button', { hasText: 'Acknowledge' }).first().click()
    await card.locator('.mention.mine', { hasText: '@dana' }).waitFor()
    await card.locator('.button', { hasText: 'Un-acknowledge' }).waitFor()
    await page.getByText('Only visible to you').waitFor()
    expect(complaints).toEqual([])
    expect(strangers).toEqual([])
    await page.close()
  })

  test('a command is completed, sent and answered to the writer only', async () => {
    const { page, complaints } = await openTab(browser, `${playground.page}/#/owner/C0PAYMENTS1`)
    const composer = page.getByLabel('Message #team-payments')
    await composer.fill('/own')
    await page.getByRole('option', { name: '/owner' }).waitFor()
    await composer.press('Tab')
    await composer.pressSequentially('search')
    await composer.press('Enter')
    const answer = page.locator('.message.ephemeral', { hasText: '@search-owners' })
    await answer.waitFor()
    expect(await composer.inputValue()).toBe('')
    expect(complaints).toEqual([])
    await page.close()
  })

  test('an unread channel stands out until it is opened, also through somebody else’s eyes', async () => {
    const { page } = await openTab(browser, `${playground.page}/#/approver/C0PLATFORM4`)
    const unread = page.locator('.channel-link.unread', { hasText: 'team-search' })
    await unread.waitFor()
    await unread.click()
    await page.locator('.message', { hasText: 'search' }).first().waitFor()
    await page.locator('.channel-link[aria-current=page]', { hasText: 'team-search' }).waitFor()
    await page.getByRole('button', { name: 'Switch person' }).click()
    await page.getByRole('menuitemradio', { name: 'Gus Weber' }).click()
    await page.getByText('you are the guest').waitFor()
    expect(await page.locator('.channel-link').allTextContents()).toEqual(['team-payments'])
    await page.close()
  })

  test('usable at 390 px: drawer, thread over the whole screen, nothing wider than the screen', async () => {
    const size = { width: 390, height: 844 }
    const { page, complaints } = await openTab(browser, `${playground.page}/#/developer/C0SEARCHTM2`, size)
    await page.getByRole('button', { name: 'Channels' }).click()
    await page.locator('.channel-link', { hasText: 'team-payments' }).click()
    const card = page.locator('.message', { hasText: 'firing' }).first()
    await card.waitFor()
    const ts = await card.getAttribute('data-ts')
    await page.goto(`${playground.page}/#/developer/C0PAYMENTS1/${ts}`)
    const thread = page.getByRole('complementary', { name: 'Thread' })
    await thread.locator('.message').first().waitFor()
    expect((await thread.boundingBox())?.width).toBe(390)
    const reply = page.getByLabel('Reply…')
    await reply.fill('on it')
    await reply.press('Enter')
    await thread.getByText('on it').waitFor()
    await page.getByRole('button', { name: 'Close thread' }).click()
    await page.getByText('1 reply').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    expect(complaints).toEqual([])
    await page.close()
  })
})
