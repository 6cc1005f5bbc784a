import type { ActionsBlock, KnownBlock } from '@slack/types'
import { DateTime } from 'luxon'
import type { CostEditionSnapshot } from '../domain/cost/digest.ts'
import type { Message } from '../domain/message.ts'
import { budgetLine } from './budget-line.ts'
import { chartBlocks } from './chart-block.ts'
import { sparkLines } from './chart-words.ts'
import { costButtons } from './cost-buttons.ts'
import { gapLines } from './cost-gap-words.ts'
import { moversLines, moversTable } from './cost-movers.ts'
import { packed } from './cost-pack.ts'
import { scopesOf, scopeTitle } from './cost-scope-words.ts'
import { sourceLines, sourcesFoot } from './cost-source-words.ts'
import { folded, sharesTable } from './cost-table.ts'
import { longDayWords, rangeWords, weekdayWords } from './cost-times.ts'
import { totalLines } from './cost-total-lines.ts'
import { fitLines } from './fit.ts'
import { actions, context, header, message, section } from './kit.ts'
import { LIMITS } from './limits.ts'
import { plain } from './mrkdwn.ts'
import { plural } from './text.ts'

type InCurrency = CostEditionSnapshot['currencies'][number]

const MOST_BUDGETS = 6
const MOST_ROWS = 12
const LONGEST_TABLE = 2_800

/** The cost of a day or a week, with its chart. It mentions nobody. */
export function costEditionMessage(snapshot: CostEditionSnapshot): Message {
  const { timeZone, sources } = snapshot
  const gaps = gapLines(sources, { timeZone, at: null })
  const head: KnownBlock[] = [header(title(snapshot))]
  if (gaps.length > 0) head.push(section(fitLines(gaps, 2_000)))
  head.push(section(totalsWords(snapshot)))
  const foot: KnownBlock[] = [context(sourcesFoot({ sources, timeZone })), ...buttons(snapshot)]
  const rows = [
    chartBlocks(snapshot.chart, snapshot.shown),
    ...bodyTexts(snapshot).map((text): KnownBlock[] => [section(text)]),
  ].filter((row) => row.length > 0)
  return message(fallback(snapshot, gaps), packed(head, rows, foot))
}

function title(snapshot: CostEditionSnapshot): string {
  return `Cost ${snapshot.edition === 'daily' ? 'of' : 'of the week'} ${daysWords(snapshot)} · ${scopeTitle(snapshot.scope)}`
}

function daysWords({ edition, day }: CostEditionSnapshot): string {
  if (edition === 'daily') return longDayWords(day)
  const after = DateTime.fromISO(day, { zone: 'utc' }).plus({ days: 7 })
  return rangeWords({ from: day, to: after.toISODate() ?? day })
}

function totalsWords(snapshot: CostEditionSnapshot): string {
  const { currencies, edition, day } = snapshot
  const than = edition === 'daily' ? `the ${weekdayWords(day)} before` : 'the week before'
  const known = currencies.filter(isKnown)
  if (known.length === 0)
    return `*No figures* of ${edition === 'daily' ? 'this day' : 'this week'} are known, which does not mean 0. What the sources tell later is counted then.`
  return totalLines(known, { than, behind: '' })
}

/** A total of nothing that has no parts is one of which nothing is known. */
function isKnown({ micros, shares }: InCurrency): boolean {
  return micros !== 0 || shares.length > 0
}

function bodyTexts(snapshot: CostEditionSnapshot): string[] {
  const { currencies, budgets } = snapshot
  const told = budgets.slice(0, MOST_BUDGETS).map((standing) => `💰 ${budgetLine(standing)}`)
  const left = budgets.length - told.length
  const more = left > 0 ? [`… and ${plural(left, 'more budget')}: \`/budget\` lists them`] : []
  const [main, ...others] = currencies.slice(0, 3).map((one) => tablesOf(one, snapshot))
  return [[...told, ...more].join('\n'), ...(main ?? []), ...others.flat()].filter((text) => text !== '')
}

function tablesOf(one: InCurrency, snapshot: CostEditionSnapshot): string[] {
  const { currency, movers, moversTotal, shares } = one
  const what = snapshot.edition === 'daily' ? 'this day' : 'this week'
  return [
    sharesTable(folded(shares, MOST_ROWS), { title: what, currency, max: LONGEST_TABLE }),
    moversTable({ movers, total: moversTotal }, { ...moved(snapshot), currency, max: LONGEST_TABLE }),
  ]
}

/** Deploys of the day are told by the clock alone, those of a week with their day. */
function moved({ edition, day, timeZone }: CostEditionSnapshot): { timeZone: string; at: number } {
  const noon = DateTime.fromISO(`${day}T12:00`, { zone: timeZone })
  return { timeZone, at: edition === 'daily' && noon.isValid ? noon.toMillis() : 0 }
}

function buttons({ scope, edition }: CostEditionSnapshot): ActionsBlock[] {
  const scopes = scopesOf(scope)
  const word = edition === 'daily' ? 'yesterday' : 'last-week'
  const told = edition === 'daily' ? 'yesterday' : 'last week'
  const specs = scopes.flatMap(({ scope: of, name }) => {
    const details = {
      text: scopes.length === 1 ? `Details of ${told}` : `Details: ${name}`,
      scope: of,
      word,
      label: `Cost in detail: ${name}`,
    } as const
    const month = {
      text: 'This month',
      scope: of,
      word: 'month',
      label: `Cost of this month: ${name}`,
    } as const
    return scopes.length === 1 ? [details, month] : [details]
  })
  const shown = costButtons(specs)
  return shown.length === 0 ? [] : [actions(...shown)]
}

function fallback(snapshot: CostEditionSnapshot, gaps: readonly string[]): string {
  const { currencies, chart, budgets, sources, timeZone } = snapshot
  const lines = [
    `*${plain(title(snapshot), 200)}*`,
    ...gaps,
    totalsWords(snapshot),
    sparkLines(chart),
    ...currencies
      .slice(0, 3)
      .flatMap(({ movers, currency }) => moversLines(movers, { ...moved(snapshot), currency })),
    ...budgets.slice(0, MOST_BUDGETS).map((one) => budgetLine(one)),
    sourceLines(sources, { timeZone, at: null }),
  ]
  return fitLines(
    lines.filter((line) => line !== ''),
    LIMITS.messageText,
  )
}
