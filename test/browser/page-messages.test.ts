import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { servePage } from '../../playground/page/serve-page.ts'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { hasBrowser, openBrowser, openTab } from '../harness/browser.ts'
import { callSlack, startTestSlack } from '../harness/simulator.ts'

// No room for the alert sources, which this workspace does not have.
const narrow = { width: 1000, height: 800 }

const plain = (text: string) => ({ type: 'plain_text', text })
const EVIL = '<img src=x onerror="document.title=1"> & <b>bold</b>'

const blocks = [
  { type: 'header', text: plain('🔴 2 firing') },
  {
    type: 'section',
    text: {
      type: 'mrkdwn',
      text: '*bold* _thin_ ~gone~ `code` <https://example.com/a|there> <@U0ALICE> <!subteam^S0PAY>',
    },
    accessory: { type: 'overflow', action_id: 'menu', options: [{ text: plain('Silence'), value: 's' }] },
  },
  { type: 'section', fields: [{ type: 'mrkdwn', text: '*Team*\nPayments' }, plain('prod-kr')] },
  { type: 'context', elements: [{ type: 'mrkdwn', text: 'since <!date^1700000000^{date_num}|then>' }] },
  { type: 'divider' },
  {
    type: 'actions',
    elements: [
      {
        type: 'button',
        action_id: 'drop',
        text: plain('Drop'),
        style: 'danger',
        confirm: {
          title: plain('Really?'),
          text: plain('It is gone then.'),
          confirm: plain('Drop it'),
          deny: plain('Keep'),
        },
      },
    ],
  },
  { type: 'image', image_url: 'https://example.com/cpu.png', alt_text: 'CPU of payments' },
  {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: [
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'first', style: { bold: true } }] },
        ],
      },
    ],
  },
]

describe.skipIf(!hasBrowser())('messages on the page', { timeout: 60_000 }, () => {
  let slack: SlackSimulator
  let browser: Browser
  beforeAll(async () => {
    slack = await startTestSlack({ staticHandler: servePage })
    browser = await openBrowser()
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await slack?.stop()
  })
  const post = (message: Record<string, unknown>) =>
    callSlack(slack, 'chat.postMessage', { channel: 'C0PAY', ...message })

  test('the block types that messages use', async () => {
    expect((await post({ text: 'card', blocks })).body).toMatchObject({ ok: true })
    const { page, strangers } = await openTab(browser, `${slack.url}/#/developer/C0PAY`, narrow)
    const card = page.locator('.message', { hasText: '2 firing' })
    await card.waitFor()
    expect(await card.locator('strong', { hasText: 'bold' }).count()).toBe(1)
    expect(await card.locator('em').textContent()).toBe('thin')
    expect(await card.locator('s').textContent()).toBe('gone')
    expect(await card.getByRole('link', { name: 'there' }).getAttribute('href')).toBe('https://example.com/a')
    expect(await card.locator('.mention').allTextContents()).toEqual(['@alice', '@payments-team'])
    expect(await card.locator('.mention.mine').allTextContents()).toEqual(['@alice'])
    expect(await card.locator('time.date').textContent()).toBe('2023-11-14')
    expect(await card.getByRole('img', { name: 'CPU of payments' }).count()).toBe(1)
    expect(await card.locator('li').textContent()).toBe('first')
    expect(strangers).toEqual([])
    await page.close()
  })

  test('nobody acknowledges: confirm, busy, then the warning', async () => {
    const { page } = await openTab(browser, `${slack.url}/#/developer/C0PAY`, narrow)
    const card = page.locator('.message', { hasText: '2 firing' })
    await card.locator('.button', { hasText: 'Drop' }).click()
    await page.getByRole('dialog', { name: 'Really?' }).getByRole('button', { name: 'Drop it' }).click()
    const warning = card.locator('.not-acknowledged')
    await warning.waitFor()
    expect(await warning.getAttribute('title')).toBe('The app could not be reached.')
    await page.close()
  })

  test('markup in text stays text', async () => {
    slack.as('owner').post({ channel: 'C0PAY', text: EVIL })
    await post({ text: 'x', blocks: [{ type: 'section', text: plain(EVIL) }] })
    const { page, complaints } = await openTab(browser, `${slack.url}/#/developer/C0PAY`, narrow)
    await page.locator('.section-text', { hasText: 'onerror' }).waitFor()
    expect(await page.getByText(EVIL).count()).toBe(2)
    expect(await page.locator('.message img').count()).toBe(0)
    expect(complaints).toEqual([])
    await page.close()
  })

  test('a new message and an edit show without reloading', async () => {
    const { page } = await openTab(browser, `${slack.url}/#/owner/C0PAY`, narrow)
    await page.locator('.message').first().waitFor()
    const { body } = await post({ text: 'rolling out' })
    await page.getByText('rolling out').waitFor()
    await callSlack(slack, 'chat.update', { channel: 'C0PAY', ts: body['ts'], text: 'rolled out' })
    await page.getByText('rolled out').waitFor()
    expect(await page.getByText('(edited)').count()).toBe(1)
    await page.close()
  })
})
