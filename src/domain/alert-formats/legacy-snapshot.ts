import type { ReceivedAlert } from '../alert.ts'
import type { Episode } from '../episode.ts'
import type { RuleSnapshot } from './alert-body.ts'

export interface SnapshotMoment {
  /** When this snapshot was received. */
  receivedAt: number
  /** When the newest snapshot of the rule that was already applied was received; null before the first. */
  appliedAt: number | null
}

/**
 * Turns a legacy snapshot of one rule into ordinary deliveries with times of our own:
 * an alert that fires already keeps its start, a new one starts at the time of receipt, and a firing one that the
 * snapshot does not hold any more is resolved. A snapshot older than one already applied ends nothing and opens
 * nothing: alerts that no episode knows are recorded as over.
 */
export function applySnapshot(
  snapshot: RuleSnapshot,
  alerts: ReceivedAlert[],
  stored: { known: Episode[]; firing: Episode[]; moment: SnapshotMoment },
): ReceivedAlert[] {
  const { receivedAt, appliedAt } = stored.moment
  if (appliedAt !== null && receivedAt < appliedAt)
    return lateAlerts(alerts, stored.known, { receivedAt, appliedAt })
  const startOf = new Map(stored.firing.map((episode) => [episode.fingerprint, episode.startsAt]))
  const held = alerts.map((alert) => {
    if (alert.status === 'resolved') return { ...alert, startsAt: receivedAt, endsAt: receivedAt }
    return { ...alert, startsAt: startOf.get(alert.fingerprint) ?? receivedAt }
  })
  if (!snapshot.isComplete) return held
  const present = new Set(alerts.map((alert) => alert.fingerprint))
  const gone = stored.firing.filter((episode) => !present.has(episode.fingerprint))
  return [...held, ...gone.map((episode) => endOf(episode, receivedAt, snapshot.goneReason))]
}

function endOf(episode: Episode, endsAt: number, resolvedReason: string | null): ReceivedAlert {
  const { fingerprint, startsAt, labels, annotations, values, links, ruleKey } = episode
  return {
    fingerprint,
    status: 'resolved',
    startsAt,
    endsAt,
    labels,
    annotations,
    values,
    links,
    ruleKey,
    resolvedReason,
  }
}

function lateAlerts(
  alerts: ReceivedAlert[],
  known: Episode[],
  moment: { receivedAt: number; appliedAt: number },
): ReceivedAlert[] {
  const seen = new Set(known.map((episode) => episode.fingerprint))
  return alerts
    .filter((alert) => !seen.has(alert.fingerprint))
    .map((alert) => ({ ...alert, status: 'resolved', startsAt: moment.receivedAt, endsAt: moment.appliedAt }))
}
