import type { App, BlockAction } from '@slack/bolt'
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
const options = ['one', 'two'].map(option)
const telling = (blockId: string, element: object) => ({
  type: 'input',
  block_id: blockId,
  dispatch_action: true,
  optional: true,
  label: plain(blockId),
  element: { action_id: 'told', ...element },
})

const form = (heard: string) =>
  ({
    type: 'modal',
    callback_id: 'form',
    title: plain('Choices'),
    submit: plain('Go'),
    blocks: [
      { type: 'section', text: plain(heard) },
      telling('words', { type: 'plain_text_input', initial_value: 'old' }),
      telling('select', { type: 'static_select', options }),
      telling('radio', { type: 'radio_buttons', options }),
      telling('boxes', { type: 'checkboxes', options, initial_options: options }),
      {
        type: 'actions',
        block_id: 'row',
        elements: [
          {
            type: 'button',
            action_id: 'told',
            text: plain('Drop'),
            confirm: {
              title: plain('Really?'),
              text: plain('It is gone then.'),
              confirm: plain('Drop it'),
              deny: plain('Keep'),
            },
          },
        ],
      },
    ],
  }) as ModalView

describe.skipIf(!hasBrowser())('elements of a modal on the page', { timeout: 60_000 }, () => {
  let slack: SlackSimulator
  let app: App
  let browser: Browser
  const submitted: unknown[] = []
  beforeAll(async () => {
    slack = await startTestSlack({ staticHandler: servePage })
    app = await startToyApp(slack)
    app.command('/alerts', async ({ ack, body, client }) => {
      await ack()
      await client.views.open({ trigger_id: body.trigger_id, view: form('Heard nothing') })
    })
    app.action<BlockAction>('told', async ({ ack, body, client }) => {
      await ack()
      const state = body.view?.state.values
      const held = [
        body.actions[0]?.block_id,
        state?.['words']?.['told']?.value,
        state?.['select']?.['told']?.selected_option?.value,
        state?.['radio']?.['told']?.selected_option?.value,
        state?.['boxes']?.['told']?.selected_options?.map(({ value }) => value).join('+'),
      ]
      await client.views.update({ view_id: body.view?.id ?? '', view: form(`Heard ${held.join(', ')}.`) })
    })
    app.view('form', async ({ ack, view }) => {
      submitted.push(view.state.values['words']?.['told']?.value)
      await ack()
    })
    browser = await openBrowser()
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
    await slack?.stop()
  })

  async function openForm(who: string) {
    const tab = await openTab(browser, `${slack.url}/#/${who}/C0PAY`, narrow)
    const composer = tab.page.getByLabel('Message #payments')
    await composer.fill('/alerts')
    await composer.press('Enter')
    const dialog = tab.page.getByRole('dialog', { name: 'Choices' })
    await dialog.waitFor()
    return { ...tab, dialog }
  }

  test('each choice is told at once, with what the other inputs hold by then', async () => {
    const { page, dialog, complaints } = await openForm('developer')
    const heard = (what: string) => dialog.getByText(`Heard ${what}.`).waitFor()
    await dialog.getByLabel('words').fill('new')
    await dialog.getByLabel('select').selectOption('two')
    await heard('select, new, two, , one+two')
    await dialog.getByRole('radio', { name: 'ONE' }).check()
    await heard('radio, new, two, one, one+two')
    await dialog.getByRole('checkbox', { name: 'ONE' }).uncheck()
    await heard('boxes, new, two, one, two')
    await dialog.getByRole('checkbox', { name: 'TWO' }).uncheck()
    await heard('boxes, new, two, one, ')
    await dialog.getByLabel('select').selectOption('')
    await heard('select, new, , one, ')
    await dialog.getByLabel('words').fill('')
    await dialog.getByLabel('words').press('Enter')
    await heard('words, , , one, ')
    expect(await dialog.getByRole('checkbox', { name: 'TWO' }).isChecked()).toBe(false)
    expect(complaints).toEqual([])
    await page.close()
  })

  test('a button that asks first does not hand in the form when it is confirmed', async () => {
    const { page, dialog } = await openForm('owner')
    await dialog.getByRole('button', { name: 'Drop' }).click()
    const sure = page.getByRole('dialog', { name: 'Really?' })
    await sure.getByRole('button', { name: 'Keep' }).click()
    await sure.waitFor({ state: 'detached' })
    await dialog.getByRole('button', { name: 'Drop' }).click()
    await sure.getByRole('button', { name: 'Drop it' }).click()
    await dialog.getByText('Heard row, old, , , one+two.').waitFor()
    expect(submitted).toEqual([])
    await page.close()
  })

  test('a text that was emptied is handed in empty', async () => {
    const { page, dialog } = await openForm('approver')
    await dialog.getByLabel('words').fill('')
    await dialog.getByRole('button', { name: 'Go' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(submitted).toEqual([null])
    await page.close()
  })
})
