import { DateTime } from 'luxon'
import { WEEKDAYS } from '../../src/config/time-kinds.ts'
import type { Team } from '../../src/domain/catalogue.ts'
import type {
  FreezeWindow,
  PolicyException,
  PromotionRule,
  WeekTime,
} from '../../src/domain/deploys/deploy-policy.ts'
import type { ApprovalRule, Who } from '../../src/domain/approval-rule.ts'
import { readTypedVersion } from '../../src/domain/deploys/typed-version.ts'

const MINUTE_MS = 60_000
const DAY_MS = 1440 * MINUTE_MS

export function whoWords(who: Who, team: Team | null): string {
  if (who.kind === 'everybody') return 'everybody'
  if (who.kind === 'group') return `Slack group ${who.group}`
  if (!team) return 'the owning team (nobody owns the project)'
  const people = [team.userGroup, ...team.members].filter((one) => one !== null)
  return `the owning team ${team.name} (${people.join(', ') || 'of nobody'})`
}

export function anyOf(rule: readonly Who[], team: Team | null): string {
  return rule.map((who) => whoWords(who, team)).join(' or ')
}

export function approvalWords(rule: ApprovalRule | null, team: Team | null): string {
  if (!rule) return 'not needed'
  const people = rule.count === 1 ? '1 yes' : `${rule.count} different people`
  const but = [
    `who asked ${rule.requesterMay ? 'may' : 'may not'}`,
    `who wrote the commit ${rule.authorMay ? 'may' : 'may not'}`,
  ]
  const minutes = Math.round(rule.expiresMs / MINUTE_MS)
  return `each wave: ${people} from ${anyOf(rule.from, team)}; ${but.join(', ')}; within ${minutes} minutes`
}

export function promotionWords(rule: PromotionRule | null, version: string | null): string {
  if (!rule) return 'not needed'
  const what = version === null ? `the same ${rule.same}` : `the ${rule.same} of ${version}`
  const days = rule.withinMs / DAY_MS
  const words = `${what} must have succeeded in ${rule.from} within ${days} day${days === 1 ? '' : 's'}`
  if (version === null) return words
  return rule.same === 'commit' && readTypedVersion(version).kind === 'image'
    ? `${words}; an image reference that no build told of has no commit, so it is refused`
    : `${words}; the running bot knows whether it did`
}

export function windowWords(window: FreezeWindow): string {
  const span =
    window.kind === 'weekly'
      ? `${weekTime(window.from)} to ${weekTime(window.to)}`
      : `${window.from.replace('T', ' ')} to ${window.to.replace('T', ' ')}`
  return `${span} (${window.timeZone}): ${window.reason}`
}

export function exceptionWords(
  { id, rule, owner, reason, expiresAt }: PolicyException,
  zone: string,
): string {
  const until = expiresAt === null ? 'standing' : `until ${momentWords(expiresAt, zone)}`
  return `${id}: ${rule} does not hold, ${until}; owner ${owner}: ${reason}`
}

export function momentWords(at: number, zone: string): string {
  return `${DateTime.fromMillis(at, { zone }).setLocale('en').toFormat('ccc yyyy-MM-dd HH:mm')} (${zone})`
}

function weekTime({ weekday, time }: WeekTime): string {
  return `${WEEKDAYS[weekday - 1]} ${time}`
}
