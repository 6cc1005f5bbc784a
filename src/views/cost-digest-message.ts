import type { ActionsBlock, KnownBlock } from '@slack/types'
import { DateTime } from 'luxon'
import type { CostDigestSnapshot, HourFigures } from '../domain/cost/digest.ts'
import type { Message } from '../domain/message.ts'
import { budgetLine } from './budget-line.ts'
import { costButtons, type CostButton } from './cost-buttons.ts'
import { alike, oneOrMany, sourceNames } from './cost-alike.ts'
import { comparedWords, lacksBefore } from './cost-compared.ts'
import { gapLines } from './cost-gap-words.ts'
import { moversLines, moversTable } from './cost-movers.ts'
import { packed } from './cost-pack.ts'
import { scopesOf, scopeTitle } from './cost-scope-words.ts'
import { sourceLines } from './cost-source-words.ts'
import { folded, sharesTable } from './cost-table.ts'
import { clockWords, hourWords } from './cost-times.ts'
import { fitLines } from './fit.ts'
import { actions, context, header, message, section } from './kit.ts'
import { LIMITS } from './limits.ts'
import { plain } from './mrkdwn.ts'
import { plural } from './text.ts'

const MOST_BUDGETS = 6
const MOST_ROWS = 12
const LONGEST_TABLE = 2_800
const LONGEST_GAPS = 2_000

/** The hourly cost digest. It mentions nobody. */
export function costDigestMessage(snapshot: CostDigestSnapshot): Message {
  const head: KnownBlock[] = [header(title(snapshot))]
  const gaps = gapWords(snapshot)
  if (gaps.length > 0) head.push(section(fitLines(gaps, LONGEST_GAPS)))
  head.push(section(figuresWords(snapshot)))
  const foot: KnownBlock[] = [context(footWords(snapshot)), ...buttons(snapshot)]
  const body = bodyTexts(snapshot).map((text) => [section(text)])
  return message(fallback(snapshot, gaps), packed(head, body, foot))
}

function title({ scope, at, timeZone }: CostDigestSnapshot): string {
  return `Cost ${hourWords(at, timeZone)} · ${scopeTitle(scope)}`
}

function gapWords(snapshot: CostDigestSnapshot): string[] {
  const { sources, changed, timeZone, at } = snapshot
  const back = new Set(changed.filter(({ now }) => now === 'back').map(({ sourceId }) => sourceId))
  const lines = alike(
    sources.filter(({ id, down }) => down === null && back.has(id)),
    () => [],
  ).map(
    (group) =>
      `🟢 *${sourceNames(group)} ${oneOrMany(group, 'is', 'are')} back*: what ${oneOrMany(group, 'it tells', 'they tell')} of the time meanwhile is counted as it comes in.`,
  )
  return [...gapLines(sources, { timeZone, at }), ...lines]
}

function figuresWords(snapshot: CostDigestSnapshot): string {
  const { figures } = snapshot
  if (figures.length === 0) return '*No figures* of this hour are known yet, which does not mean 0.'
  return fitLines(
    figures.slice(0, 6).map((one, index) => {
      const isSaid = figures.slice(0, index).some(({ hour, day }) => lacksBefore(hour) || lacksBefore(day))
      return currencyWords(one, snapshot, isSaid)
    }),
    LIMITS.sectionText,
  )
}

function currencyWords(
  { currency, hour, day }: HourFigures,
  snapshot: CostDigestSnapshot,
  isSaid: boolean,
): string {
  const { at, timeZone, figures } = snapshot
  const which = figures.length > 1 ? ` in ${plain(currency, 10)}` : ''
  const ofHour = { than: 'the same hour a week before', isSaid }
  const ofDay = {
    than: `the same hours of ${weekday(snapshotDay(at), timeZone)} before`,
    isSaid: isSaid || lacksBefore(hour),
  }
  return [
    `*This hour${which}*: ${comparedWords(hour, currency, ofHour)}`,
    `*The day until ${clockWords(at, timeZone, at)}${which}*: ${comparedWords(day, currency, ofDay)}`,
  ].join('\n')
}

// At midnight the day that is told is the one that ended.
function snapshotDay(at: number): number {
  return at - 1
}

function weekday(at: number, timeZone: string): string {
  const time = DateTime.fromMillis(at, { zone: timeZone, locale: 'en' })
  return time.isValid ? `the ${time.toFormat('cccc')}` : 'the week'
}

function bodyTexts(snapshot: CostDigestSnapshot): string[] {
  const { budgets, timeZone, at } = snapshot
  const [main, ...others] = snapshot.figures
  const told = budgets.slice(0, MOST_BUDGETS).map((standing) => `💰 ${budgetLine(standing)}`)
  const left = budgets.length - told.length
  const more = left > 0 ? [`… and ${plural(left, 'more budget')}: \`/budget\` lists them`] : []
  const ofMain = main ? tablesOf(main, { timeZone, at }) : []
  const ofOthers = others.slice(0, 2).flatMap((one) => tablesOf(one, { timeZone, at }))
  return [...ofMain, [...told, ...more].join('\n'), ...ofOthers].filter((text) => text !== '')
}

function tablesOf(one: HourFigures, telling: { timeZone: string; at: number }): string[] {
  const { currency, movers, moversTotal, shares } = one
  const moved = moversTable({ movers, total: moversTotal }, { ...telling, currency, max: LONGEST_TABLE })
  const parts = sharesTable(folded(shares, MOST_ROWS), { title: 'this hour', currency, max: LONGEST_TABLE })
  return [moved, parts]
}

function footWords({ sources, timeZone, at }: CostDigestSnapshot): string {
  const zone = plain(timeZone, 60)
  const date = DateTime.fromMillis(at - 1, { zone: timeZone, locale: 'en' })
  const day = date.isValid ? `${date.toFormat('cccc, d MMM')} · ` : ''
  return `${sourceLines(sources, { timeZone, at })}\n${day}${zone}`
}

function buttons({ scope }: CostDigestSnapshot): ActionsBlock[] {
  const scopes = scopesOf(scope)
  const alone = scopes.length === 1
  const specs = scopes.flatMap(({ scope: of, name }): CostButton[] => {
    const today: CostButton = {
      text: alone ? 'Details of today' : `Today: ${name}`,
      scope: of,
      word: 'today',
      label: `Cost of today: ${name}`,
    }
    const month: CostButton = {
      text: 'This month',
      scope: of,
      word: 'month',
      label: `Cost of this month: ${name}`,
    }
    return alone ? [today, month] : [today]
  })
  const shown = costButtons(specs)
  return shown.length === 0 ? [] : [actions(...shown)]
}

function fallback(snapshot: CostDigestSnapshot, gaps: readonly string[]): string {
  const { figures, budgets, timeZone, at, sources } = snapshot
  const lines = [
    `*${plain(title(snapshot), 200)}*`,
    ...gaps,
    figuresWords(snapshot),
    ...figures.slice(0, 3).flatMap(({ movers, currency }) => moversLines(movers, { currency, timeZone, at })),
    ...budgets.slice(0, MOST_BUDGETS).map((one) => budgetLine(one)),
    sourceLines(sources, { timeZone, at }),
  ]
  return fitLines(lines, LIMITS.messageText)
}
