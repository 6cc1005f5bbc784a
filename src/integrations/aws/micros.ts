/** Millionths of `0.0320000000`, rounded half up; null: it is no amount. Without floating point. */
export function microsOf(amount: string): number | null {
  const match = /^(\d{1,9})(?:\.(\d+))?$/.exec(amount.trim())
  if (!match) return null
  const [, whole = '', fraction = ''] = match
  const micros = Number(whole + fraction.slice(0, 6).padEnd(6, '0'))
  return fraction.charAt(6) >= '5' ? micros + 1 : micros
}
