const SUFFIXES: Record<string, number> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
}

/** `500m`, `2`, `1.5Gi`; 0 when it is none. https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
export function quantityOf(value: unknown): number {
  const match = /^(\d+(?:\.\d+)?)([a-zA-Z]*)$/.exec(typeof value === 'number' ? String(value) : textOf(value))
  const [, number = '', suffix = ''] = match ?? []
  if (!match || !Object.hasOwn(SUFFIXES, suffix)) return 0
  return Number(number) * (SUFFIXES[suffix] ?? 0)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
