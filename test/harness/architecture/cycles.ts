import type { Source } from './import-table.ts'
import { resolveImport } from './sources.ts'

/** The files of one import cycle in order, empty when there is none. */
export function findCycle(sources: Source[]): string[] {
  const edges = new Map(sources.map(({ path, imports }) => [path, targetsOf(path, imports)]))
  const done = new Set<string>()
  const visit = (path: string, trail: string[]): string[] => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (done.has(path)) return []
    for (const target of edges.get(path) ?? []) {
      const cycle = visit(target, [...trail, path])
      if (cycle.length > 0) return cycle
    }
    done.add(path)
    return []
  }
  for (const path of edges.keys()) {
    const cycle = visit(path, [])
    if (cycle.length > 0) return cycle
  }
  return []
}

function targetsOf(path: string, imports: string[]): string[] {
  return imports.map((specifier) => resolveImport(path, specifier)).filter((target) => target !== null)
}
