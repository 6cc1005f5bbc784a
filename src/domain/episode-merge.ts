import type { Episode } from './episode.ts'

/** Reason of an episode that ended only because a newer one began. */
export const SUPERSEDED = 'superseded'

/** What merging decides about an episode. */
export type Run = Pick<Episode, 'startsAt' | 'endsAt' | 'state' | 'resolvedReason'>

/** What merging reads of a delivered alert. */
export interface Sighting {
  status: 'firing' | 'resolved'
  startsAt: number
  endsAt: number | null
  resolvedReason: string | null
}

interface End {
  at: number
  reason: string | null
}

/**
 * Merges deliveries of ONE alert (source, fingerprint) into its runs, ascending by `startsAt`. The result depends only
 * on the set of deliveries, not on their order or number, so that repeats, late bodies and two senders converge:
 *
 * - Every `startsAt` that was ever delivered is a run.
 * - A resolve (s', e) ends the run s' and every run that began within [s', e] (senders may differ a little about the
 *   start). Of several ends the latest counts.
 * - A run without such an end is superseded when a later start is known: it ends there.
 * - Otherwise it fires. So a firing that comes after its resolve never opens the run again, and a resolve that comes
 *   later still replaces "superseded".
 * - A resolve of what was never seen firing is a run that is over.
 *
 * `known` may be only the runs from the earliest delivered start on and the one before it: a run that is covered takes
 * the end that covers it, so the one before carries everything that reaches further.
 */
export function mergeRuns(known: readonly Run[], sightings: readonly Sighting[]): Run[] {
  const ends = new Map<number, End | null>()
  for (const run of known) ends.set(run.startsAt, explicitEnd(run))
  for (const seen of sightings) {
    const end = seen.status === 'resolved' ? endOf(seen) : null
    ends.set(seen.startsAt, later(ends.get(seen.startsAt) ?? null, end))
  }
  const starts = [...ends.keys()].toSorted((a, b) => a - b)
  let widest: End | null = null
  return starts.map((startsAt, index) => {
    const own = ends.get(startsAt) ?? null
    const covering: End | null = widest && widest.at >= startsAt ? widest : null
    const end = later(own, covering)
    widest = later(widest, own)
    if (end) return { startsAt, endsAt: shown(end.at), state: 'resolved', resolvedReason: end.reason }
    const next = starts[index + 1]
    if (next !== undefined) return { startsAt, endsAt: next, state: 'resolved', resolvedReason: SUPERSEDED }
    // What took its place is forgotten: that does not make it fire again.
    const forgotten = known.find((run) => run.startsAt === startsAt && run.resolvedReason === SUPERSEDED)
    if (forgotten)
      return { startsAt, endsAt: forgotten.endsAt, state: 'resolved', resolvedReason: SUPERSEDED }
    return { startsAt, endsAt: null, state: 'firing', resolvedReason: null }
  })
}

/** The end that a stored run was told; null for one that fires or was superseded. */
function explicitEnd(run: Run): End | null {
  if (run.state === 'firing' || run.resolvedReason === SUPERSEDED) return null
  return { at: run.endsAt ?? Number.NEGATIVE_INFINITY, reason: run.resolvedReason }
}

function endOf(seen: Sighting): End {
  const reason = seen.resolvedReason === SUPERSEDED ? null : seen.resolvedReason
  return { at: seen.endsAt ?? Number.NEGATIVE_INFINITY, reason }
}

/** The later of two ends; at the same time the order of the reasons decides, so that it is always the same one. */
function later(a: End | null, b: End | null): End | null {
  if (!a || !b) return a ?? b
  if (a.at !== b.at) return a.at > b.at ? a : b
  return (a.reason ?? '') >= (b.reason ?? '') ? a : b
}

function shown(at: number): number | null {
  return at === Number.NEGATIVE_INFINITY ? null : at
}
