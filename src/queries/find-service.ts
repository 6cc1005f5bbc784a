import { allowed, refused, type Actor, type Outcome } from '../domain/actor.ts'
import type { Catalogue } from '../domain/catalogue.ts'
import { mayAsk } from '../domain/members.ts'
import type { Store } from '../domain/store.ts'
import { asWritten } from '../lib/as-written.ts'
import { nearest } from '../lib/nearest.ts'
import { knownServices, projectNames, type KnownService } from './known-services.ts'

export interface FindServiceDeps {
  store: Pick<Store, 'read'>
  catalogue: Catalogue
}

export type FindService = (call: {
  actor: Actor
  input: { typed: string; project?: string }
}) => Promise<Outcome<KnownService>>

/**
 * The service that a word means: `checkout`, `payments/checkout`, or the name of a project that has one service only.
 * A project's own name is taken last: a service may be called like another team's project.
 */
export function createFindService(deps: FindServiceDeps): FindService {
  return async ({ actor, input }) => {
    const no = mayAsk(actor)
    if (no) return { ok: false, refusal: no }
    const wanted = readTyped(input, projectNames(deps.catalogue))
    const all = await deps.store.read((reads) => knownServices(reads, deps.catalogue))
    const among = wanted.project === null ? all : all.filter(({ project }) => project === wanted.project)
    const found = named(among, wanted.service)
    if (found.length > 1) {
      const projects = found.map(({ project }) => project).toSorted()
      return refused('service-ambiguous', { service: wanted.service, projects: projects.join(', ') })
    }
    const [service] = found.length > 0 ? found : onlyOneOf(all, wanted)
    return service ? allowed(service) : unknown(wanted, among)
  }
}

interface Wanted {
  project: string | null
  service: string
}

function readTyped({ typed, project }: { typed: string; project?: string }, projects: string[]): Wanted {
  const text = typed.trim()
  const slash = text.indexOf('/')
  if (project === undefined && slash > 0) {
    return { project: asWritten(text.slice(0, slash), projects), service: text.slice(slash + 1) }
  }
  return { project: project === undefined ? null : asWritten(project, projects), service: text }
}

function named(services: readonly KnownService[], typed: string): KnownService[] {
  const exact = services.filter(({ service }) => service === typed)
  const lower = typed.toLowerCase()
  return exact.length > 0 ? exact : services.filter(({ service }) => service.toLowerCase() === lower)
}

function onlyOneOf(all: readonly KnownService[], { project, service }: Wanted): KnownService[] {
  if (project !== null) return []
  const ofProject = all.filter((one) => one.project.toLowerCase() === service.toLowerCase())
  return ofProject.length === 1 ? ofProject : []
}

function unknown({ project, service }: Wanted, among: readonly KnownService[]): Outcome<never> {
  const spelled = new Map(
    among.flatMap((one) => {
      const full = `${one.project}/${one.service}`
      return [
        [one.service, project === null ? full : one.service],
        [one.project, project === null ? full : one.service],
      ] as const
    }),
  )
  const meant = nearest(service, spelled.keys()).map((name) => spelled.get(name) ?? name)
  return refused('service-unknown', { service, project, nearest: [...new Set(meant)].join(', ') })
}
