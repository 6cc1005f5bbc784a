import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { servePage } from '../../playground/page/serve-page.ts'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { hasBrowser, openBrowser, openTab } from '../harness/browser.ts'
import { startTestSlack } from '../harness/simulator.ts'
import { startToyApp } from '../harness/toy-app.ts'

// No room for the alert sources, which this workspace does not have.
const narrow = { width: 1000, height: 800 }

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const option = (value: string) => ({ text: plain(value.toUpperCase()), value })

const form: ModalView = {
  type: 'modal',
  callback_id: 'form',
  title: plain('Silence'),
  submit: plain('Save'),
  blocks: [
    {
      type: 'input',
      block_id: 'note',
      label: plain('Note'),
      element: { type: 'plain_text_input', action_id: 'text' },
    },
    {
      type: 'input',
      block_id: 'hours',
      label: plain('Hours'),
      optional: true,
      element: { type: 'static_select', action_id: 'pick', options: [option('one'), option('two')] },
    },
  ],
}
const deeper: ModalView = {
  type: 'modal',
  title: plain('Below'),
  blocks: [{ type: 'section', text: plain('second floor') }],
}

describe.skipIf(!hasBrowser())('modals on the page', { timeout: 60_000 }, () => {
  let slack: SlackSimulator
  let app: App
  let browser: Browser
  const submitted: unknown[] = []
  beforeAll(async () => {
    slack = await startTestSlack({ staticHandler: servePage })
    app = await startToyApp(slack)
    app.command('/alerts', async ({ ack, body, client }) => {
      await ack()
      await client.views.open({ trigger_id: body.trigger_id, view: form })
    })
    app.view('form', async ({ ack, view }) => {
      const values = view.state.values
      if (values['note']?.['text']?.value === 'no') {
        return ack({ response_action: 'errors', errors: { note: 'Say more than no' } })
      }
      if (values['note']?.['text']?.value === 'deeper') return ack({ response_action: 'push', view: deeper })
      submitted.push([values['note']?.['text']?.value, values['hours']?.['pick']?.selected_option?.value])
      return ack()
    })
    browser = await openBrowser()
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
    await slack?.stop()
  })

  test('required fields, errors of the app, what was typed stays, submit closes', async () => {
    const { page, complaints } = await openTab(browser, `${slack.url}/#/developer/C0PAY`, narrow)
    const composer = page.getByLabel('Message #payments')
    await composer.fill('/alerts')
    await composer.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Silence' })
    await dialog.waitFor()
    expect(await page.evaluate('document.activeElement.tagName')).toBe('INPUT')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.locator('.input-error').waitFor()
    await dialog.getByLabel('Note').fill('no')
    await dialog.getByLabel('Hours').selectOption('two')
    await dialog.getByLabel('Note').press('Enter')
    await dialog.getByText('Say more than no').waitFor()
    expect(await dialog.getByLabel('Note').inputValue()).toBe('no')
    await dialog.getByLabel('Note').fill('deploying <b>1.42</b>')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(submitted).toEqual([['deploying <b>1.42</b>', 'two']])
    expect(complaints).toEqual([])
    await page.close()
  })

  test('a pushed modal lies on top; going back shows what was typed below', async () => {
    const { page } = await openTab(browser, `${slack.url}/#/owner/C0PAY`, narrow)
    const composer = page.getByLabel('Message #payments')
    await composer.fill('/alerts')
    await composer.press('Enter')
    await page.getByLabel('Note').fill('deeper')
    await page.getByRole('button', { name: 'Save' }).click()
    const below = page.getByRole('dialog', { name: 'Below' })
    await below.getByText('second floor').waitFor()
    await below.locator('.dialog-head').getByRole('button', { name: 'Back' }).click()
    await below.waitFor({ state: 'detached' })
    expect(await page.getByLabel('Note').inputValue()).toBe('deeper')
    await page.close()
  })

  test('Escape closes, and the focus returns to where it was', async () => {
    const { page } = await openTab(browser, `${slack.url}/#/developer/C0PAY`, narrow)
    const composer = page.getByLabel('Message #payments')
    await composer.fill('/alerts')
    await composer.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(slack.as('developer').views()).toEqual([])
    expect(await page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA')
    await page.close()
  })
})
