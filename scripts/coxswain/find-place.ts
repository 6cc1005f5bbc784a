import { projectNamed, type Catalogue, type Project, type Team } from '../../src/domain/catalogue.ts'
import { asWritten } from '../../src/lib/as-written.ts'
import { nearest } from '../../src/lib/nearest.ts'
import { UsageError } from './answer.ts'

export interface Place {
  project: Project
  team: Team | null
  /** null: the whole project is meant. */
  service: string | null
  /** False when the catalogue does not name the service: builds may. */
  isListed: boolean
}

/** What `checkout`, `payments` or `payments/checkout` means. A service goes before a project of the same name. */
export function findPlace(catalogue: Catalogue, typed: string): Place {
  const names = [...new Set(catalogue.projects.map(({ namespace }) => namespace))]
  const [first = '', ...rest] = typed.split('/')
  if (rest.length > 0) return serviceOf(catalogue, { project: first, service: rest.join('/'), names })
  const services = names.flatMap((name) => servicesOf(catalogue, name))
  const wanted = asWritten(typed, services)
  const projects = names.filter((name) => servicesOf(catalogue, name).includes(wanted))
  if (projects.length > 1) {
    const choices = projects.map((name) => `${name}/${wanted}`).join(' or ')
    throw new UsageError(`"${typed}" is a service of several projects: write ${choices}`)
  }
  if (projects[0] !== undefined) return place(catalogue, projects[0], wanted)
  const project = asWritten(typed, names)
  if (names.includes(project)) return place(catalogue, project, null)
  throw new UsageError(
    `no service and no project "${typed}" in the configuration${meant(typed, [...services, ...names])}`,
  )
}

function serviceOf(
  catalogue: Catalogue,
  { project: typed, service, names }: { project: string; service: string; names: string[] },
): Place {
  const project = asWritten(typed, names)
  if (!names.includes(project)) {
    throw new UsageError(`no project "${typed}" in the configuration${meant(typed, names)}`)
  }
  if (!service) return place(catalogue, project, null)
  return place(catalogue, project, asWritten(service, servicesOf(catalogue, project)))
}

function place(catalogue: Catalogue, name: string, service: string | null): Place {
  const known = projectNamed(catalogue, name)
  if (!known) throw new Error(`reading the catalogue: ${name} was there before`)
  return { ...known, service, isListed: service === null || known.project.services.includes(service) }
}

function servicesOf(catalogue: Catalogue, name: string): string[] {
  return projectNamed(catalogue, name)?.project.services ?? []
}

/** The end of a sentence that says that a name is unknown. */
export function meant(typed: string, known: readonly string[]): string {
  const near = nearest(typed, known)
  if (near.length > 0) return `: did you mean ${near.join(' or ')}?`
  return known.length > 0 ? `; known: ${[...new Set(known)].slice(0, 20).join(', ')}` : ': there is none'
}
