/** "$1.23"; a little is not nothing. */
export function formatMoney(amount, currency) {
  const small = amount !== 0 && Math.abs(amount) < 0.01
  const digits = small ? 4 : 2
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount)
}
