const LEVELS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']
const GAP = '·'
/** Less than this between least and most is noise, which is not drawn as mountains. */
const FLAT = 0.02

/** A line of blocks, the least lowest and the most highest; "·" where nothing is known. */
export function sparkline(values: readonly (number | null)[]): string {
  const known = values.filter(isKnown)
  if (known.length === 0) return GAP.repeat(values.length)
  const least = Math.min(...known)
  const most = Math.max(...known)
  const span = most - least
  const isFlat = span <= Math.abs(most) * FLAT || !Number.isFinite(span)
  return values
    .map((value) => {
      if (!isKnown(value)) return GAP
      if (isFlat) return LEVELS[3]
      return LEVELS[Math.round(((value - least) / span) * (LEVELS.length - 1))]
    })
    .join('')
}

function isKnown(value: number | null): value is number {
  return value !== null && Number.isFinite(value)
}
