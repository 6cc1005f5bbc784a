/** A team: people who own projects and read one channel. Keyed by id, so that a rename breaks nothing. */
export interface Team {
  id: string
  name: string
  /** Slack channel id. */
  channel: string
  /** Slack user group id (S…) to mention; preferred to `members`. */
  userGroup: string | null
  /** Slack user ids (U… / W…). */
  members: string[]
}

/** A project is one namespace name, in the named clusters or in all of them when `clusters` is empty. */
export interface Project {
  namespace: string
  clusters: string[]
  teamId: string
  services: string[]
}

export interface Catalogue {
  teams: Team[]
  projects: Project[]
  /** Channel id for what nobody owns. */
  fallbackChannel: string
  /** Channel id of the company-wide digest, null when not wanted. */
  companyChannel: string | null
  /** Where problems of the bot itself are told; defaults to the fallback channel. */
  adminChannel: string
  /** Slack user group whose members are the bot's admins, null when not set. */
  adminGroup: string | null
}

/** The owning team of a namespace: an entry that names the cluster beats one for all clusters. */
export function ownerOf(catalogue: Catalogue, place: { cluster: string; namespace: string }): Team | null {
  const named = catalogue.projects.filter((project) => project.namespace === place.namespace)
  const project =
    named.find((candidate) => candidate.clusters.includes(place.cluster)) ??
    named.find((candidate) => candidate.clusters.length === 0)
  return catalogue.teams.find((team) => team.id === project?.teamId) ?? null
}

/** Everything the catalogue says of one project name, whatever the cluster; null when it is not there. */
export function projectNamed(
  catalogue: Catalogue,
  namespace: string,
): { project: Project; team: Team | null } | null {
  const named = catalogue.projects.filter((project) => project.namespace === namespace)
  const main = named.find(({ clusters }) => clusters.length === 0) ?? named[0]
  if (!main) return null
  const services = [...new Set(named.flatMap((project) => project.services))]
  const clusters = named.some((project) => project.clusters.length === 0)
    ? []
    : [...new Set(named.flatMap((project) => project.clusters))]
  const team = catalogue.teams.find(({ id }) => id === main.teamId) ?? null
  return { project: { ...main, services, clusters }, team }
}

export function ownerTeam(catalogue: Catalogue, project: string): Team | null {
  return projectNamed(catalogue, project)?.team ?? null
}
