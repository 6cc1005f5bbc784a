import { KIND_NAMES, KINDS } from '../domain/resources/kinds.ts'
import type { KindName } from '../domain/resources/resource-policy.ts'
import type { ResourceScope } from '../domain/resources/resource-views.ts'
import { nearest } from '../lib/nearest.ts'
import { code } from '../views/mrkdwn.ts'
import { asksForHelp, parseArguments } from './arguments.ts'
import { own } from '../domain/own.ts'

/** What the words behind `/resource` ask for. */
export type ResourceWish =
  | { wants: 'help' }
  | { wants: 'form'; kind: KindName }
  | { wants: 'list'; scope: ResourceScope }
  /** Everything that is found, even when it is one. */
  | { wants: 'find'; text: string }
  /** The one that is called so. */
  | { wants: 'detail'; text: string }
  | { wants: 'usage'; problem: { text: string; suggestion?: string | null } }

const VERBS = ['create', 'list', 'find', 'help']
const SCOPES: Record<string, ResourceScope> = {
  mine: 'mine',
  my: 'mine',
  me: 'mine',
  team: 'team',
  all: 'all',
}
const FIRST_SCOPE: ResourceScope = 'team'
const [FIRST_KIND] = KIND_NAMES

export function readResourceWords(text: string): ResourceWish {
  const words = parseArguments(text)
  if (asksForHelp(words[0])) return { wants: 'help' }
  const [verb, ...rest] = words.map((word) => word.text)
  if (verb === undefined) return { wants: 'list', scope: FIRST_SCOPE }
  switch (verb.toLowerCase()) {
    case 'create':
      return readCreate(rest)
    case 'list':
      return readList(rest)
    case 'find':
      return readFind(rest)
    default:
      return rest.length === 0 ? readName(verb) : tooMuch(verb, rest)
  }
}

/** A verb that was mistyped, for a name that nothing has. */
export function nearestVerb(word: string): string | null {
  const [verb] = nearest(word, VERBS, 1)
  return verb === undefined ? null : `/resource ${verb}`
}

function readCreate([typed, ...rest]: string[]): ResourceWish {
  if (rest.length > 0) return usage('Project, environment, name and size are chosen in the form.')
  const wanted = typed?.toLowerCase() ?? FIRST_KIND ?? ''
  const kind = KIND_NAMES.find((name) => name === wanted || KINDS[name].title.toLowerCase().includes(wanted))
  if (kind) return { wants: 'form', kind }
  const titles = KIND_NAMES.map((name) => KINDS[name].title).join(', ')
  return usage(`${code(wanted, 60)} cannot be created here. There is: ${titles}.`)
}

function readList([typed, ...rest]: string[]): ResourceWish {
  const scope = typed === undefined ? FIRST_SCOPE : scopeOf(typed)
  if (scope && rest.length === 0) return { wants: 'list', scope }
  return usage('A list is of `mine`, `team` or `all`.')
}

function readFind([typed, ...rest]: string[]): ResourceWish {
  if (typed !== undefined && rest.length === 0) return { wants: 'find', text: typed }
  if (typed === undefined) return usage('What is to be found? A part of a name, one endpoint or one ARN.')
  return usage('Find one name, endpoint or ARN at a time.')
}

function readName(word: string): ResourceWish {
  const scope = scopeOf(word)
  return scope ? { wants: 'list', scope } : { wants: 'detail', text: word }
}

function scopeOf(word: string): ResourceScope | null {
  const known = word.toLowerCase()
  return own(SCOPES, known) ?? null
}

/** What people type first for what only the details of a resource offer. */
const IN_DETAILS = ['delete', 'remove', 'modify', 'resize', 'change', 'show']

function tooMuch(verb: string, [name, ...more]: string[]): ResourceWish {
  if (name !== undefined && more.length === 0 && IN_DETAILS.includes(verb.toLowerCase())) {
    const text = 'A resource is shown by its name alone; *Modify…* and *Delete…* stand there.'
    return { wants: 'usage', problem: { text, suggestion: `/resource ${name}` } }
  }
  return { wants: 'usage', problem: { text: 'One name at a time, please.', suggestion: nearestVerb(verb) } }
}

function usage(text: string): ResourceWish {
  return { wants: 'usage', problem: { text } }
}
