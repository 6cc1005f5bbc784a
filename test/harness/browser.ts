import { existsSync } from 'node:fs'
import { chromium, type Browser, type Page } from 'playwright-core'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** Whether the page tests can run. Without a browser they are skipped loudly; where CI=true they fail. */
export function hasBrowser(): boolean {
  if (existsSync(CHROMIUM)) return true
  if (process.env['CI'] === 'true')
    throw new Error(`the page tests need a browser at ${CHROMIUM} (or in CHROMIUM)`)
  process.stderr.write(
    `SKIPPED: the page tests need a browser at ${CHROMIUM}; set CHROMIUM to where yours is\n`,
  )
  return false
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
}

export interface Tab {
  page: Page
  /** What the page wrote to its console as errors, and what it threw. */
  complaints: string[]
  /** Addresses outside the playground that the page tried to load. */
  strangers: string[]
}

export async function openTab(
  browser: Browser,
  url: string,
  size = { width: 1280, height: 800 },
): Promise<Tab> {
  const page = await browser.newPage({ viewport: size })
  const complaints: string[] = []
  const strangers: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => void complaints.push(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith(new URL(url).origin)) strangers.push(request.url())
  })
  await page.goto(url)
  return { page, complaints, strangers }
}
