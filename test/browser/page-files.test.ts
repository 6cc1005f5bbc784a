import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { servePage } from '../../playground/page/serve-page.ts'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { createPictures } from '../../src/integrations/pictures/create-pictures.ts'
import { complete, fileInfo, uploadRaw } from '../contract/slack-files-kit.ts'
import { hasBrowser, openBrowser, openTab } from '../harness/browser.ts'
import { callSlack, startTestSlack } from '../harness/simulator.ts'

// No room for the alert sources, which this workspace does not have.
const narrow = { width: 1000, height: 800 }
const phone = { width: 390, height: 844 }
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="200"><rect width="600" height="200" fill="#eef"/><text x="20" y="60" font-size="30">Cost by day</text></svg>'

describe.skipIf(!hasBrowser())('files on the page', { timeout: 60_000 }, () => {
  let slack: SlackSimulator
  let browser: Browser
  let inbox: string
  beforeAll(async () => {
    slack = await startTestSlack({ staticHandler: servePage })
    browser = await openBrowser()
    const opened = await callSlack(slack, 'conversations.open', { users: 'U0ALICE' })
    inbox = (opened.body['channel'] as { id: string }).id
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await slack?.stop()
  })

  test('direct messages are listed for their person, and a file can be downloaded there', async () => {
    const table = Buffer.from('team,cost\nPayments,1234.5\n')
    const id = await uploadRaw(slack, 'costs-2026-11.csv', table)
    await complete(slack, id, { channel_id: inbox, initial_comment: 'Your *costs*' })
    const { page, complaints } = await openTab(browser, `${slack.url}/#/developer/C0PAY`, narrow)
    await page.getByRole('button', { name: 'Coxswain, 1 unread, 1 mentions' }).click()
    await page.getByRole('heading', { name: 'Coxswain', level: 2 }).waitFor()
    expect(await page.getByPlaceholder('Message Coxswain').count()).toBe(1)
    const message = page.locator('.message', { hasText: 'Your costs' })
    expect(await message.locator('.file-name').textContent()).toBe('T')
    expect(await message.locator('.file-about').textContent()).toContain('26 bytes')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      message.getByRole('link', { name: 'Download costs-2026-11.csv' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('costs-2026-11.csv')
    expect(complaints).toEqual([])
    await page.close()
  })

  test('they are nobody else’s', async () => {
    const { page } = await openTab(browser, `${slack.url}/#/owner/${inbox}`, narrow)
    await page.getByRole('heading', { name: 'payments', level: 2 }).waitFor()
    expect(await page.getByText('Direct messages').count()).toBe(0)
    await page.close()
  })

  test.each([narrow, phone])('an image block shows the picture, at $width px', async (size) => {
    const id = await uploadRaw(slack, 'chart.png', Buffer.from(await createPictures().png(SVG)))
    await complete(slack, id)
    await fileInfo(slack, id)
    await fileInfo(slack, id)
    const blocks = [{ type: 'image', slack_file: { id }, alt_text: `Cost at ${size.width}` }]
    const { body } = await callSlack(slack, 'chat.postMessage', { channel: 'C0PAY', text: 'x', blocks })
    expect(body.ok).toBe(true)
    const { page, complaints } = await openTab(browser, `${slack.url}/#/owner/C0PAY`, size)
    const image = page.getByRole('img', { name: `Cost at ${size.width}` })
    await image.waitFor()
    await expect
      .poll(() => image.evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth))
      .toBe(600)
    const box = await image.boundingBox()
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(size.width)
    expect(complaints).toEqual([])
    await page.close()
  })

  test('a shared picture shows once Slack has looked at it', async () => {
    const id = await uploadRaw(slack, 'shared.png', Buffer.from(await createPictures().png(SVG)))
    await complete(slack, id, { channel_id: 'C0ORDERS' })
    const { page } = await openTab(browser, `${slack.url}/#/owner/C0ORDERS`, narrow)
    await page.getByRole('img', { name: 'T', exact: true }).waitFor()
    expect(await page.locator('.file-about').textContent()).toContain('shared.png')
    await page.close()
  })
})
