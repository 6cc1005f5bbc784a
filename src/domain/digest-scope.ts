import type { Catalogue, Team } from './catalogue.ts'

/** Who reads a digest: one channel, and which teams' namespaces it tells about. */
export interface DigestScope {
  /** Part of the notice's key: `company`, else the channel's id. */
  id: string
  kind: 'company' | 'teams' | 'unowned'
  channel: string
  /** Ids of the teams that read this channel; ignored for the company. */
  teamIds: string[]
  teamNames: string[]
  /** Tells about namespaces that nobody owns too. */
  unowned: boolean
}

/**
 * One digest per channel: teams that share a channel share a digest, the fallback channel reads about what nobody owns,
 * and a channel that is also the company's reads the company's digest only, which holds everything.
 */
export function digestScopes(catalogue: Catalogue): DigestScope[] {
  const company = catalogue.companyChannel
  const teamsOf = Map.groupBy(catalogue.teams, (team) => team.channel)
  const channels = new Set([...teamsOf.keys(), catalogue.fallbackChannel])
  if (company !== null) channels.delete(company)
  const scopes = [...channels].map((channel) =>
    channelScope(channel, teamsOf.get(channel) ?? [], channel === catalogue.fallbackChannel),
  )
  return company === null ? scopes : [companyScope(company), ...scopes]
}

/** Whether a namespace of this owner (null: nobody's) is told in the digest. */
export function covers(scope: DigestScope, owner: Pick<Team, 'id'> | null): boolean {
  if (scope.kind === 'company') return true
  return owner === null ? scope.unowned : scope.teamIds.includes(owner.id)
}

/** Unique key of a digest notice; of one scope, a later hour's key sorts behind. */
export function digestKey({ scope, at }: { scope: DigestScope; at: number }): string {
  return `digest:${scope.id}:${new Date(at).toISOString()}`
}

/** Fact that holds the key of a scope's newest digest notice: an older one that is still unsent is not sent any more. */
export function newestDigestFact(scope: DigestScope): string {
  return `digest:newest:${scope.id}`
}

function companyScope(channel: string): DigestScope {
  return { id: 'company', kind: 'company', channel, teamIds: [], teamNames: [], unowned: true }
}

function channelScope(channel: string, teams: Team[], unowned: boolean): DigestScope {
  return {
    id: channel,
    kind: teams.length > 0 ? 'teams' : 'unowned',
    channel,
    teamIds: teams.map((team) => team.id),
    teamNames: teams.map((team) => team.name),
    unowned,
  }
}
