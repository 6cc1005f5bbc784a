import type { ReceivedAlert } from '../alert.ts'
import type { OpenedBody } from './alert-body.ts'
import { countOf, isObject, numbersOf, type Fields } from './fields.ts'
import { isLegacyBody, openLegacyBody } from './grafana-legacy.ts'
import { looksLikeAlerts } from './looks-like-alerts.ts'
import { readAlert } from './read-alert.ts'
import { grafanaRuleKey } from './rule-key.ts'

const REMEDY = 'if a custom payload template is set in the contact point, remove it'

/**
 * Grafana's webhook in all its versions: unified alerting (8 and newer) and legacy dashboard alerts.
 * https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/
 */
export function openGrafanaBody(json: unknown): OpenedBody {
  if (!isObject(json)) return no('it is no JSON object')
  const { alerts } = json
  if (alerts === undefined && isLegacyBody(json)) return openLegacyBody(json)
  if (!Array.isArray(alerts)) return no('it has no list "alerts"')
  if (!looksLikeAlerts(alerts)) return no('"alerts" holds no alert')
  const read = isContactPointTest(json) ? readTest : readGrafanaAlert
  const truncatedAlerts = countOf(json['truncatedAlerts'])
  return { ok: true, body: { kind: 'grafana', truncatedAlerts, elements: alerts, read, snapshot: null } }
}

function no(why: string): OpenedBody {
  return { ok: false, problem: `this body is no Grafana alert payload: ${why}; ${REMEDY}` }
}

function readGrafanaAlert(element: unknown): ReceivedAlert | string {
  const found = readAlert(element)
  if (typeof found === 'string') return found
  const { alert, fields } = found
  alert.values = numbersOf(fields['values'])
  alert.ruleKey = grafanaRuleKey({
    labels: alert.labels,
    ruleUid: fields['ruleUID'],
    generator: fields['generatorURL'],
    silence: fields['silenceURL'],
  })
  if (alert.status === 'resolved') alert.resolvedReason = alert.annotations['grafana_state_reason'] || null
  return alert
}

/** The Test button never sends a resolve, so its alert ends at once: seen once, never standing as firing. */
function readTest(element: unknown): ReceivedAlert | string {
  const alert = readGrafanaAlert(element)
  if (typeof alert === 'string') return alert
  return {
    ...alert,
    status: 'resolved',
    endsAt: alert.endsAt ?? alert.startsAt,
    resolvedReason: 'Test',
    ruleKey: null,
  }
}

/** Real group keys begin with the route, `{}…`; the Test button's are `<contact point>-<fingerprint>-<unix time>`. */
function isContactPointTest(json: Fields): boolean {
  const groupKey = typeof json['groupKey'] === 'string' ? json['groupKey'] : ''
  if (groupKey.startsWith('test-') || /^[^{].*-[0-9a-f]{16}-\d+$/.test(groupKey)) return true
  if (json['receiver'] !== 'test') return false
  const first: unknown = Array.isArray(json['alerts']) ? json['alerts'][0] : undefined
  const labels = isObject(first) && isObject(first['labels']) ? first['labels'] : {}
  return labels['alertname'] === 'TestAlert' && labels['instance'] === 'Grafana'
}
