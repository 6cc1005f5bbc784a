import type { Frozen } from './freeze.ts'

/** Deploys stopped by a person, for one environment; of one project, or of all when `project` is null. */
export interface ManualFreeze {
  id: string
  project: string | null
  environment: string
  reason: string
  by: string
  since: number
  /** null: until it is lifted. */
  until: number | null
  lifted: { by: string; at: number } | null
}

/** The longest of those that hold for this place now. */
export function frozenByHand(
  freezes: readonly ManualFreeze[],
  place: { project: string; environment: string },
  now: number,
): Frozen | null {
  const holding = freezes.filter(
    ({ project, environment, until, lifted }) =>
      lifted === null &&
      environment === place.environment &&
      (project === null || project === place.project) &&
      (until === null || now < until),
  )
  const ends = (freeze: ManualFreeze) => freeze.until ?? Number.MAX_SAFE_INTEGER
  const longest = holding.toSorted((a, b) => ends(b) - ends(a))[0]
  return longest ? { reason: longest.reason, until: ends(longest) } : null
}
