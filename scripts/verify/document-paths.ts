import { dirname, join, normalize } from 'node:path'
import type { Check } from './check.ts'
import { exists, filesUnder, readText, ROOT } from './repository.ts'
import { readdirSync } from 'node:fs'

/** Every path of this repository that a page names, in backticks or as a link, exists. */
export const documentPathsCheck: Check = {
  name: 'documents',
  run: async () => {
    const pages = filesUnder('.', '.md')
    if (pages.length === 0) return ['no page was found: correct scripts/verify/document-paths.ts']
    const tops = new Set(readdirSync(ROOT))
    return pages.flatMap((page) => {
      const missing = pathsNamedIn(readText(page), tops).filter((path) => !existsFrom(page, path))
      return missing.map((path) => `${page} names ${path}, which does not exist: correct the page`)
    })
  },
}

/** `tops`: names at the top of the repository; other text with a slash is no path of ours. */
export function pathsNamedIn(page: string, tops: Set<string>): string[] {
  const prose = page.replaceAll(/^```[\s\S]*?^```/gm, '')
  const quoted = [...prose.matchAll(/`([\w@.-]+(?:\/[\w@.-]+)*\/?)`/g)].map((match) => match[1] ?? '')
  const linked = [...prose.matchAll(/\]\((?![a-z]+:|#)([^)#\s]+)/g)].map((match) => match[1] ?? '')
  const isOurs = (path: string) => path.includes('/') && tops.has(path.split('/')[0] ?? '')
  const isPlaceholder = (path: string) => /NNNN|[<>{}*…]|\bFILE\b/.test(path)
  return [...new Set([...quoted.filter(isOurs), ...linked])].filter((path) => !isPlaceholder(path))
}

function existsFrom(page: string, path: string): boolean {
  return exists(path) || exists(normalize(join(dirname(page), path)))
}
