import { exists, resolveImport } from './sources.ts'

export interface Source {
  path: string
  text: string
  imports: string[]
}

interface Rule {
  /** Folders besides its own. */
  may: string[]
  /** Packages and node modules; absent: any. */
  packages?: string[]
}

const PURE = ['@slack/types', 'zod', 'luxon', 'node:buffer', 'node:crypto']

/** The import table of the architecture: what is not listed is forbidden. */
export const FOLDERS: Record<string, Rule> = {
  'src/lib': { may: [] },
  'src/domain': { may: ['src/lib'], packages: PURE },
  'src/config': { may: ['src/domain', 'src/lib'] },
  'src/views': { may: ['src/domain', 'src/lib'], packages: PURE },
  'src/store': { may: ['src/domain', 'src/lib'] },
  'src/integrations/*': { may: ['src/domain', 'src/lib'] },
  'src/operations': { may: ['src/domain', 'src/lib'], packages: PURE },
  'src/queries': { may: ['src/domain', 'src/lib'], packages: PURE },
  'src/commands': { may: ['src/operations', 'src/queries', 'src/views', 'src/domain', 'src/lib'] },
  'src/web': { may: ['src/operations', 'src/queries', 'src/views', 'src/domain', 'src/lib'] },
  'src/jobs': { may: ['src/operations', 'src/queries', 'src/views', 'src/domain', 'src/lib'] },
  // main.ts and compose.ts
  src: {
    may: [
      'src/commands',
      'src/config',
      'src/domain',
      'src/integrations/*',
      'src/jobs',
      'src/lib',
      'src/operations',
      'src/queries',
      'src/store',
      'src/views',
      'src/web',
    ],
  },
  playground: { may: [] },
}

/** Key of the table for a file; a folder that is not in the table is its own key. */
export function folderOf(path: string): string {
  const [top = '', second = '', third] = path.split('/')
  if (top !== 'src') return top
  if (path === 'src/main.ts' || path === 'src/compose.ts') return 'src'
  return second === 'integrations' && third !== undefined ? 'src/integrations/*' : `src/${second}`
}

export function forbiddenImports({ path, imports }: Source): string[] {
  return imports
    .filter((specifier) => !isAllowed(path, specifier))
    .map((specifier) => `${path} imports ${specifier}`)
}

function isAllowed(path: string, specifier: string): boolean {
  const own = folderOf(path)
  const rule = FOLDERS[own]
  if (!rule || /^https?:/.test(specifier)) return false
  const target = resolveImport(path, specifier)
  if (target === null) return !rule.packages || rule.packages.some((name) => isPartOf(specifier, name))
  const folder = folderOf(target)
  if (own !== 'src/integrations/*') return folder === own || rule.may.includes(folder)
  return target.split('/')[2] === path.split('/')[2] || rule.may.includes(folder)
}

function isPartOf(specifier: string, name: string): boolean {
  return specifier === name || specifier.startsWith(`${name}/`)
}

/** Relative imports that lead nowhere would escape the other rules. */
export function brokenImports({ path, imports }: Source): string[] {
  const targets = imports
    .map((specifier) => resolveImport(path, specifier))
    .filter((target) => target !== null)
  return targets.filter((target) => !exists(target)).map((target) => `${path} imports ${target}`)
}
