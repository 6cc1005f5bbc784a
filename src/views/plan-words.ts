import type { PolicyException } from '../domain/deploys/deploy-policy.ts'
import type { Who } from '../domain/approval-rule.ts'
import type { Plan, TargetPlan } from '../domain/deploys/plan.ts'
import type { PlanWarning } from '../domain/deploys/plan-warnings.ts'
import type { Takeover } from '../domain/deploys/takeover.ts'
import type { Team } from '../domain/catalogue.ts'
import { teamMention } from './alert-words.ts'
import { code, moment, plain, userGroup } from './mrkdwn.ts'
import { refusalWords } from './refusals.ts'
import { troubleWords } from './rollout-stage.ts'
import { plural } from './text.ts'

/** A warning of a plan: what it means for those who use the service. */
export function warningWords(warning: PlanWarning): string {
  switch (warning.warning) {
    case 'never-succeeded-earlier':
      return `this version never succeeded in ${code(warning.environment, 60)}`
    case 'other-deploy-running':
      return 'another deploy of this service is under way: this one queues behind it'
    case 'not-seen':
      return warning.reason.startsWith('cluster-')
        ? `${code(warning.region, 60)} cannot be looked at now (${troubleWords(warning.reason)}): it follows when it can`
        : `${code(warning.region, 60)} cannot go back: ${refusalWords({ reason: warning.reason, details: { region: warning.region } })}`
    case 'frozen':
      return `deploys are frozen${untilWords(warning.until)}: ${plain(warning.reason, 120)}`
    case 'autoscaler-at-maximum':
      return `${code(warning.workload, 80)} is at the maximum of its autoscaler (${plural(warning.replicas, 'pod')}): it cannot take more load while it rolls`
    case 'single-replica':
      return `${code(warning.workload, 80)} runs a single pod: it may be away for a moment`
    case 'no-replicas':
      return `${code(warning.workload, 80)} is scaled to 0: nothing will run until somebody scales it up`
    case 'no-change':
      return 'runs there already: nothing is written, it is watched until it is stable and then counts as deployed'
    case 'unverified':
      return 'the image was typed, no build told of it: check that it is the right one'
    case 'takeover':
      return `takes the image field over from ${managersWords(warning.managers)}: routine on the first deploy through Coxswain`
  }
}

/** Before what happens every day and needs no decision. */
export const ROUTINE_MARK = 'ℹ️'

const ROUTINE = new Set<PlanWarning['warning']>(['takeover', 'no-change'])

/** Every warning once with its mark, with the regions that it is about when not all are; what is routine comes last. */
export function planWarnings(plan: Pick<Plan, 'targets'>): string[] {
  const all = plan.targets.flatMap(({ region, warnings }) =>
    warnings.map((warning) => ({
      region,
      mark: ROUTINE.has(warning.warning) ? ROUTINE_MARK : '⚠️',
      words: warningWords(warning),
    })),
  )
  const sorted = all.toSorted((a, b) => Number(a.mark === ROUTINE_MARK) - Number(b.mark === ROUTINE_MARK))
  return [...Map.groupBy(sorted, ({ words }) => words)].map(([words, found]) => {
    const regions = [...new Set(found.map(({ region }) => region))]
    const where = regions.length === plan.targets.length ? '' : `${regionList(regions)}: `
    return `${found[0]?.mark} ${where}${words}`
  })
}

export function regionList(regions: string[], most = 6): string {
  const names = regions.slice(0, most).map((region) => plain(region, 40))
  return regions.length > most ? `${names.join(', ')} and ${regions.length - most} more` : names.join(', ')
}

/** Taking the field over is told once, among the warnings. */
export function gitopsWords(managedBy: Takeover): string | null {
  if (managedBy.kind !== 'gitops') return null
  const tool = managedBy.tool === 'flux' ? 'Flux' : 'Argo CD'
  return `kept by ${tool}${managedBy.name === null ? '' : ` (${code(managedBy.name, 80)})`}`
}

function managersWords(managers: readonly string[]): string {
  const shown = managers.slice(0, 5).map((manager) => code(manager, 60))
  const rest = managers.length > 5 ? ` and ${managers.length - 5} more` : ''
  return shown.length === 0 ? 'somebody else' : `${shown.join(', ')}${rest}`
}

/** The commits between what runs and what shall run: the longest list of the regions. */
export function commitsOf(targets: readonly TargetPlan[]): { titles: string[] | null; differ: boolean } {
  const known = targets.flatMap(({ commits }) => (commits === null ? [] : [commits]))
  const longest = known.toSorted((a, b) => b.length - a.length)[0] ?? null
  return { titles: longest, differ: known.some((commits) => commits.length !== longest?.length) }
}

export function commitWords(targets: readonly TargetPlan[], most: number, from: string | null): string {
  const { titles, differ } = commitsOf(targets)
  const since = `since ${from === null ? 'the version before' : code(from, 60)}`
  if (titles === null) return `Commits ${since}: not known`
  if (titles.length === 0) return `No commits ${since}`
  const head = `${differ ? 'Up to ' : ''}${plural(titles.length, 'commit')} ${since}`
  const shown = titles.slice(0, most).map((title) => `• ${plain(title, 90)}`)
  if (shown.length === 0) return head
  const rest = titles.length - shown.length
  return [`${head}:`, ...shown, ...(rest > 0 ? [`… and ${rest} more`] : [])].join('\n')
}

export function exceptionWords(exception: PolicyException): string {
  const until = exception.expiresAt === null ? 'standing' : `until ${moment(exception.expiresAt)}`
  return `exception in force: no ${RULES[exception.rule]} (${until}, owner ${plain(exception.owner, 60)}): ${plain(exception.reason, 120)}`
}

const RULES: Record<PolicyException['rule'], string> = {
  approval: 'approval',
  promotion: 'promotion from an earlier environment',
  freeze: 'freeze windows',
}

/** Who is meant by a rule of policy. */
export function whoWords(who: readonly Who[], team: Team | null): string {
  const named = who.map((one) => {
    if (one.kind === 'everybody') return 'everybody'
    if (one.kind === 'group') return userGroup(one.group)
    return team ? teamMention(team) : 'the owning team'
  })
  const shown = [...new Set(named)].slice(0, 5)
  return shown.length === 0 ? 'nobody' : shown.join(' or ')
}

/** " until …", or that somebody has to lift it. */
export function untilWords(until: number | null): string {
  return until === null || until >= Number.MAX_SAFE_INTEGER
    ? ' until somebody lifts it'
    : ` until ${moment(until)}`
}
