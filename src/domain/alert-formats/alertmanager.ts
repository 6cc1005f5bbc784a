import type { ReceivedAlert } from '../alert.ts'
import type { OpenedBody } from './alert-body.ts'
import { countOf, isObject } from './fields.ts'
import { looksLikeAlerts } from './looks-like-alerts.ts'
import { readAlert } from './read-alert.ts'
import { alertmanagerRuleKey } from './rule-key.ts'

const REMEDY = 'if the receiver sets a custom payload, remove it'

/**
 * Alertmanager's webhook, version "4". Only `alerts` is read: the labels of the group say nothing about its members,
 * all the less when the sender left some out.
 * https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 */
export function openAlertmanagerBody(json: unknown): OpenedBody {
  const alerts = isObject(json) ? json['alerts'] : undefined
  if (!isObject(json) || !Array.isArray(alerts)) {
    return {
      ok: false,
      problem: `this body is no Alertmanager alert payload: it has no list "alerts"; ${REMEDY}`,
    }
  }
  if (!looksLikeAlerts(alerts)) {
    return {
      ok: false,
      problem: `this body is no Alertmanager alert payload: "alerts" holds no alert; ${REMEDY}`,
    }
  }
  const truncatedAlerts = countOf(json['truncatedAlerts'])
  return { ok: true, body: { kind: 'alertmanager', truncatedAlerts, elements: alerts, read, snapshot: null } }
}

function read(element: unknown): ReceivedAlert | string {
  const found = readAlert(element)
  if (typeof found === 'string') return found
  const { alert, fields } = found
  alert.ruleKey = alertmanagerRuleKey(alert.labels, fields['generatorURL'])
  if (alert.status === 'resolved') alert.resolvedReason = alert.annotations['grafana_state_reason'] || null
  return alert
}
