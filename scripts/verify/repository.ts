import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

export const ROOT = join(import.meta.dirname, '..', '..')

const LEFT_OUT = new Set(['node_modules', '.git', '.coxswain', 'coverage'])

/** Paths (relative to the repository) of the files below `folder` whose name ends with one of `endings`. */
export function filesUnder(folder: string, ...endings: string[]): string[] {
  const start = join(ROOT, folder)
  if (!existsSync(start)) return []
  const found: string[] = []
  const visit = (directory: string) => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const path = join(directory, entry.name)
      if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) visit(path)
      if (entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
        found.push(relative(ROOT, path))
    }
  }
  visit(start)
  return found.toSorted()
}

export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

export function exists(path: string): boolean {
  return existsSync(join(ROOT, path))
}
