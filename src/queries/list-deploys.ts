import { allowed, refused, type Actor, type Outcome } from '../domain/actor.ts'
import { isOver } from '../domain/deploys/deploy.ts'
import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import type { DeployView } from '../domain/deploys/deploy-view.ts'
import type { DeployFilter } from '../domain/deploys/records.ts'
import { mayAsk } from '../domain/members.ts'
import type { Directory } from '../domain/messages.ts'
import type { Reads, Store } from '../domain/store.ts'
import { asWritten } from '../lib/as-written.ts'
import { nearest } from '../lib/nearest.ts'
import { viewOfRecord, type DeployViewDeps } from './deploy-view.ts'
import { projectNames } from './known-services.ts'
import { teamsOf } from './teams-of.ts'

export type DeployScope =
  { kind: 'mine' } | { kind: 'all' } | { kind: 'project'; project: string; service?: string }

export interface ListDeploysDeps extends DeployViewDeps {
  store: Pick<Store, 'read'>
  directory: Pick<Directory, 'groupMembers'>
  now(): number
}

export interface DeployListAnswer {
  scope: DeployScope
  /** Of this page; oldest first. They come before those that are over. */
  running: DeployView[]
  /** Of this page; newest first. */
  recent: DeployRecord[]
  /** There are more behind this page. */
  more: boolean
}

export type ListDeploys = (call: {
  actor: Actor
  input: { scope: DeployScope; from: number }
}) => Promise<Outcome<DeployListAnswer>>

export const DEPLOYS_PER_PAGE = 15
const MOST_FROM = 1_000

/** Deploys under way, then those that are over: mine, one project's, one service's or all. */
export function createListDeploys(deps: ListDeploysDeps): ListDeploys {
  return async ({ actor, input }) => {
    const no = mayAsk(actor)
    if (no) return { ok: false, refusal: no }
    const from = Math.min(Math.max(0, input.from), MOST_FROM)
    const scope = spelled(input.scope, projectNames(deps.catalogue))
    const filters = await filtersOf(deps, actor, scope)
    const now = deps.now()
    return deps.store.read(async (reads) => {
      const { open, over } = await deploysOf(reads, filters, from + DEPLOYS_PER_PAGE + 1)
      const unknown = open.length + over.length === 0 ? unknownProject(deps, scope) : null
      if (unknown) return unknown
      const end = from + DEPLOYS_PER_PAGE
      const running: DeployView[] = []
      for (const record of open.slice(from, end))
        running.push(await viewOfRecord(reads, deps, { record, now }))
      const recent = over.slice(Math.max(0, from - open.length), Math.max(0, end - open.length))
      return allowed({ scope, running, recent, more: open.length + over.length > end })
    })
  }
}

/** Mine are those of my teams' projects, and what I asked for elsewhere. */
async function filtersOf(deps: ListDeploysDeps, actor: Actor, scope: DeployScope): Promise<DeployFilter[]> {
  if (scope.kind === 'all') return [{}]
  if (scope.kind === 'project') {
    const { project, service } = scope
    return [{ projects: [project], ...(service !== undefined && { service }) }]
  }
  const ids = new Set((await teamsOf(deps, actor)).teams.map(({ id }) => id))
  const owned = deps.catalogue.projects.filter(({ teamId }) => ids.has(teamId))
  const projects = [...new Set(owned.map(({ namespace }) => namespace))]
  return [
    ...(projects.length > 0 ? [{ projects }] : []),
    ...(actor.kind === 'person' ? [{ requesterId: actor.userId }] : []),
  ]
}

/** As many as are needed to know whether there are more. */
async function deploysOf(
  { deploys }: Pick<Reads, 'deploys'>,
  filters: DeployFilter[],
  atLeast: number,
): Promise<{ open: DeployRecord[]; over: DeployRecord[] }> {
  const open = new Map<string, DeployRecord>()
  const over = new Map<string, DeployRecord>()
  for (const filter of filters) {
    const running = await deploys.open(filter)
    for (const record of running) open.set(record.id, record)
    const recent = await deploys.recent(filter, atLeast + running.length)
    for (const record of recent) if (isOver(record)) over.set(record.id, record)
  }
  return {
    open: [...open.values()].toSorted((a, b) => a.createdAt - b.createdAt),
    over: [...over.values()].toSorted((a, b) => b.createdAt - a.createdAt),
  }
}

function spelled(scope: DeployScope, names: string[]): DeployScope {
  return scope.kind === 'project' ? { ...scope, project: asWritten(scope.project, names) } : scope
}

// A project that left the catalogue still has its history.
function unknownProject({ catalogue }: ListDeploysDeps, scope: DeployScope): Outcome<never> | null {
  const names = projectNames(catalogue)
  if (scope.kind !== 'project' || names.includes(scope.project)) return null
  const meant = nearest(scope.project, names).join(', ')
  return refused('project-unknown', { project: scope.project, nearest: meant })
}
