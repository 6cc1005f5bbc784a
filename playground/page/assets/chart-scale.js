const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 2 })
const exact = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 })

export const shortNumber = (value) => compact.format(value)
export const longNumber = (value) => exact.format(value)

/** Round numbers for an axis that holds all values and zero, lowest first. */
export function ticksFor(values, wanted = 4) {
  const low = Math.min(0, ...values)
  const high = Math.max(0, ...values)
  const step = niceStep((high - low || 1) / wanted)
  const first = Math.floor(low / step)
  const last = Math.max(first + 1, Math.ceil(high / step))
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step)
}

function niceStep(rough) {
  const power = 10 ** Math.floor(Math.log10(rough))
  return power * ([1, 2, 2.5, 5].find((factor) => factor * power >= rough) ?? 10)
}

/** Which labels stand under an axis that has room for so many. */
export function labelStep(count, room) {
  return Math.max(1, Math.ceil(count / Math.max(1, room)))
}
