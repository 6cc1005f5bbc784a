import type { App, BlockAction } from '@slack/bolt'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { servePage } from '../../playground/page/serve-page.ts'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { hasBrowser, openBrowser, openTab } from '../harness/browser.ts'
import { callSlack, startTestSlack } from '../harness/simulator.ts'
import { startToyApp } from '../harness/toy-app.ts'

// No room for the alert sources, which this workspace does not have.
const narrow = { width: 1000, height: 800 }

const plain = (text: string) => ({ type: 'plain_text', text })
const words = (text: string) => ({ type: 'section', text: plain(text) })
const cancel = (value: string) => ({
  type: 'actions',
  elements: [
    {
      type: 'button',
      action_id: 'cancel',
      text: plain('Cancel'),
      value,
      confirm: {
        title: plain('Cancel and undo?'),
        text: plain('What was made is removed.'),
        confirm: plain('Cancel it'),
        deny: plain('Go on'),
      },
    },
  ],
})

describe.skipIf(!hasBrowser())('questions before a click', { timeout: 60_000 }, () => {
  let slack: SlackSimulator
  let app: App
  let browser: Browser
  const clicked: unknown[] = []
  beforeAll(async () => {
    slack = await startTestSlack({ staticHandler: servePage })
    app = await startToyApp(slack)
    app.action<BlockAction>('cancel', async ({ ack, action }) => {
      await ack()
      clicked.push('value' in action ? action.value : undefined)
    })
    browser = await openBrowser()
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
    await slack?.stop()
  })

  /** A card whose question is open while the card is updated to `next`. */
  async function askAndUpdate(value: string, next: object[]) {
    const blocks = [words(`${value}: 1 of 7`), cancel(value)]
    const { body } = await callSlack(slack, 'chat.postMessage', { channel: 'C0PAY', text: value, blocks })
    const tab = await openTab(browser, `${slack.url}/#/developer/C0PAY`, narrow)
    const card = tab.page.locator(`[data-ts="${String(body['ts'])}"]`)
    await card.getByRole('button', { name: 'Cancel' }).click()
    const sure = tab.page.getByRole('dialog', { name: 'Cancel and undo?' })
    await sure.waitFor()
    await callSlack(slack, 'chat.update', { channel: 'C0PAY', ts: body['ts'], text: value, blocks: next })
    await card.getByText(`${value}: 2 of 7`).waitFor()
    expect(await sure.isVisible()).toBe(true)
    return { ...tab, sure }
  }

  test('an update of the card leaves the question open, and its answer is sent', async () => {
    const next = [words('change-1: 2 of 7'), words('still going'), cancel('change-1')]
    const { page, sure, complaints } = await askAndUpdate('change-1', next)
    await sure.getByRole('button', { name: 'Cancel it' }).click()
    await sure.waitFor({ state: 'detached' })
    await expect.poll(() => clicked).toEqual(['change-1'])
    expect(complaints).toEqual([])
    await page.close()
  })

  test('a button that is gone, or is another by now, is not clicked, which is said', async () => {
    clicked.length = 0
    const { page, sure } = await askAndUpdate('change-2', [words('change-2: 2 of 7'), cancel('change-3')])
    await sure.getByRole('button', { name: 'Cancel it' }).click()
    const said = page.getByRole('dialog', { name: 'That came to nothing' })
    await said.getByText('no longer there').waitFor()
    await said.getByRole('button', { name: 'OK' }).click()
    await said.waitFor({ state: 'detached' })
    expect(clicked).toEqual([])
    await page.close()
  })
})
