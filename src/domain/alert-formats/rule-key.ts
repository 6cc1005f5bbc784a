import { identityText } from './fields.ts'

const IN_GENERATOR = /\/alerting\/(?:grafana\/)?([^/?#]+)\/(?:view|edit)/
const IN_SILENCE = /__alert_rule_uid__(?:%3D|=)([^&%]+)/i

/**
 * What rule memory is keyed by: the rule's UID (a field since 12.4, before that part of the links, or a label),
 * else its name. NoData and Error alerts carry the rule's name in `rulename`, ordinary ones in `alertname`.
 */
export function grafanaRuleKey(alert: {
  labels: Record<string, string>
  ruleUid: unknown
  generator: unknown
  silence: unknown
}) {
  const uid =
    identityText(alert.ruleUid) ||
    identityText(alert.labels['__alert_rule_uid__']) ||
    uidIn(IN_GENERATOR, alert.generator) ||
    uidIn(IN_SILENCE, alert.silence)
  if (uid) return uid
  const name = identityText(alert.labels['rulename']) || identityText(alert.labels['alertname'])
  return name ? `rulename:${name}` : null
}

function uidIn(pattern: RegExp, url: unknown): string {
  return typeof url === 'string' ? identityText(pattern.exec(url)?.[1]) : ''
}

/** Prometheus names no rule; alerts that Grafana forwards through an Alertmanager do. */
export function alertmanagerRuleKey(labels: Record<string, string>, generator: unknown): string | null {
  const isGrafana = 'grafana_folder' in labels || '__alert_rule_uid__' in labels || 'rulename' in labels
  return isGrafana ? grafanaRuleKey({ labels, ruleUid: null, generator, silence: null }) : null
}
