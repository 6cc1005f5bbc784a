import type { Actor } from '../domain/actor.ts'
import { ownerTeam, type Catalogue } from '../domain/catalogue.ts'
import { mayAsk } from '../domain/members.ts'
import type { Change } from '../domain/resources/change.ts'
import type { ChangeView } from '../domain/resources/change-view.ts'
import { dashboardOf } from '../domain/resources/dashboard.ts'
import { expectedMs } from '../domain/resources/expected-time.ts'
import { KINDS } from '../domain/resources/kinds.ts'
import type { PartSpec } from '../domain/resources/part.ts'
import type { Resource } from '../domain/resources/resource.ts'
import { environmentNamed, type ResourcePolicy } from '../domain/resources/resource-policy.ts'
import type { Reads, Store } from '../domain/store.ts'

export type ChangeViewReads = Pick<Reads, 'resources' | 'changes' | 'approvals' | 'partTimes'>

export interface ChangeViewDeps {
  catalogue: Catalogue
  resourcePolicy: ResourcePolicy
}

/** Everything that is told of one change, of one snapshot; null when there is none of this id. */
export async function loadChangeView(
  reads: ChangeViewReads,
  deps: ChangeViewDeps,
  changeId: string,
  now: number,
): Promise<ChangeView | null> {
  const change = await reads.changes.get(changeId)
  const resource = change && (await reads.resources.get(change.resourceId))
  if (!change || !resource) return null
  const environment = environmentNamed(deps.resourcePolicy, resource.environment)
  return {
    resource,
    change,
    approvals: await reads.approvals.of(change.id),
    team: ownerTeam(deps.catalogue, resource.project),
    environment,
    expected: await expectedTimes(reads, resource, change),
    dashboard: dashboardOf(environment, resource),
    now,
  }
}

export type ChangeViewQuery = (call: {
  actor: Actor
  input: { changeId: string }
}) => Promise<ChangeView | null>

/** For who opens a change from its card; null too for those who may not ask. */
export function createChangeViewQuery(
  deps: ChangeViewDeps & { store: Pick<Store, 'read'>; now(): number },
): ChangeViewQuery {
  return async ({ actor, input }) => {
    if (mayAsk(actor)) return null
    return deps.store.read((reads) => loadChangeView(reads, deps, input.changeId, deps.now()))
  }
}

/** Of what is made the time to make it; of what is removed, or undone now, the time to remove it. */
async function expectedTimes(
  { partTimes }: Pick<ChangeViewReads, 'partTimes'>,
  { kind }: Resource,
  { plan, verb, state }: Change,
): Promise<Record<string, number>> {
  const isUndone = verb === 'create' && state === 'undoing'
  const work = [
    ...plan.make.map((part) => ({ part, doing: isUndone ? ('unmake' as const) : ('make' as const) })),
    ...plan.unmake.map((part) => ({ part, doing: 'unmake' as const })),
  ]
  const expected: Record<string, number> = {}
  for (const { part, doing } of work) {
    expected[part.id] = expectedMs(await partTimes.newest(part.type, doing), typical(kind, part, doing))
  }
  return expected
}

function typical(kind: Resource['kind'], part: PartSpec, doing: 'make' | 'unmake'): number {
  return KINDS[kind].typicalMs(part, doing)
}
