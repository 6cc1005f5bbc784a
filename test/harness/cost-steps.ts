import type { ClickTarget, SeenMessage } from '../../playground/slack/people/person-actions.ts'
import type { CostApp } from './cost-app.ts'
import type { Booked, OpenCostBooks } from './opencost-books.ts'
import { wordsOf } from './read-message.ts'
import { until } from './until.ts'

/** What is done and seen about cost in acceptance tests. */
export const HOUR = 3_600_000
export const DAY = 24 * HOUR
export const PATIENCE = 25_000

/** Minutes after the full hour at which figures are there and the digest is due. */
const DUE = 330_000

/** Ten days of hours of both clusters are there, and nothing is being read. */
export async function collected(bot: CostApp): Promise<void> {
  const imports = () =>
    bot.app.store.read((reads) => reads.costs.imports({ unit: 'hour', from: 0, to: bot.now() }))
  await until('ten days of both clusters', async () => (await imports()).length >= 2 * 239, PATIENCE)
  await idle(bot, new Set(['collect-costs', 'post-cost-digests']))
}

/** The full hour that goes on. */
export function thisHour(bot: Pick<CostApp, 'now'>): number {
  return Math.floor(bot.now() / HOUR) * HOUR
}

/** Local midnight in Seoul before the moment. */
export function midnight(at: number): number {
  return Math.floor((at + 9 * HOUR) / DAY) * DAY - 9 * HOUR
}

/** Stops the bot, starts it again when the digest of the hour that ends at `end` is due, and waits until it is decided. */
export async function toDigestOf(bot: CostApp, end: number, afterMs = DUE): Promise<void> {
  await bot.restart({ downForMs: end + afterMs - bot.now() })
  await decided(bot, end)
}

/** As often as needed: the digest of the hour that goes on now. */
export function toNextDigest(bot: CostApp): Promise<void> {
  return toDigestOf(bot, thisHour(bot) + HOUR)
}

/** The digests of the hour that ends at `end` are decided. */
export async function decided(bot: CostApp, end: number): Promise<void> {
  const last = () => bot.app.store.read((reads) => reads.facts.get('cost-digest:last'))
  const wanted = new Date(end).toISOString()
  await until(`the digest of ${wanted}`, async () => ((await last()) ?? '') >= wanted, PATIENCE)
  await idle(bot, new Set(['collect-costs', 'post-cost-digests']))
  await quiet(bot)
}

/** What leads to a message. */
const OUTGOING = new Set(['show-card', 'send-notice', 'draw-cost-chart', 'check-budgets', 'send-cost-csv'])

/** Nothing is on its way to Slack any more. */
export async function quiet(bot: CostApp): Promise<void> {
  const isSent = async () =>
    (await bot.app.store.work.stats(bot.now()))
      .filter(({ kind }) => OUTGOING.has(kind))
      .every(({ waiting, running }) => waiting + running === 0)
  await until('everything to be sent', isSent, PATIENCE)
}

/** Nothing of these kinds is due or goes on. */
async function idle(bot: CostApp, kinds: ReadonlySet<string>): Promise<void> {
  const isIdle = async () =>
    (await bot.app.store.work.stats(bot.now()))
      .filter(({ kind }) => kinds.has(kind))
      .every(({ due, running }) => due + running === 0)
  await until(`${[...kinds].join(', ')} to be done`, isIdle, PATIENCE)
}

/** The only digest of a channel, or the newest. */
export function digest(bot: CostApp, channel: string): string {
  return digests(bot, channel).at(-1) ?? ''
}

/** How many digests each channel has read. */
export function digestCounts(bot: CostApp): Record<string, number> {
  const channels = ['company', 'payments', 'orders', 'unowned']
  return Object.fromEntries(channels.map((channel) => [channel, digests(bot, channel).length]))
}

/** The line that begins so. */
export function lineOf(words: string, start: string): string {
  return words.split('\n').find((line) => line.startsWith(start)) ?? ''
}

