import type { Check } from './check.ts'
import { exists, readText } from './repository.ts'

const PAGE = 'docs/acceptance.md'

/**
 * Each row of the table is `| id | clause | proof |`. A proof is `missing`, or a list divided by "; " of
 * `path`, `path` › "name inside that file". Paths and names must exist.
 */
export const acceptanceCheck: Check = {
  name: 'acceptance',
  run: async () => {
    const rows = rowsOf(readText(PAGE))
    if (rows.length === 0) return [`${PAGE} has no rows: | 1.1 | clause | proof |`]
    return [...repeatedIds(rows), ...rows.flatMap((row) => proofProblems(row, { exists, readText }))]
  },
}

export interface ProofRow {
  id: string
  proof: string
}

export function rowsOf(page: string): ProofRow[] {
  return page.split('\n').flatMap((line) => {
    const cells = /^\|\s*(\d+\.\d+)\s*\|.*\|\s*([^|]*?)\s*\|\s*$/.exec(line)
    return cells ? [{ id: cells[1] ?? '', proof: cells[2] ?? '' }] : []
  })
}

export function proofProblems(
  { id, proof }: ProofRow,
  files: { exists(path: string): boolean; readText(path: string): string },
): string[] {
  if (proof === 'missing') return []
  return proof.split(/;\s+/).flatMap((part) => {
    const found = /^`([^`]+)`(?: › "(.+)")?$/.exec(part.trim())
    if (!found) return [`${PAGE} ${id}: "${part}" is neither missing nor \`path\` › "name"`]
    const [, path = '', name] = found
    if (!files.exists(path)) return [`${PAGE} ${id}: ${path} does not exist`]
    if (name === undefined || namesAnything(files.readText(path), name)) return []
    return [
      `${PAGE} ${id}: ${path} has no "${name}"; copy the name of the test or bench row as it stands there`,
    ]
  })
}

/** Whether the file holds the name as a quoted text: a test, a bench row. */
function namesAnything(text: string, name: string): boolean {
  return ["'", '"', '`'].some((quote) =>
    text.includes(`${quote}${name.replaceAll(quote, `\\${quote}`)}${quote}`),
  )
}

function repeatedIds(rows: ProofRow[]): string[] {
  const ids = rows.map(({ id }) => id)
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${PAGE} ${id} stands twice`)
}
