import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import type { Source } from './import-table.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')

/** Every source file below the folders, with what it imports. */
export function readSources(...folders: string[]): Source[] {
  return folders.flatMap((folder) => {
    return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.[jt]s$/.test(name) && !name.includes('node_modules'))
      .map((name) => posix.join(folder, name))
      .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
      .map(({ path, text }) => ({ path, text, imports: importsOf(text) }))
  })
}

/** Specifiers of static, dynamic and type imports, and of re-exports. */
export function importsOf(text: string): string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '')
  const found = code.matchAll(/\b(?:from\s+|import\s+|import\s*\(\s*)(['"])([^'"\s]+)\1/g)
  return [...new Set([...found].map((match) => match[2] ?? ''))]
}

/** Path in the repository that a relative specifier means; null for packages. */
export function resolveImport(from: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null
  return posix.normalize(posix.join(posix.dirname(from), specifier))
}

export function exists(path: string): boolean {
  return existsSync(join(ROOT, path))
}
