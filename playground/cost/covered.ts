const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

export interface Span {
  from: number
  to: number
}

/** The parts of a window that OpenCost has seen, none longer than its hour. */
export function coveredHours(window: Span, known: Span, gaps: readonly Span[]): Span[] {
  const from = Math.max(window.from, known.from)
  // It samples each minute.
  const to = Math.min(window.to, Math.floor(known.to / MINUTE_MS) * MINUTE_MS)
  const edges = gaps.flatMap((gap) => [gap.from, gap.to])
  return cut({ from, to }, [...edges, ...hoursIn({ from, to })]).filter(
    (part) => !gaps.some((gap) => gap.from <= part.from && part.to <= gap.to),
  )
}

/** The span in parts, cut at those edges that are in it. */
export function cut({ from, to }: Span, edges: readonly number[]): Span[] {
  if (from >= to) return []
  const inside = edges.filter((edge) => edge > from && edge < to)
  const points = [...new Set([from, ...inside, to])].toSorted((a, b) => a - b)
  return points.slice(1).map((point, index) => ({ from: points[index] ?? point, to: point }))
}

function hoursIn({ from, to }: Span): number[] {
  const hours: number[] = []
  for (let hour = Math.ceil(from / HOUR_MS) * HOUR_MS; hour < to; hour += HOUR_MS) hours.push(hour)
  return hours
}
