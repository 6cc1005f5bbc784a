import { allowed, refused, type Actor, type Outcome } from '../domain/actor.ts'
import type { Catalogue, Team } from '../domain/catalogue.ts'
import { addDays, utcDay } from '../domain/cost/day.ts'
import type { CostScope } from '../domain/cost/scope.ts'
import { mayAsk } from '../domain/members.ts'
import type { Directory } from '../domain/messages.ts'
import type { Store } from '../domain/store.ts'
import { nearest } from '../lib/nearest.ts'
import { teamsOf } from './teams-of.ts'

export interface FindCostScopeDeps {
  store: Pick<Store, 'read'>
  catalogue: Catalogue
  directory: Pick<Directory, 'groupMembers'>
  now(): number
}

/** A namespace that nobody owns is known as long as it cost something. */
const LOOK_BACK_DAYS = 60

export type FindCostScope = (call: {
  actor: Actor
  /** null: whatever is closest to the person: the channel's team, their own, the company. */
  input: { typed: string | null; channelId: string }
}) => Promise<Outcome<CostScope>>

/** What a word of `/cost` or `/budget` is about: a project, a team by name or id, or the company. */
export function createFindCostScope(deps: FindCostScopeDeps): FindCostScope {
  return async ({ actor, input: { typed, channelId } }) => {
    const no = mayAsk(actor)
    if (no) return { ok: false, refusal: no }
    if (typed === null) return allowed(await closest(deps, actor, channelId))
    return named(deps, typed)
  }
}

async function closest(deps: FindCostScopeDeps, actor: Actor, channelId: string): Promise<CostScope> {
  const { companyChannel, teams } = deps.catalogue
  if (channelId === companyChannel) return { kind: 'company' }
  const here = teams.filter(({ channel }) => channel === channelId)
  const [team] = here.length > 0 ? here : (await teamsOf(deps, actor)).teams
  return team ? { kind: 'team', teamId: team.id } : { kind: 'company' }
}

async function named(deps: FindCostScopeDeps, typed: string): Promise<Outcome<CostScope>> {
  const { catalogue } = deps
  if (['company', 'all', 'everything'].includes(typed.toLowerCase())) return allowed({ kind: 'company' })
  const { project: asProject, team: asTeam, written } = prefixed(typed)
  const rest = written.toLowerCase()
  const project = asTeam ? null : await projectOf(deps, written)
  if (project !== null) return allowed({ kind: 'project', project })
  const team = asProject ? undefined : teamCalled(catalogue.teams, rest)
  if (team) return allowed({ kind: 'team', teamId: team.id })
  const gone = asProject ? null : await teamOnce(deps, written)
  if (gone !== null) return allowed({ kind: 'team', teamId: gone })
  const known = [
    ...catalogue.projects.map(({ namespace }) => namespace),
    ...catalogue.teams.flatMap(({ id, name }) => [id, name]),
  ]
  return refused('cost-scope-unknown', { name: typed, nearest: nearest(rest, known).join(', ') })
}

/** Id of a team that owned something once and is not in the catalogue any more. */
async function teamOnce({ store }: FindCostScopeDeps, written: string): Promise<string | null> {
  const owned = await store.read((reads) => reads.costs.ownership())
  return owned.find(({ teamId }) => teamId === written)?.teamId ?? null
}

/** `team:search` and `project:search` tell one from the other. */
function prefixed(typed: string): { project: boolean; team: boolean; written: string } {
  const [, prefix, written = typed] = /^(team|project)[:/](.+)$/i.exec(typed) ?? []
  const kind = prefix?.toLowerCase()
  return { project: kind === 'project', team: kind === 'team', written }
}

/** Also one that is only in the figures: nobody's, or taken out of the catalogue. Tags of clouds may have capitals. */
async function projectOf(
  { store, catalogue: { projects }, now }: FindCostScopeDeps,
  written: string,
): Promise<string | null> {
  const word = written.toLowerCase()
  const registered = projects.find(({ namespace }) => namespace.toLowerCase() === word)
  if (registered) return registered.namespace
  return store.read(async (reads) => {
    const owned = await reads.costs.ownership()
    const known = owned.find(({ namespace }) => namespace.toLowerCase() === word)
    if (known) return known.namespace
    const today = utcDay(now())
    const range = { unit: 'day' as const, from: addDays(today, -LOOK_BACK_DAYS), to: addDays(today, 2) }
    const told = await reads.costs.totals(range, { projects: [word, written] })
    return told.find(({ project }) => project === written)?.project ?? told[0]?.project ?? null
  })
}

function teamCalled(teams: readonly Team[], word: string): Team | undefined {
  return (
    teams.find(({ id }) => id.toLowerCase() === word) ?? teams.find(({ name }) => name.toLowerCase() === word)
  )
}
