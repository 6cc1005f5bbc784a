import { parsePeriod } from '../domain/cost/period.ts'
import type { PeriodWord } from '../domain/cost/report.ts'
import type { CostScope } from '../domain/cost/scope.ts'

/** What was typed behind `/cost`: a name, a period, or both. `unknown`: what stands there and is none. */
export interface CostArguments {
  name: string | null
  word: PeriodWord
  unknown: string | null
}

const USUAL: PeriodWord = 'month'

export function costArguments(words: readonly string[]): CostArguments {
  const [first, ...rest] = withKind(words)
  if (first === undefined) return { name: null, word: USUAL, unknown: null }
  const alone = parsePeriod(words.join(' '))
  if (alone) return { name: null, word: alone, unknown: null }
  if (rest.length === 0) return { name: first, word: USUAL, unknown: null }
  const typed = rest.join(' ')
  const word = parsePeriod(typed)
  // The period may stand first: `yesterday payments`.
  const ahead = word === null ? parsePeriod([first, ...rest.slice(0, -1)].join(' ')) : null
  if (ahead) return { name: rest.at(-1) ?? null, word: ahead, unknown: null }
  return { name: first, word: word ?? USUAL, unknown: word === null ? typed : null }
}

/** `team payments` is `team:payments`; a team or project may be called `team`, and stand before a period. */
function withKind([kind = '', name, ...rest]: readonly string[]): string[] {
  const words = name === undefined ? rest : [name, ...rest]
  const isKind = /^(team|project)$/i.test(kind) && name !== undefined && parsePeriod(words.join(' ')) === null
  if (isKind) return [`${kind}:${name}`, ...rest]
  return kind === '' ? words : [kind, ...words]
}

const PART = /^v1:(company|team\/([^/:]{1,800})|project\/([^/:]{1,800})):([a-z0-9-]{1,20})$/

/** `v1:<scope>:<period>`; null for anything else. */
export function parseCostPart(value: string): { scope: CostScope; word: PeriodWord } | null {
  const [, scope, team, project, period = ''] = PART.exec(value) ?? []
  const word = parsePeriod(period)
  if (scope === undefined || word === null) return null
  try {
    if (team !== undefined) return { scope: { kind: 'team', teamId: decodeURIComponent(team) }, word }
    if (project !== undefined)
      return { scope: { kind: 'project', project: decodeURIComponent(project) }, word }
  } catch {
    return null
  }
  return { scope: { kind: 'company' }, word }
}
