import { SOURCE_FAULTS, type CostBook, type SourceFault } from './cost-book.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export const SPIKE_FACTOR = 6

/** From now on the namespace uses more, in every cluster; what is under way ends with it. */
export function beginSpike(
  { saved, changed }: CostBook,
  namespace: string,
  at: { now: number; factor: number },
): void {
  endSpike({ saved, changed }, namespace, at.now)
  saved.spikes.push({ namespace, factor: at.factor, from: at.now, to: null })
  changed()
}

export function endSpike(
  { saved, changed }: Pick<CostBook, 'saved' | 'changed'>,
  namespace: string,
  now: number,
): void {
  for (const spike of saved.spikes) if (spike.namespace === namespace && spike.to === null) spike.to = now
  changed()
}

/** null: it is well again. */
export function setSourceFault(
  { saved, changed }: CostBook,
  cluster: string,
  fault: SourceFault | null,
): void {
  if (fault === null) delete saved.down[cluster]
  else saved.down[cluster] = fault
  changed()
}

export function isSourceFault(text: unknown): text is SourceFault {
  return (SOURCE_FAULTS as readonly unknown[]).includes(text)
}

/** The figures of a day of UTC become others, also those that were read already; 0: as they were. */
export function restateDay({ saved, changed }: CostBook, day: string, percent: number): void {
  saved.restated = saved.restated.filter((one) => one.day !== day)
  if (percent !== 0) saved.restated.push({ day, percent })
  changed()
}

export function yesterdayOf(now: number): string {
  return new Date(now - DAY_MS).toISOString().slice(0, 10)
}

/** OpenCost has not seen what was in this hour until now. */
export function restartOpenCost({ saved, changed }: CostBook, cluster: string, now: number): void {
  const hour = Math.floor(now / HOUR_MS) * HOUR_MS
  const gaps = (saved.gaps[cluster] ??= [])
  saved.gaps[cluster] = [...gaps.filter(({ from }) => from !== hour), { from: hour, to: now }]
  changed()
}
