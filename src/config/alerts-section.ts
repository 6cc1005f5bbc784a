import { z } from 'zod'
import { field } from './field.ts'
import { labelValue, nonEmptyText, slug } from './kinds.ts'
import { AUTH_REMEDY, sourceAuth } from './source-auth.ts'

const auth = sourceAuth({
  signatureHeader: 'X-Grafana-Alerting-Signature',
  hmac: '"hmac": the sender signs the body (Grafana 12 or newer).',
})

const source = z.strictObject({
  kind: field(z.enum(['grafana', 'alertmanager']), 'What sends: "grafana" or "alertmanager".'),
  name: field(slug(), 'Unique within its kind; the webhook is POST /webhooks/<kind>/<name>.'),
  cluster: field(labelValue().optional(), 'Cluster of every alert of this source.'),
  clusterLabel: field(
    nonEmptyText().optional(),
    'Label that names the cluster of each alert, when the source serves several; "cluster" when neither is given.',
  ),
  auth: field(auth, 'How the sender proves itself.', {
    remedy: AUTH_REMEDY,
  }),
})

const namespaceRule = z.strictObject({
  label: field(nonEmptyText(), 'Label to look at.'),
  pattern: field(nonEmptyText(), 'Regular expression (JavaScript) that its value must match.', {
    remedy: "put it in single quotes, such as '^(.+)-prod$'",
  }),
  namespace: field(nonEmptyText(), 'The namespace; $1 is the first group of the pattern.'),
})

export const alertsSection = z.strictObject({
  namespaceLabels: field(
    z
      .array(nonEmptyText())
      .min(1)
      .default([
        'exported_namespace',
        'namespace',
        'kubernetes_namespace',
        'k8s_namespace_name',
        'destination_workload_namespace',
      ]),
    'Labels that may carry the namespace, best first.',
  ),
  namespaceRules: field(
    z.array(namespaceRule).default([]),
    'For alerts without such a label: the first rule whose pattern matches decides.',
    { example: [{ label: 'dbinstance_identifier', pattern: '^(.+)-prod$', namespace: '$1' }] },
  ),
  threadQuietMinutes: field(
    z.number().min(0).max(10_080).default(30),
    'A thread whose alerts have all been resolved this long takes no new alert: the next one opens a new thread.',
  ),
  threadMaxAgeHours: field(
    z.number().positive().max(720).default(24),
    'A thread older than this takes no new alert.',
  ),
  mentionQuietMinutes: field(
    z.number().min(0).max(1_440).default(5),
    'After a mention, alerts that join or fire again do not mention again for this long.',
  ),
  coalesceSeconds: field(
    z.number().min(0).max(3_600).default(60),
    'Alerts that join or fire again within this time are told in one reply.',
  ),
  deliveryRetentionDays: field(
    z.number().positive().max(365).default(7),
    'Stored webhook bodies are deleted after this time.',
  ),
  sources: field(z.array(source).default([]), 'Who may send alerts.', {
    remedy: 'write a list: a line with "- kind: grafana" for each source',
    example: [
      {
        kind: 'grafana',
        name: 'main',
        clusterLabel: 'cluster',
        auth: { type: 'bearer', secret: 'GRAFANA_MAIN_TOKEN' },
      },
      {
        kind: 'alertmanager',
        name: 'main',
        cluster: 'prod-kr',
        auth: { type: 'basic', username: 'alertmanager', secret: 'ALERTMANAGER_MAIN_PASSWORD' },
      },
      {
        kind: 'grafana',
        name: 'signed',
        cluster: 'prod-eu',
        auth: {
          type: 'hmac',
          header: 'X-Grafana-Alerting-Signature',
          timestampHeader: 'X-Grafana-Alerting-Timestamp',
          secret: 'GRAFANA_SIGNED_SECRET',
        },
      },
    ],
  }),
})
