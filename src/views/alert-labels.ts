import type { CurrentAlert } from '../domain/current-alerts.ts'
import type { Episode } from '../domain/episode.ts'

// What usually tells two alerts of one rule apart, best first.
const TELLING = [
  'pod',
  'container',
  'instance',
  'node',
  'deployment',
  'statefulset',
  'daemonset',
  'job_name',
  'cronjob',
  'persistentvolumeclaim',
  'service',
  'topic',
  'queue',
  'host',
  'device',
  'dbinstance_identifier',
]
// Told elsewhere on the card, or the sender's own housekeeping.
const TOLD = new Set([
  'alertname',
  'severity',
  'namespace',
  'exported_namespace',
  'cluster',
  'rulename',
  'grafana_folder',
])
const HOUSEKEEPING = /^(__|prometheus$|datasource_uid$|ref_id$|alert_rule_uid$)/

/** Label names that say which one this is, for each alert: the usual telling ones and those that differ within its rule. */
export function tellingLabels(alerts: CurrentAlert[]): (episode: Episode) => string[] {
  const byName = Map.groupBy(alerts, (alert) => alert.episode.alertname)
  const differing = new Map([...byName].map(([name, group]) => [name, differingNames(group)]))
  return (episode) => {
    const differs = differing.get(episode.alertname) ?? new Set()
    const names = Object.keys(episode.labels).filter((name) => !TOLD.has(name) && !HOUSEKEEPING.test(name))
    return names
      .filter((name) => TELLING.includes(name) || differs.has(name))
      .sort((a, b) => rank(a, differs) - rank(b, differs))
  }
}

function differingNames(group: CurrentAlert[]): Set<string> {
  const first = group[0]?.episode.labels ?? {}
  const names = new Set(group.flatMap((alert) => Object.keys(alert.episode.labels)))
  return new Set(
    [...names].filter((name) => group.some((alert) => alert.episode.labels[name] !== first[name])),
  )
}

// Differing ones first, the usual ones among them in their order.
function rank(name: string, differs: Set<string>): number {
  const usual = TELLING.indexOf(name)
  return (differs.has(name) ? 0 : 100) + (usual === -1 ? 50 : usual)
}
