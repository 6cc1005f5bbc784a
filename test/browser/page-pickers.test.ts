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

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const option = (value: string) => ({ text: plain(value.toUpperCase()), value })
const picker = (blockId: string, label: string, more: object = {}) => ({
  type: 'input' as const,
  block_id: blockId,
  dispatch_action: true,
  label: plain(label),
  element: { type: 'external_select' as const, action_id: 'pick', min_query_length: 0, ...more },
})

/** The service is another input for each project, as its options are. */
function form(project: string | undefined): ModalView {
  return {
    type: 'modal',
    callback_id: 'form',
    private_metadata: project ?? '',
    title: plain('Deploy'),
    submit: plain('Go'),
    blocks: [
      { type: 'section', text: plain(`Project: ${project ?? 'none yet'}`) },
      picker('project', 'Project', { placeholder: plain('Search projects') }),
      picker(`service:${project ?? ''}`, 'Service'),
      {
        type: 'input',
        block_id: 'tags',
        optional: true,
        label: plain('Tags'),
        element: { type: 'multi_external_select', action_id: 'tags', min_query_length: 2 },
      },
    ],
  }
}

const PROJECTS = [
  'billing',
  'checkout',
  'payments-<b>',
  ...Array.from({ length: 40 }, (_, at) => `team-${at}`),
]

