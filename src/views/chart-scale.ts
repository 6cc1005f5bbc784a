/** From where to where an axis goes, and where it has lines. */
export interface Scale {
  least: number
  most: number
  ticks: number[]
}

const STEPS = [1, 2, 2.5, 5, 10]
const WANTED_TICKS = 5

/** An axis with round numbers that holds 0 and all of the values. */
export function niceScale(values: readonly number[]): Scale {
  const least = Math.min(0, ...values)
  const most = Math.max(0, ...values)
  const span = most - least
  if (span === 0) return { least: 0, most: 1, ticks: [0] }
  const step = niceStep(span / (WANTED_TICKS - 1))
  const first = Math.floor(least / step)
  const last = Math.ceil(most / step)
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step)
  return { least: first * step, most: last * step, ticks }
}

/** The next larger of 1, 2, 2.5, 5, 10, 20, … */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = STEPS.find((one) => one * power >= rough * 0.999)
  return (step ?? 10) * power
}
