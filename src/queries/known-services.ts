import { projectNamed, type Catalogue } from '../domain/catalogue.ts'
import type { Reads } from '../domain/store.ts'

export interface KnownService {
  project: string
  service: string
}

const MOST_DEPLOYS = 500

/** Services that the catalogue names, that were built or that were deployed: of one project, or of all. */
export async function knownServices(
  reads: Pick<Reads, 'builds' | 'deploys'>,
  catalogue: Catalogue,
  project?: string,
): Promise<KnownService[]> {
  const names = project === undefined ? projectNames(catalogue) : [project]
  const named = names.flatMap((name) =>
    (projectNamed(catalogue, name)?.project.services ?? []).map((service) => ({ project: name, service })),
  )
  const built = await reads.builds.services(project)
  const deployed = await reads.deploys.recent(
    project === undefined ? {} : { projects: [project] },
    MOST_DEPLOYS,
  )
  // What left the catalogue can be looked at, but not deployed any more.
  const known = [...named, ...built, ...deployed].filter((one) => names.includes(one.project))
  const unique = new Map(known.map((one) => [`${one.project}/${one.service}`, one]))
  return [...unique.values()].map(({ project: of, service }) => ({ project: of, service }))
}

export function projectNames(catalogue: Catalogue): string[] {
  return [...new Set(catalogue.projects.map(({ namespace }) => namespace))]
}
