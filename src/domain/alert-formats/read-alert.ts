import type { AlertLinks, ReceivedAlert } from '../alert.ts'
import { fingerprintOf } from './label-fingerprint.ts'
import { identityText, isObject, linkOf, looseTextsOf, textsOf, timeOf, type Fields } from './fields.ts'

const LONGEST_FINGERPRINT = 500

/** What Grafana's and Alertmanager's alerts have in common; the caller adds what only its sender knows. */
export function readAlert(element: unknown): { alert: ReceivedAlert; fields: Fields } | string {
  if (!isObject(element)) return 'the alert is no object'
  const { status } = element
  if (status !== 'firing' && status !== 'resolved') return 'status is neither "firing" nor "resolved"'
  const labels = textsOf(element['labels'])
  if (!labels) return 'labels is no object of texts'
  const startsAt = timeOf(element['startsAt'])
  if (startsAt === undefined) return 'startsAt is no RFC 3339 time'
  if (startsAt === null) return 'startsAt is missing'
  const endsAt = timeOf(element['endsAt'])
  if (endsAt === undefined && status === 'resolved') return 'endsAt is no RFC 3339 time'
  const fingerprint = identityText(element['fingerprint'])
  if (!fingerprint && Object.keys(labels).length === 0) return 'there is neither a fingerprint nor a label'
  const annotations = looseTextsOf(element['annotations'])
  const alert: ReceivedAlert = {
    fingerprint: fingerprint === '' ? fingerprintOf(labels) : shortened(fingerprint),
    status,
    startsAt,
    endsAt: status === 'resolved' ? (endsAt ?? null) : null,
    labels,
    annotations,
    values: {},
    links: linksOf(element, annotations),
    ruleKey: null,
    resolvedReason: null,
  }
  return { alert, fields: element }
}

/** Senders' fingerprints have 16 digits; what is much longer is no key for an index. */
function shortened(fingerprint: string): string {
  return fingerprint.length <= LONGEST_FINGERPRINT ? fingerprint : fingerprintOf({}, fingerprint)
}

function linksOf(element: Fields, annotations: Record<string, string>): AlertLinks {
  const links: AlertLinks = {}
  const put = (name: keyof AlertLinks, value: unknown) => {
    const link = value ? linkOf(value) : undefined
    if (link) links[name] = link
  }
  put('generator', element['generatorURL'])
  put('silence', element['silenceURL'])
  put('dashboard', element['dashboardURL'])
  put('panel', element['panelURL'])
  put('image', element['imageURL'])
  put('runbook', annotations['runbook_url'])
  return links
}
