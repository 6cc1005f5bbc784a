/** How long it takes as a rule: the median of what was measured, else what is typical. All in ms. */
export function expectedMs(newest: number[], typical: number): number {
  const sorted = newest.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return low === undefined || high === undefined ? typical : Math.round((low + high) / 2)
}
