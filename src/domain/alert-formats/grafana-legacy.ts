import type { AlertLinks, ReceivedAlert } from '../alert.ts'
import type { OpenedBody, RuleSnapshot } from './alert-body.ts'
import { identityText, isObject, linkOf, type Fields } from './fields.ts'
import { fingerprintOf } from './label-fingerprint.ts'
import { own } from '../own.ts'

/** Grafana's dashboard alerts (up to 8): `evalMatches` instead of `alerts`. */
export function isLegacyBody(json: Fields): boolean {
  const namesRule = typeof json['ruleName'] === 'string' || typeof json['ruleId'] === 'number'
  return namesRule && typeof json['state'] === 'string'
}

/**
 * A legacy body has neither times nor fingerprints: it is a snapshot of one rule. Each of its matches becomes an
 * alert with `startsAt` 0; `legacy-snapshot.ts` gives it its time from what is stored.
 */
export function openLegacyBody(json: Fields): OpenedBody {
  const rule = ruleOf(json)
  const matches = Array.isArray(json['evalMatches']) ? json['evalMatches'] : []
  const isFiring = rule.state === 'alerting' || rule.state === 'no_data'
  // A rule that fires without a match (an execution error, no data) is itself the alert.
  const elements: unknown[] = isFiring ? (matches.length > 0 ? matches : [{}]) : []
  const read = (element: unknown) => readMatch(element, rule)
  return {
    ok: true,
    body: { kind: 'grafana-legacy', truncatedAlerts: 0, elements, read, snapshot: rule.snapshot },
  }
}

interface LegacyRule {
  key: string
  state: string
  tags: Record<string, string>
  annotations: Record<string, string>
  links: AlertLinks
  /** The channel's Test button, which never sends an end. */
  isTest: boolean
  snapshot: RuleSnapshot
}

const GONE_REASON: Record<string, string> = { no_data: 'NoData', paused: 'Paused' }
const COMPLETE = ['alerting', 'ok', 'no_data', 'paused']

function ruleOf(json: Fields): LegacyRule {
  const name = identityText(json['ruleName'])
  const state = String(json['state'])
  const key = typeof json['ruleId'] === 'number' ? `legacy:${json['ruleId']}` : `legacy:${name}`
  const links: AlertLinks = {}
  const generator = linkOf(json['ruleUrl'])
  const image = linkOf(json['imageUrl'])
  if (generator) links.generator = generator
  if (image) links.image = image
  return {
    key,
    state,
    tags: { ...tagsOf(json['tags']), alertname: name || key },
    annotations: typeof json['message'] === 'string' && json['message'] ? { summary: json['message'] } : {},
    links,
    isTest: json['ruleId'] === 0 && name === 'Test notification',
    snapshot: {
      ruleKey: key,
      goneReason: own(GONE_REASON, state) ?? null,
      isComplete: COMPLETE.includes(state),
    },
  }
}

function readMatch(element: unknown, rule: LegacyRule): ReceivedAlert | string {
  if (!isObject(element)) return 'the match is no object'
  const tags = tagsOf(element['tags'])
  const metric = identityText(element['metric'])
  const value = element['value']
  const hasNoData = rule.state === 'no_data'
  return {
    fingerprint: fingerprintOf(tags, rule.key, hasNoData ? 'no_data' : metric),
    status: rule.isTest ? 'resolved' : 'firing',
    startsAt: 0,
    endsAt: null,
    labels: { ...rule.tags, ...tags },
    annotations: hasNoData ? { ...rule.annotations, grafana_state_reason: 'NoData' } : rule.annotations,
    values:
      metric || value !== undefined ? { [metric || 'value']: typeof value === 'number' ? value : null } : {},
    links: rule.links,
    ruleKey: rule.key,
    resolvedReason: rule.isTest ? 'Test' : null,
  }
}

/** Tags that are text or number; legacy bodies have null where there are none. */
function tagsOf(value: unknown): Record<string, string> {
  if (!isObject(value)) return {}
  const entries = Object.entries(value).filter(
    ([, tag]) => typeof tag === 'string' || typeof tag === 'number',
  )
  return Object.fromEntries(entries.map(([name, tag]) => [name, String(tag)]))
}
