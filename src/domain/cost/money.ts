/** Currency (ISO 4217) → integer micro-units: 1 USD is 1,000,000. Sums of different currencies are never made. */
export type Amounts = Readonly<Record<string, number>>

/** Where money goes. The order is that of people's interest and of the columns in the store; it only grows at its end. */
export const COST_KINDS = [
  'cpu',
  'memory',
  'gpu',
  'storage',
  'network',
  'load-balancer',
  'database',
  'other',
] as const
export type CostKind = (typeof COST_KINDS)[number]

/** Micro-units by kind; what is not there is 0. Negative: credits. */
export type ByKind = Readonly<Partial<Record<CostKind, number>>>

/** The sums by kind; kinds that come to 0 are left out, so that equal amounts are equal values. */
export function addKinds(a: ByKind, b: ByKind): ByKind {
  const sums: Partial<Record<CostKind, number>> = {}
  for (const kind of COST_KINDS) {
    const sum = (a[kind] ?? 0) + (b[kind] ?? 0)
    if (sum !== 0) sums[kind] = sum
  }
  return sums
}

export function totalOf(kinds: ByKind): number {
  let sum = 0
  for (const kind of COST_KINDS) sum += kinds[kind] ?? 0
  return sum
}

/** Of lines of one currency. */
export function sumOf(lines: readonly { micros: ByKind }[]): number {
  return lines.reduce((sum, { micros }) => sum + totalOf(micros), 0)
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i

/**
 * Micro-units of a decimal number: `12.3456785` is 12345679, half away from zero. Read digit by digit, because a float
 * in between would round twice. `0E-10` is how AWS may write 0.
 * Throws RangeError for what is no number and for what integers cannot hold.
 */
export function microsOfText(decimal: string): number {
  const [, sign = '', whole = '', part = '', exponent = '0'] = DECIMAL.exec(decimal.trim()) ?? []
  const digits = whole + part
  if (digits === '') throw new RangeError(`no decimal number: ${decimal.slice(0, 40)}`)
  const micros = rounded(digits, whole.length + Number(exponent) + 6)
  if (!Number.isSafeInteger(micros)) throw new RangeError(`too large an amount: ${decimal.slice(0, 40)}`)
  return sign === '-' && micros !== 0 ? -micros : micros
}

/** As `microsOfText`, of the shortest decimal that stands for the number: 0.1 is a tenth. */
export function microsOfNumber(n: number): number {
  return microsOfText(String(n))
}

/** The digits with the point after the first `length` of them, rounded half up. */
function rounded(digits: string, length: number): number {
  if (/^0*$/.test(digits)) return 0
  if (length < 0) return 0
  const whole = digits.slice(0, length).padEnd(length, '0')
  return Number(whole) + (Number(digits[length] ?? '0') >= 5 ? 1 : 0)
}
