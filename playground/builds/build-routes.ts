import { CLUSTER_PLACES, placeNamed } from '../clusters/cluster-places.ts'
import type { ScenarioName } from '../kubernetes/kubelet/scenario-names.ts'
import { UserError } from '../slack/people/user-error.ts'
import { createUserRoutes, type UserRoutes } from '../user-routes.ts'
import type { PlaygroundProject } from '../workspace.ts'
import type { BuildBook } from './build-book.ts'
import { BUILD_SCENARIOS } from './build-scenarios.ts'
import { inventBuild, type PlaygroundBuild } from './playground-build.ts'
import type { SendBuild } from './send-build.ts'
import { nextVersion } from './versions.ts'

export interface BuildRoutes {
  book: BuildBook
  projects: readonly PlaygroundProject[]
  send: SendBuild
  /** Before the bot is told: the image must be there by then. */
  publish(build: PlaygroundBuild): void | Promise<void>
  now(): number
}

const SHOWN = 30

/** Answers `/playground/builds`; false when the path is another. */
export function createBuildRoutes(routes: BuildRoutes): UserRoutes {
  return createUserRoutes([
    ['GET', '/builds', ({ query }) => listing(routes, query)],
    ['POST', '/builds', ({ body }) => build(routes, body)],
  ])
}

function listing({ book, projects }: BuildRoutes, query: URLSearchParams): unknown {
  const services = projects.flatMap(({ namespace, services: names }) =>
    names.map((service) => ({ project: namespace, service, next: nextTag(book, namespace, service) })),
  )
  const scenarios = Object.entries(BUILD_SCENARIOS).map(([name, words]) => ({ name, words }))
  const [project, service] = [query.get('project'), query.get('service')]
  const asked = project !== null && service !== null ? book.of(project, service) : book.all()
  const newest = asked.toSorted((a, b) => b.builtAt - a.builtAt || b.number - a.number)
  const clusters = CLUSTER_PLACES.map(({ name, environment }) => ({ name, environment }))
  return { services, scenarios, clusters, builds: newest.slice(0, SHOWN) }
}

async function build(routes: BuildRoutes, body: Record<string, unknown>): Promise<unknown> {
  const { book, projects, send } = routes
  const { project: namespace, service } = body
  const project = projects.find((one) => one.namespace === namespace)
  if (!project || typeof service !== 'string' || !project.services.includes(service)) {
    throw new UserError(
      404,
      'service_not_found',
      'there is no such service: name a project and one of its services',
    )
  }
  const made = inventBuild({
    project,
    service,
    number: book.of(project.namespace, service).length + 1,
    tag: nextTag(book, project.namespace, service),
    builtAt: routes.now(),
    scenario: readScenario(body['scenario']),
    clusters: readClusters(body['clusters']),
  })
  book.add(made)
  await routes.publish(made)
  const { status, body: words } = await send(made)
  if (status < 200 || status > 299) {
    const why = status === 0 ? words : `The bot answered HTTP ${status}: ${words.slice(0, 300)}`
    throw new UserError(409, 'webhook_refused', why)
  }
  book.markTold([made])
  return { ok: true, status, build: made }
}

function nextTag(book: BuildBook, project: string, service: string): string {
  return nextVersion(book.of(project, service).at(-1)?.tag ?? '0.0.0')
}

function readScenario(value: unknown): ScenarioName | null {
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'string' && Object.hasOwn(BUILD_SCENARIOS, value)) return value as ScenarioName
  const known = Object.keys(BUILD_SCENARIOS).join(', ')
  throw new UserError(400, 'scenario_not_found', `there is no such scenario; there are ${known}`)
}

function readClusters(value: unknown): string[] | null {
  if (value === undefined || value === null) return null
  if (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((name) => typeof name === 'string' && placeNamed(name))
  )
    return value as string[]
  throw new UserError(400, 'cluster_not_found', 'clusters is a list of names of clusters')
}
