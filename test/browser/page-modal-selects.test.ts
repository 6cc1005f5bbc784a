import type { App, BlockAction } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { servePage } from '../../playground/page/serve-page.ts'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { hasBrowser, openBrowser, openTab } from '../harness/browser.ts'
import { startTestSlack } from '../harness/simulator.ts'
import { startToyApp } from '../harness/toy-app.ts'

// No room for the alert sources, which this workspace does not have.
const narrow = { width: 1000, height: 800 }
const phone = { width: 390, height: 760 }

const plain = (text: string) => ({ type: 'plain_text', text })
const SIZES = ['small', 'large'].map((value) => ({
  text: plain(`Session store, ${value}, with words enough to be wide`),
  value,
  description: plain(`cache.t4g.${value}`),
}))

/** What is chosen comes back as the initial option, with more above and below it. */
const form = (size: string | null) =>
  ({
    type: 'modal',
    title: plain('Create'),
    submit: plain('Go'),
    blocks: [
      ...(size === null ? [] : [{ type: 'section', text: plain(`Chosen: ${size}`) }]),
      {
        type: 'section',
        block_id: 'size',
        text: { type: 'mrkdwn', text: '*Size*' },
        accessory: {
          type: 'static_select',
          action_id: 'size',
          placeholder: plain('Choose'),
          options: SIZES,
          ...(size === null ? {} : { initial_option: SIZES.find(({ value }) => value === size) }),
        },
      },
      {
        type: 'section',
        block_id: 'project',
        text: { type: 'mrkdwn', text: '*Project*' },
        accessory: { type: 'external_select', action_id: 'project', placeholder: plain('Choose') },
      },
      {
        type: 'input',
        block_id: 'copies',
        label: plain('Copies'),
        element: { type: 'static_select', action_id: 'copies', options: SIZES },
      },
    ],
  }) as ModalView

const waiting = {
  type: 'modal',
  title: plain('Create'),
  blocks: [{ type: 'section', text: plain('Reading prices') }],
} as ModalView

describe.skipIf(!hasBrowser())('selects of a modal', { timeout: 60_000 }, () => {
  let slack: SlackSimulator
  let app: App
  let browser: Browser
  const read = Promise.withResolvers<void>()
  beforeAll(async () => {
    slack = await startTestSlack({ staticHandler: servePage })
    app = await startToyApp(slack)
    app.command('/alerts', async ({ ack, body, client }) => {
      await ack()
      await client.views.open({ trigger_id: body.trigger_id, view: form(null) })
    })
    app.action<BlockAction>('size', async ({ ack, action, body, client }) => {
      const size = action.type === 'static_select' ? action.selected_option.value : null
      const view_id = body.view?.id ?? ''
      await ack()
      if (size === 'large') {
        await client.views.update({ view_id, view: waiting })
        await read.promise
      }
      await client.views.update({ view_id, view: form(size) })
    })
    browser = await openBrowser()
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
    await slack?.stop()
  })

  async function openForm(who: string, size: { width: number; height: number }) {
    const tab = await openTab(browser, `${slack.url}/#/${who}/C0PAY`, size)
    const composer = tab.page.getByLabel('Message #payments')
    await composer.fill('/alerts')
    await composer.press('Enter')
    const dialog = tab.page.getByRole('dialog', { name: 'Create' })
    await dialog.waitFor()
    return { ...tab, dialog }
  }
  const focused = (page: Page) =>
    page.evaluate('document.activeElement.closest("[data-element]")?.dataset.element')

  test('they are called as what they stand beside, and keep the focus when the view is updated', async () => {
    const { page, dialog, complaints } = await openForm('developer', narrow)
    await dialog.getByRole('combobox', { name: 'Project', exact: true }).waitFor()
    await dialog.getByRole('combobox', { name: 'Copies', exact: true }).waitFor()
    const size = dialog.getByRole('combobox', { name: 'Size', exact: true })
    expect(await size.locator('option').last().textContent()).toContain('cache.t4g.large')
    await size.focus()
    await size.press('ArrowDown')
    await dialog.getByText('Chosen: small').waitFor()
    expect(await focused(page)).toBe('size/size')
    await size.press('ArrowDown')
    await dialog.getByText('Reading prices').waitFor()
    read.resolve()
    await dialog.getByText('Chosen: large').waitFor()
    expect(await focused(page)).toBe('size/size')
    expect(await size.inputValue()).toBe('large')
    expect(complaints).toEqual([])
    await page.close()
  })

  test('on a phone they stay within the margins', async () => {
    const { page, dialog } = await openForm('owner', phone)
    for (const name of ['Size', 'Project', 'Copies']) {
      const box = await dialog.getByRole('combobox', { name, exact: true }).boundingBox()
      expect(box).not.toBeNull()
      if (box) expect(box.x + box.width).toBeLessThanOrEqual(phone.width - 24)
    }
    await page.close()
  })
})