/** The amount of a row of a table, as it is written; '' when there is no such row. */
export function rowOf(words: string, name: string): string {
  const row = words.split('\n').find((line) => line.replace(/^`+/, '').startsWith(`${name} `)) ?? ''
  return /−?<?[$₩€][\d,.]+/.exec(row)?.[0] ?? ''
}

/** Micro-units of an amount as it is written: `$1,234.56`, `−₩1,200`. */
export function microsOf(amount: string): number {
  const digits = amount.replaceAll(/[^\d.]/g, '')
  if (digits === '') throw new Error(`no amount: ${amount}`)
  return Math.round(Number(digits) * 1_000_000) * (amount.includes('−') ? -1 : 1)
}

/** The tables of a message by their title: what each row names, and its amount in micro-units. */
export function tablesOf(words: string): Record<string, Record<string, number>> {
  const tables: Record<string, Record<string, number>> = {}
  for (const [, table = ''] of words.matchAll(/```([^`]*)```/g)) {
    const [head = '', ...rows] = table.split('\n')
    const title = head.replace(/ +cost .*$/, '')
    tables[title] = Object.fromEntries(
      rows.map((row) => {
        const [, name = '', amount = ''] = /^(.*?) {2,}(−?[$₩€][\d,.]+)/.exec(row) ?? []
        return [name, microsOf(amount)]
      }),
    )
  }
  return tables
}

/** The total of a report, in micro-units. */
export function totalOf(words: string): number {
  return microsOf(/\*(−?[$₩€][\d,.]+)\*/.exec(words)?.[1] ?? '')
}

export function sumOf(amounts: Record<string, number> = {}): number {
  return Object.values(amounts).reduce((sum, one) => sum + one, 0)
}

/** Cost digests of a channel, in order. */
export function digests(bot: CostApp, channel: string): string[] {
  return bot.slack.messages(channel).flatMap((message) => {
    const words = wordsOf(message)
    return /^Cost \d\d:\d\d/.test(words) ? [words] : []
  })
}

/** What the books tell of the hours that begin in the range, in cents. */
export function booked(
  books: readonly OpenCostBooks[],
  [from, to]: [number, number],
  isMine: (row: Booked) => boolean = () => true,
): number {
  let micros = 0
  for (let at = from; at < to; at += HOUR)
    for (const book of books)
      for (const row of book.told(at).filter(isMine))
        micros += Math.round((row.cpuCost + (row.ramCost ?? 0)) * 1_000_000)
  return micros
}

/** `$1,234.56` */
export function dollars(micros: number): string {
  return `${micros < 0 ? '−' : ''}$${(Math.abs(micros) / 1_000_000).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
}

/** Types a command in a channel; the person's next answer, once it says `part`. */
export async function cost(
  bot: CostApp,
  who: string,
  line: string,
  part: string | RegExp = /./,
  channel = 'payments',
): Promise<string> {
  return wordsOf(await answered(bot, who, { line, channel }, part))
}

/** The same as the message that it is, for clicks. */
export async function answered(
  bot: CostApp,
  who: string,
  { line, channel = 'payments' }: { line: string; channel?: string },
  part: string | RegExp = /./,
): Promise<SeenMessage> {
  const before = own(bot, who, channel).length
  const sent = await bot.slack.as(who).command({ channel, text: line })
  if (!sent.ok) throw new Error(`${line}: ${JSON.stringify(sent)}`)
  return nextOwn(bot, who, { channel, before, part })
}

/** Clicks, and waits for the answer to that person alone. */
export async function clicked(
  bot: CostApp,
  who: string,
  target: ClickTarget & { channel: string },
  part: string | RegExp = /./,
): Promise<SeenMessage> {
  const before = own(bot, who, target.channel).length
  const done = await bot.slack.as(who).click(target)
  if (!done.ok) throw new Error(`clicking ${target.action_id}: ${JSON.stringify(done)}`)
  return nextOwn(bot, who, { channel: target.channel, before, part })
}

function own(bot: CostApp, who: string, channel: string): SeenMessage[] {
  return bot.slack
    .as(who)
    .messages(channel)
    .filter((message) => message.ephemeral)
}

async function nextOwn(
  bot: CostApp,
  who: string,
  { channel, before, part }: { channel: string; before: number; part: string | RegExp },
): Promise<SeenMessage> {
  const says = (message: SeenMessage) => {
    const words = `${wordsOf(message)}\n${message.text}`
    return typeof part === 'string' ? words.includes(part) : part.test(words)
  }
  const last = () => own(bot, who, channel).slice(before).at(-1)
  const seen = () => {
    const message = last()
    return message && says(message) ? message : false
  }
  return until(`an answer that says ${String(part)}`, seen, PATIENCE).catch((error: Error) => {
    const message = last()
    throw new Error(`${error.message}\n${message ? wordsOf(message) || message.text : 'no answer'}`)
  })
}