describe.skipIf(!hasBrowser())('searchable pickers on the page', { timeout: 60_000 }, () => {
  let slack: SlackSimulator
  let app: App
  let browser: Browser
  const asked: string[] = []
  let handedIn: unknown = null
  beforeAll(async () => {
    slack = await startTestSlack({ staticHandler: servePage })
    app = await startToyApp(slack)
    app.command('/alerts', async ({ ack, body, client }) => {
      await ack()
      await client.views.open({ trigger_id: body.trigger_id, view: form(undefined) })
    })
    app.options('pick', async ({ ack, body }) => {
      asked.push(body.value)
      if (body.block_id !== 'project') {
        const of = body.view?.private_metadata
        return ack({ options: ['api', 'web'].map((name) => option(`${of}-${name}`)) })
      }
      const [mine, others] = [PROJECTS.slice(0, 2), PROJECTS.slice(2)].map((names) =>
        names.filter((name) => name.includes(body.value)).map(option),
      )
      const groups = [
        { label: plain('Mine'), options: mine ?? [] },
        { label: plain('Others'), options: others ?? [] },
      ]
      return ack({ option_groups: groups.filter(({ options }) => options.length > 0) })
    })
    app.options('tags', ({ ack, body }) =>
      ack({ options: ['one', 'two'].map((end) => option(body.value + end)) }),
    )
    app.action<BlockAction>('pick', async ({ ack, body, client }) => {
      await ack()
      const project = body.view?.state.values['project']?.['pick']?.selected_option?.value
      await client.views.update({ view_id: body.view?.id ?? '', view: form(project) })
    })
    app.view('form', async ({ ack, view }) => {
      handedIn = Object.fromEntries(
        Object.entries(view.state.values).map(([block, actions]) => {
          const [held] = Object.values(actions)
          return [block, held?.selected_option?.value ?? held?.selected_options?.map(({ value }) => value)]
        }),
      )
      await ack()
    })
    browser = await openBrowser()
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
    await slack?.stop()
  })

  async function openForm(who: string, size = narrow) {
    const [left] = slack.as(who).views()
    if (left) await slack.as(who).close(left.id)
    const tab = await openTab(browser, `${slack.url}/#/${who}/C0PAY`, size)
    const composer = tab.page.getByLabel('Message #payments')
    await composer.fill('/alerts')
    await composer.press('Enter')
    const dialog = tab.page.getByRole('dialog', { name: 'Deploy' })
    await dialog.waitFor()
    const field = (name: string) => dialog.getByRole('combobox', { name })
    return { ...tab, dialog, field }
  }
  const activeText = (page: Page) => page.locator('.picker-option[data-active]').textContent()

  test('with the keyboard: open, move, type, pick, and the choice reaches the app', async () => {
    const { page, dialog, field, complaints } = await openForm('developer')
    await field('Project').focus()
    expect(await page.getByRole('listbox').count()).toBe(0)
    await page.keyboard.press('ArrowDown')
    await dialog.getByRole('option', { name: 'BILLING' }).waitFor()
    expect(await dialog.getByRole('group', { name: 'Mine' }).getByRole('option').count()).toBe(2)
    expect(await activeText(page)).toBe('BILLING')
    await page.keyboard.press('ArrowUp')
    expect(await activeText(page)).toBe('TEAM-39')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    expect(await activeText(page)).toBe('CHECKOUT')
    const controlled = await field('Project').getAttribute('aria-activedescendant')
    expect(await page.locator(`[id="${controlled}"]`).textContent()).toBe('CHECKOUT')
    await page.keyboard.type('payments')
    await expect.poll(() => dialog.getByRole('option').count()).toBe(1)
    expect(asked.filter((typed) => 'payments'.startsWith(typed) && typed !== '').length).toBeLessThan(8)
    await page.keyboard.press('Enter')
    await dialog.getByText('Project: payments-<b>').waitFor()
    expect(await field('Project').inputValue()).toBe('PAYMENTS-<B>')
    expect(await page.getByRole('listbox').count()).toBe(0)
    expect(complaints).toEqual([])
    await page.close()
  })

  test('Escape closes the list only, and leaves what was chosen, and nothing found says so', async () => {
    const { page, dialog, field } = await openForm('owner')
    await field('Project').fill('check')
    await dialog.getByRole('option', { name: 'CHECKOUT' }).click()
    await dialog.getByText('Project: checkout').waitFor()
    await field('Project').fill('nothing like it')
    await dialog.getByText('No results').waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    expect(await page.getByRole('listbox').count()).toBe(0)
    expect(await dialog.isVisible()).toBe(true)
    expect(await field('Project').inputValue()).toBe('CHECKOUT')
    await field('Tags').fill('x')
    await dialog.getByText('Type at least 2 characters').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.close()
  })

  test('with the mouse: what depends on another choice starts anew with it, and all is handed in', async () => {
    const { page, dialog, field, complaints } = await openForm('developer')
    const choose = async (name: string, text: string) => {
      await field(name).click()
      await dialog.getByRole('option', { name: text, exact: true }).click()
    }
    await choose('Project', 'BILLING')
    await dialog.getByText('Project: billing').waitFor()
    await choose('Service', 'BILLING-API')
    await expect.poll(() => field('Service').inputValue()).toBe('BILLING-API')
    await choose('Project', 'CHECKOUT')
    await dialog.getByText('Project: checkout').waitFor()
    expect(await field('Service').inputValue()).toBe('')
    await dialog.getByRole('button', { name: 'Go' }).click()
    await dialog.locator('.input-error').waitFor()
    await choose('Service', 'CHECKOUT-WEB')
    await field('Tags').fill('v-')
    await dialog.getByRole('option', { name: 'V-ONE' }).click()
    await field('Tags').fill('w-')
    await dialog.getByRole('option', { name: 'W-TWO' }).click()
    await page.keyboard.press('Escape')
    await dialog.getByRole('button', { name: 'Remove V-ONE' }).click()
    await dialog.getByRole('button', { name: 'Go' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(handedIn).toEqual({ project: 'checkout', 'service:checkout': 'checkout-web', tags: ['w-two'] })
    expect(complaints).toEqual([])
    await page.close()
  })

  test('on a phone the list lies within the window, and scrolls', async () => {
    const { page, dialog, field } = await openForm('owner', phone)
    await field('Service').click()
    await dialog.getByRole('option').first().waitFor()
    await page.keyboard.press('Escape')
    await field('Project').click()
    const last = dialog.getByRole('option', { name: 'TEAM-39' })
    await last.waitFor()
    const box = await page.locator('.picker-list').boundingBox()
    expect(box).not.toBeNull()
    if (!box) return
    expect(box.x).toBeGreaterThanOrEqual(0)
    expect(box.x + box.width).toBeLessThanOrEqual(phone.width)
    expect(box.y + box.height).toBeLessThanOrEqual(phone.height)
    await last.click()
    await dialog.getByText('Project: team-39').waitFor()
    await page.close()
  })
})
