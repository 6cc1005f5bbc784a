interface InCurrency {
  currency: string
}

/** Figures of each currency that is seen and of the first one, which comes first; the others by size. */
export function byCurrency<Figures extends InCurrency>(
  { first, seen, size }: { first: string; seen: readonly InCurrency[]; size(figures: Figures): number },
  figuresOf: (currency: string) => Figures,
): Figures[] {
  const others = new Set(seen.map(({ currency }) => currency))
  others.delete(first)
  const figures = [...others].map(figuresOf)
  const ranked = figures.toSorted(
    (a, b) => Math.abs(size(b)) - Math.abs(size(a)) || (a.currency < b.currency ? -1 : 1),
  )
  return [figuresOf(first), ...ranked]
}

export function inCurrency<Line extends InCurrency>(lines: readonly Line[], currency: string): Line[] {
  return lines.filter((line) => line.currency === currency)
}
