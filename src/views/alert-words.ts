import type { Severity } from '../domain/alert.ts'
import type { Team } from '../domain/catalogue.ts'
import type { CurrentAlert } from '../domain/current-alerts.ts'
import type { Episode } from '../domain/episode.ts'
import { code, person, plain, userGroup } from './mrkdwn.ts'
import { oneLine } from './text.ts'

const SEVERITY_EMOJI: Record<Severity, string> = {
  critical: '🔴',
  error: '🟠',
  warning: '🟡',
  info: '🔵',
  none: '⚪',
  unknown: '⚫',
}
const SEVERITY_WORD: Record<Severity, string> = {
  critical: 'critical',
  error: 'error',
  warning: 'warning',
  info: 'info',
  none: 'severity none',
  unknown: 'no known severity',
}
// Why an alert ended without being fixed. https://grafana.com/docs/grafana/latest/alerting/fundamentals/alert-rule-evaluation/stale-alert-instances/
const ENDINGS: Record<string, string> = {
  missingseries: 'series gone: its data stopped coming, which need not mean fixed',
  paused: 'rule paused: not checked any more',
  ruledeleted: 'rule deleted: not checked any more',
  updated: 'rule changed: judged anew from here on',
  superseded: 'replaced by a newer run of the same alert',
  test: 'test alert',
}

export function severityWord(severity: Severity): string {
  return SEVERITY_WORD[severity]
}

export function severityMark(severity: Severity): string {
  return `${SEVERITY_EMOJI[severity]} ${SEVERITY_WORD[severity]}`
}

export function severityEmoji(severity: Severity): string {
  return SEVERITY_EMOJI[severity]
}

/** The alert's name for people; NoData and Error alerts carry the rule's name beside a generic one. */
export function alertTitle(episode: Pick<Episode, 'alertname' | 'labels'>, max = 120): string {
  const rule = episode.labels['rulename']
  if (episode.alertname === 'DatasourceNoData' && rule) return oneLine(`No data for ${rule}`, max)
  if (episode.alertname === 'DatasourceError' && rule) return oneLine(`Query error in ${rule}`, max)
  return episode.alertname.trim() === '' ? 'Alert without a name' : oneLine(episode.alertname, max)
}

/** "replaced by …" and the like; null when it simply ended. */
export function endingWords(resolvedReason: string | null): string | null {
  if (resolvedReason === null || resolvedReason.trim() === '') return null
  const reason = resolvedReason.toLowerCase()
  return (Object.hasOwn(ENDINGS, reason) && ENDINGS[reason]) || plain(resolvedReason, 80)
}

/** Namespace and cluster as people read them. */
export function placeWords(place: { cluster: string; namespace: string }): string {
  const namespace = place.namespace === '' ? 'no namespace' : code(place.namespace, 80)
  return place.cluster === '' ? namespace : `${namespace} in ${code(place.cluster, 80)}`
}

/** The same without formatting, for headers and button labels. */
export function plainPlace(place: { cluster: string; namespace: string }): string {
  const namespace = place.namespace === '' ? 'no namespace' : oneLine(place.namespace, 60)
  return place.cluster === '' ? namespace : `${namespace} (${oneLine(place.cluster, 40)})`
}

/** Mentions the team: its user group, else its people, else its name only. */
export function teamMention(team: Team): string {
  if (team.userGroup) return userGroup(team.userGroup)
  if (team.members.length > 0) return team.members.slice(0, 10).map(person).join(' ')
  return `*${plain(team.name, 80)}*`
}

/** "🔴 3 firing · ✅ 1 resolved", or the all-clear. */
export function stateWords(alerts: CurrentAlert[]): string {
  const firing = alerts.filter((alert) => alert.episode.state === 'firing')
  const resolved = alerts.length - firing.length
  if (alerts.length === 0) return 'No alerts'
  if (firing.length === 0) return `✅ All resolved (${resolved})`
  const worst = firing[0]?.episode.severity ?? 'unknown'
  const head = `${SEVERITY_EMOJI[worst]} ${firing.length} firing`
  return resolved === 0 ? head : `${head} · ✅ ${resolved} resolved`
}
