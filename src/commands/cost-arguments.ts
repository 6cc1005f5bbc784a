import { parsePeriod } from '../domain/cost/period.ts'
import type { PeriodWord } from '../domain/cost/report.ts'
import type { CostScope } from '../domain/cost/scope.ts'

/** What was typed behind `/cost`: a name, a period, or a name and then a period. `unknown`: what stands there and is none. */
export interface CostArguments {
  name: string | null
  word: PeriodWord
  unknown: string | null
}

const USUAL: PeriodWord = 'month'

export function costArguments(words: readonly string[]): CostArguments {
  const [first, ...rest] = words
  if (first === undefined) return { name: null, word: USUAL, unknown: null }
  const alone = parsePeriod(words.join(' '))
  if (alone) return { name: null, word: alone, unknown: null }
  if (rest.length === 0) return { name: first, word: USUAL, unknown: null }
  const typed = rest.join(' ')
  const word = parsePeriod(typed)
  return { name: first, word: word ?? USUAL, unknown: word === null ? typed : null }
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
