/** One figure of a benchmark; `ok` says whether it meets its target. */
export interface BenchRow {
  figure: string
  value: number
  unit: string
  target?: string
  ok?: boolean
}

export interface BenchResult {
  name: string
  rows: BenchRow[]
}

export function row(
  figure: string,
  value: number,
  unit: string,
  goal?: { target: string; ok: boolean },
): BenchRow {
  return { figure, value: Math.round(value * 100) / 100, unit, ...goal }
}

export function quantile(values: number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}
