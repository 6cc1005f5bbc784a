import type { CostReport, SourceStanding } from '../domain/cost/report.ts'
import { alike, oneOrMany, sourceNames } from './cost-alike.ts'
import { FAILURES } from './cost-source-words.ts'
import { periodName } from './cost-period-words.ts'
import { clockWords } from './cost-times.ts'
import { plural } from './text.ts'

const MOST_LINES = 5

/** That nothing is known, why, and what to do: never 0. */
export function nothingKnown(report: CostReport): string {
  const { sources, period } = report
  const head = `*Nothing is known* of ${periodName(period.word)}, which does not mean 0.`
  if (sources.length === 0)
    return `${head} No source of costs is configured: ask the platform team to add one under \`cost.clusters\` or \`cost.aws\`.`
  const groups = alike(sources, (source) => [reasonOf([source], report)])
  const told = groups.slice(0, MOST_LINES)
  const reasons = told.map((group) => `• ${sourceNames(group)}: ${reasonOf(group, report)}`)
  const left = sources.length - told.flat().length
  const more = left > 0 ? [`• … and ${plural(left, 'more source')}`] : []
  return [head, ...reasons, ...more, nextStep(sources)].join('\n')
}

/** Why those that are alike in this tell nothing. */
function reasonOf(group: readonly SourceStanding[], { timeZone }: CostReport): string {
  const [first] = group
  if (!first) return ''
  const { down, readAt, until } = first
  if (down !== null) return `down since ${clockWords(down.since, timeZone, null)}, ${FAILURES[down.code]}`
  if (readAt === null && until === null)
    return oneOrMany(group, 'it has told nothing of this time', 'they have told nothing of this time')
  return oneOrMany(
    group,
    'it answers, and has no figures of this here',
    'they answer, and have no figures of this here',
  )
}

function nextStep(sources: readonly SourceStanding[]): string {
  if (sources.some(({ down }) => down !== null))
    return '`/coxswain doctor` tells what is wrong with it. Figures come in by themselves as soon as it answers.'
  const isYoung = sources.some(({ unit }) => unit === 'day')
  return `Choose another time below${isYoung ? ': AWS tells a day about a day later' : ', or try again after the full hour'}. If there should be figures, \`/coxswain doctor\` tells what the sources lack.`
}
