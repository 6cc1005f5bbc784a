import type { AlertLinks } from '../../domain/alert.ts'
import type { Episode } from '../../domain/episode.ts'
import type { EpisodesTable, Row } from '../schema.ts'

/** What a change of an episode may touch; its identity stays. */
export function changeable(
  row: EpisodesTable,
): Omit<EpisodesTable, 'id' | 'source' | 'fingerprint' | 'starts_at'> {
  return {
    cluster: row.cluster,
    namespace: row.namespace,
    ends_at: row.ends_at,
    state: row.state,
    resolved_reason: row.resolved_reason,
    thread_id: row.thread_id,
    alertname: row.alertname,
    severity: row.severity,
    labels: row.labels,
    annotations: row.annotations,
    measured: row.measured,
    links: row.links,
    rule_key: row.rule_key,
    first_seen_at: row.first_seen_at,
    last_seen_at: row.last_seen_at,
    resolved_seen_at: row.resolved_seen_at,
    ack_user: row.ack_user,
    ack_at: row.ack_at,
    version: row.version,
  }
}

export function toEpisodeRow(episode: Episode): EpisodesTable {
  return {
    id: episode.id,
    source: episode.source,
    fingerprint: episode.fingerprint,
    cluster: episode.cluster,
    namespace: episode.namespace,
    starts_at: episode.startsAt,
    ends_at: episode.endsAt,
    state: episode.state,
    resolved_reason: episode.resolvedReason,
    thread_id: episode.threadId,
    alertname: episode.alertname,
    severity: episode.severity,
    labels: JSON.stringify(episode.labels),
    annotations: JSON.stringify(episode.annotations),
    measured: JSON.stringify(episode.values),
    links: JSON.stringify(episode.links),
    rule_key: episode.ruleKey,
    first_seen_at: episode.firstSeenAt,
    last_seen_at: episode.lastSeenAt,
    resolved_seen_at: episode.resolvedSeenAt,
    ack_user: episode.ack?.userId ?? null,
    ack_at: episode.ack?.at ?? null,
    version: episode.version,
  }
}

export function fromEpisodeRow(row: Row<'episodes'>): Episode {
  return {
    id: row.id,
    source: row.source,
    fingerprint: row.fingerprint,
    cluster: row.cluster,
    namespace: row.namespace,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    state: row.state,
    resolvedReason: row.resolved_reason,
    threadId: row.thread_id,
    alertname: row.alertname,
    severity: row.severity,
    labels: JSON.parse(row.labels) as Record<string, string>,
    annotations: JSON.parse(row.annotations) as Record<string, string>,
    values: JSON.parse(row.measured) as Record<string, number | null>,
    links: JSON.parse(row.links) as AlertLinks,
    ruleKey: row.rule_key,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    resolvedSeenAt: row.resolved_seen_at,
    ack: row.ack_user === null || row.ack_at === null ? null : { userId: row.ack_user, at: row.ack_at },
    version: row.version,
  }
}
