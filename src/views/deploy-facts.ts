import type { DeployView } from '../domain/deploys/deploy-view.ts'
import { teamName } from './deploy-team.ts'
import { locksOf, lockWords } from './lock-words.ts'
import { code, moment, person, plain } from './mrkdwn.ts'
import { commitWords, exceptionWords, planWarnings, ROUTINE_MARK, untilWords } from './plan-words.ts'
import { fromToWords, originWords } from './release-words.ts'
import { plural } from './text.ts'

/** From what to what, and whose it is. */
export function askedLine({ record, team }: DeployView): string {
  const version = fromToWords(record.fromName, record.release)
  return `${version} · project ${code(record.project, 60)} · ${teamName(team)} · asked by ${person(record.requesterId)} ${moment(record.createdAt)}`
}

/** What the version is made of: the quiet part of the card. */
export function aboutLines(view: DeployView, { commits }: { commits: number }): string[] {
  const { record } = view
  const lines = [originWords(record.release)]
  if (record.kind === 'deploy') lines.push(commitWords(record.plan.targets, commits, record.fromName))
  return lines
}

/** What one should know before saying yes, the gravest first; the rest is counted. */
export function noticeLines(view: DeployView, { most }: { most: number }): string[] {
  const lines = [...glassLine(view), ...lockLines(view), ...warningLines(view)]
  const rest = lines.length - most
  const shown = lines.slice(0, most)
  return rest > 0 ? [...shown, `… and ${plural(rest, 'more remark')}: *Show plan* has all of them`] : shown
}

function glassLine({ record: { brokenGlass } }: DeployView): string[] {
  if (!brokenGlass) return []
  return [
    `🔨 *Glass broken* by ${person(brokenGlass.by)} ${moment(brokenGlass.at)}: ${plain(brokenGlass.reason, 300)}`,
  ]
}

function lockLines(view: DeployView): string[] {
  const { record } = view
  const locks = locksOf(view).map(([region, lock]) => ({
    region,
    words: lockWords(lock, { max: 160, until: untilWords(lock.expiresAt) }),
  }))
  return [...Map.groupBy(locks, ({ words }) => words)].map(([words, found]) => {
    const of = record.waves.flatMap(({ rollouts }) => rollouts).length
    const where =
      found.length === of
        ? ''
        : `${found
            .slice(0, 4)
            .map(({ region }) => plain(region, 40))
            .join(', ')}: `
    return `🔒 ${where}${words}`
  })
}

export function warningLines({ record, policy }: DeployView): string[] {
  const warnings = planWarnings(record.plan)
  const exceptions = policy?.exceptions.map((one) => `⚠️ ${exceptionWords(one)}`) ?? []
  const isRoutine = (line: string) => line.startsWith(ROUTINE_MARK)
  const grave = warnings.filter((line) => !isRoutine(line))
  return [...grave, ...exceptions, ...warnings.filter(isRoutine)]
}
