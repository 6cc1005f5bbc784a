import type { CostLine } from './line.ts'
import { addKinds } from './money.ts'

/** Lines that agree in everything but the figures become one; in order of their first ones. */
export function sumLines(lines: readonly CostLine[]): CostLine[] {
  const sums = new Map<string, CostLine>()
  for (const line of lines) {
    const { bucket, teamId, project, service, currency } = line
    const key = [bucket, teamId ?? '', project, service, currency].join('\0')
    const known = sums.get(key)
    sums.set(key, {
      ...line,
      micros: addKinds(known?.micros ?? {}, line.micros),
      podMinutes: (known?.podMinutes ?? 0) + line.podMinutes,
    })
  }
  return [...sums.values()]
}
