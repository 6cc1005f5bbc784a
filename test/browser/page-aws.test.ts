import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser, openBrowser, openTab } from '../harness/browser.ts'
import { startPlayground, type RunningPlayground } from '../harness/playground.ts'

const PARAMETER = '/coxswain/alpha/payments/payments-alpha-sessions/password'
const GROUP = 'payments-alpha-sessions'

describe.skipIf(!hasBrowser())('the AWS console on the page', { timeout: 60_000 }, () => {
  let playground: RunningPlayground
  let browser: Browser
  beforeAll(async () => {
    ;[playground, browser] = await Promise.all([startPlayground(), openBrowser()])
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await playground?.stop()
  })

  test('see what exists, who called, and switch faults', async () => {
    const { env, endpoint } = playground.aws
    const credentials = {
      accessKeyId: env['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: env['AWS_SECRET_ACCESS_KEY'] ?? '',
    }
    const ssm = new SSMClient({ endpoint, region: env['AWS_REGION'] ?? '', credentials, maxAttempts: 1 })
    const put = { Name: PARAMETER, Value: 'open sesame', Type: 'SecureString' } as const
    await ssm.send(new PutParameterCommand({ ...put, Description: '[coxswain:res-1] of sessions' }))
    await expect(ssm.send(new PutParameterCommand(put))).rejects.toThrow()

    const { page, complaints, strangers } = await openTab(browser, playground.page)
    await page.getByRole('button', { name: 'AWS console', exact: true }).click()
    const pane = page.getByRole('complementary', { name: 'AWS console' })
    const parameter = pane.locator(`[data-thing="${PARAMETER}"]`)
    await parameter.getByText('available').waitFor()
    await parameter.getByRole('cell', { name: 'res-1' }).waitFor()
    await parameter.getByRole('button').click()
    await parameter.getByText('coxswain:res-1', { exact: true }).waitFor()
    expect(await page.content()).not.toContain('open sesame')

    await pane.getByRole('button', { name: 'Calls' }).click()
    await pane.getByLabel('Which calls').selectOption('Refused only')
    const refused = pane.locator('[data-operation=PutParameter]', { hasText: 'ParameterAlreadyExists' })
    await refused.waitFor()
    expect(await refused.locator('code').textContent()).toMatch(/^[0-9a-f-]{36}$/)

    await pane.getByRole('button', { name: /^Faults/ }).click()
    await pane.getByRole('switch', { name: /^Throttled/ }).click()
    await pane.getByText('On, 20 more').waitFor()
    await pane.getByRole('button', { name: 'Faults 1 on' }).waitFor()
    await pane.getByRole('button', { name: 'Switch all off' }).click()
    await pane.getByText('On, 20 more').waitFor({ state: 'detached' })

    await page.getByRole('button', { name: 'Switch person' }).click()
    await page.getByRole('menuitemradio', { name: /Liam O'Brien\s*other team/ }).click()
    await page.getByText('you are in another team').waitFor()
    await pane.getByRole('button', { name: 'Faults', pressed: true }).waitFor()
    expect(complaints).toEqual([])
    expect(strangers).toEqual([])
    await page.close()
  })

  test('usable with the keyboard at 390 px', async () => {
    const { page, complaints } = await openTab(browser, playground.page, { width: 390, height: 844 })
    await page.getByRole('button', { name: 'AWS console', exact: true }).press('Enter')
    const pane = page.getByRole('complementary', { name: 'AWS console' })
    expect((await pane.boundingBox())?.width).toBe(390)
    await pane.getByRole('button', { name: /^Faults/ }).press('Enter')
    await pane.getByRole('button', { name: 'As slow as AWS' }).press('Enter')
    await pane.getByRole('button', { name: 'As slow as AWS', pressed: true }).waitFor()
    await pane.getByLabel('Name').fill(GROUP)
    await pane.getByLabel('Name').press('Enter')
    await pane.getByText(`${GROUP} is there, and not ours.`).waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)

    await pane.getByRole('button', { name: /^Resources/ }).press('Enter')
    const group = pane.locator(`[data-thing="${GROUP}"]`)
    await group.getByText('not marked').waitFor()
    await group.getByRole('button').press('Enter')
    await group.getByRole('button', { name: 'Remove by hand…' }).press('Enter')
    await page.getByRole('button', { name: 'Remove', exact: true }).press('Enter')
    await group.waitFor({ state: 'detached' })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    expect(complaints).toEqual([])
    await page.close()
  })
})
