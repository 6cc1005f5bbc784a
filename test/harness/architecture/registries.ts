import type { Source } from './import-table.ts'
import { resolveImport } from './sources.ts'

/** How a file shows that it defines something which its folder's index.ts must list. */
const DEFINES: Record<string, RegExp> = {
  commands: /\bexport (?:function|const) \w+[^]*?\): (?:SlashCommand|Interaction)\b/,
  jobs: /\bexport (?:function|const) \w+[^]*?\): Job\b/,
  operations: /\bdefineOperation[<(]/,
}

/** Files directly in src/<folder> that define a door, a job, an operation. */
export function definitionsIn(folder: string, sources: Source[]): string[] {
  const direct = new RegExp(`^src/${folder}/(?!index\\.ts|define-operation\\.ts)[^/]+\\.ts$`)
  return sources
    .filter(({ path, text }) => direct.test(path) && DEFINES[folder]?.test(text))
    .map(({ path }) => path)
}

/** Defining files that neither the registry nor a file which it lists imports: a shared maker stands behind its users. */
export function unlisted(folder: string, sources: Source[]): string[] {
  const index = sources.filter(({ path }) => path === `src/${folder}/index.ts`)
  const listed = new Set(index.flatMap((source) => [...importedBy(source)]))
  const behind = sources.filter(({ path }) => listed.has(path)).flatMap((source) => [...importedBy(source)])
  return definitionsIn(folder, sources).filter((path) => !listed.has(path) && !behind.includes(path))
}

/** Paths that a file imports. */
export function importedBy({ path, imports }: Source): Set<string> {
  return new Set(
    imports.map((specifier) => resolveImport(path, specifier)).filter((target) => target !== null),
  )
}
