import type { KnownBlock } from '@slack/types'
import type { CostReport, CurrencyReport } from '../domain/cost/report.ts'
import type { Message } from '../domain/message.ts'
import { budgetLine } from './budget-line.ts'
import { packed } from './cost-pack.ts'
import { lookButtons, lookMenu } from './cost-report-blocks.ts'
import { reportDays } from './cost-report-days.ts'
import { beforeWords, periodTitle, periodWords } from './cost-period-words.ts'
import { gapLines } from './cost-gap-words.ts'
import { sharedLines } from './cost-shared-words.ts'
import { sourceLines, sourcesFoot } from './cost-source-words.ts'
import { folded, sharesTable } from './cost-table.ts'
import { totalLines } from './cost-total-lines.ts'
import { fitLines, jsonChars } from './fit.ts'
import { context, header, message, section } from './kit.ts'
import { LIMITS } from './limits.ts'
import { nothingKnown } from './cost-nothing-known.ts'
import { plain } from './mrkdwn.ts'
import { oneLine } from './text.ts'

const LONGEST_TABLE = 2_700
const MOST_ROWS = 15
const LEAST_MENU = 2_000

const TITLES = { team: 'team', project: 'project', service: 'service', kind: 'kind' } as const

/** The answer of `/cost`: the total, what it is made of, where it comes from, and where to look next. */
export function costReportMessage(report: CostReport): Message {
  const { sources, timeZone, budget, period } = report
  const known = report.currencies.filter((one, index) => isKnown(one, index === 0 ? report : null))
  // Where nothing is known, that says why.
  const gaps = known.length === 0 ? [] : gapLines(sources, { timeZone, at: null })
  const head: KnownBlock[] = [header(titleWords(report))]
  if (gaps.length > 0) head.push(section(fitLines(gaps, 2_000)))
  const figures =
    known.length === 0
      ? nothingKnown(report)
      : totalLines(known, { than: beforeWords(report.period), behind: periodWords(report.period) })
  const total = fitLines([figures, ...sharedLines(report)], LIMITS.sectionText)
  head.push(section(total))
  const texts = [
    known.length === 0 ? '' : reportDays(report),
    budget === null ? '' : `💰 ${budgetLine(budget, period.word === 'month' ? ', with today' : '')}`,
    ...known.slice(0, 3).flatMap(tables),
  ].filter((text) => text !== '')
  const rows = texts.map((text): KnownBlock[] => [section(text)])
  const from = context(sourcesFoot({ sources, timeZone }))
  const buttons = lookButtons(report)
  // The figures go first; the menu takes what they leave, and a little at least.
  const room = LIMITS.blocksJsonChars - jsonChars([...head, ...rows.flat(), from, ...buttons]) - 10
  const foot = [from, ...lookMenu(report, Math.max(LEAST_MENU, room)), ...buttons]
  return message(fallback(report, { total, texts, gaps }), packed(head, rows, foot, REST))
}

const REST = '… and more, which does not fit here: the menu looks into each part, *CSV* has every line'

/** A team and a project may be called the same. */
function titleWords({ scope, name, isDissolved, period }: CostReport): string {
  const kind = scope.kind === 'project' ? ' (project)' : ''
  const gone = isDissolved ? ' (no longer in the catalogue)' : ''
  return `Cost of ${name}${kind}${gone} · ${periodTitle(period)}`
}

/** Whether anything at all is known in a currency; `main` tells the days of the company's, also of before the period. */
function isKnown({ micros, breakdowns }: CurrencyReport, main: CostReport | null): boolean {
  if (micros !== 0 || breakdowns.some(({ shares }) => shares.length > 0)) return true
  return main !== null && main.daily.some((one) => one.micros !== null && one.day >= main.period.days.from)
}

function tables({ currency, breakdowns }: CurrencyReport, at: number): string[] {
  return breakdowns.map(({ by, shares }) => {
    const title = at === 0 ? TITLES[by] : `${TITLES[by]} (${oneLine(currency, 10)})`
    return sharesTable(folded(shares, MOST_ROWS), { title, currency, max: LONGEST_TABLE })
  })
}

function fallback(
  report: CostReport,
  { total, texts, gaps }: { total: string; texts: readonly string[]; gaps: readonly string[] },
): string {
  const { sources, timeZone } = report
  const lines = [
    `*${plain(titleWords(report), 200)}*`,
    total,
    ...gaps,
    ...texts,
    sourceLines(sources, { timeZone, at: null }),
  ]
  return fitLines(lines, LIMITS.messageText)
}
