import { allowed, type Actor, type Outcome } from '../domain/actor.ts'
import type { Catalogue, Project, Team } from '../domain/catalogue.ts'
import type { Directory } from '../domain/messages.ts'
import { asWritten } from '../lib/as-written.ts'
import { nearest } from '../lib/nearest.ts'
import { mayAsk } from '../domain/members.ts'

export interface Ownership {
  namespace: string
  /** Empty: every cluster. */
  clusters: string[]
  team: Team | null
  services: string[]
  /** Members as far as known; null when Slack could not be asked. */
  people: string[] | null
}

/** Entries are empty for a namespace nobody owns; `clusters` are then those that the catalogue knows it in. */
export interface OwnershipAnswer {
  entries: Ownership[]
  nearest: string[]
  clusters: string[]
}

export interface WhoOwnsDeps {
  catalogue: Catalogue
  directory: Pick<Directory, 'groupMembers'>
}

export type WhoOwns = (call: {
  actor: Actor
  input: { namespace: string; cluster: string | null }
}) => Promise<Outcome<OwnershipAnswer>>

/** Who owns a namespace: team, people, channel and Slack group. With a cluster, the entry that counts there. */
export function createWhoOwns(deps: WhoOwnsDeps): WhoOwns {
  return async ({ actor, input }) => {
    const no = mayAsk(actor)
    if (no) return { ok: false, refusal: no }
    const { projects } = deps.catalogue
    const names = projects.map((project) => project.namespace)
    const namespace = asWritten(input.namespace, names)
    const named = projects.filter((project) => project.namespace === namespace)
    const chosen = input.cluster === null ? named : inCluster(named, input.cluster)
    const entries = await Promise.all(chosen.map((project) => ownership(deps, project)))
    return allowed({
      entries,
      nearest: named.length > 0 ? [] : nearest(input.namespace, names),
      clusters: [...new Set(named.flatMap((project) => project.clusters))],
    })
  }
}

// An entry that names the cluster beats one for all clusters, as in `ownerOf`.
function inCluster(projects: Project[], cluster: string): Project[] {
  const exact = projects.find((project) => project.clusters.includes(cluster))
  const project = exact ?? projects.find((candidate) => candidate.clusters.length === 0)
  return project ? [project] : []
}

async function ownership(deps: WhoOwnsDeps, project: Project): Promise<Ownership> {
  const team = deps.catalogue.teams.find((candidate) => candidate.id === project.teamId) ?? null
  return {
    namespace: project.namespace,
    clusters: project.clusters,
    team,
    services: project.services,
    people: team ? await peopleOf(deps, team) : [],
  }
}

async function peopleOf(deps: WhoOwnsDeps, team: Team): Promise<string[] | null> {
  if (team.userGroup === null) return team.members
  const members = await deps.directory.groupMembers(team.userGroup)
  if (members === null) return team.members.length > 0 ? team.members : null
  return [...new Set([...members, ...team.members])]
}
