/** Keys of what is wanted that are absent or have another value; what is there besides does not matter. */
export function unlike(wanted: Record<string, unknown>, found: Record<string, unknown>): string[] {
  return Object.keys(wanted).filter((key) => !Object.hasOwn(found, key) || found[key] !== wanted[key])
}

export function isSameSet(some: string[], others: string[]): boolean {
  return some.every((one) => others.includes(one)) && others.every((one) => some.includes(one))
}
