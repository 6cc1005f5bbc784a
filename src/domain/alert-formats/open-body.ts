import type { AlertSource } from '../policy.ts'
import { openAlertmanagerBody } from './alertmanager.ts'
import type { OpenedBody } from './alert-body.ts'
import { openGrafanaBody } from './grafana.ts'
import { parseJson } from './parse-json.ts'

const OPEN = { grafana: openGrafanaBody, alertmanager: openAlertmanagerBody }

/** The alerts of a raw request body, or in words why it is no alert payload of this sender. */
export function openBody(kind: AlertSource['kind'], body: Buffer): OpenedBody {
  const json = parseJson(body)
  return json.ok ? OPEN[kind](json.value) : json
}
