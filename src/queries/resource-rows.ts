import { ownerTeam, type Catalogue } from '../domain/catalogue.ts'
import { KINDS } from '../domain/resources/kinds.ts'
import type { Resource } from '../domain/resources/resource.ts'
import type { ResourceRow } from '../domain/resources/resource-views.ts'
import type { Reads } from '../domain/store.ts'

/** What a list tells of each of these, in their order. */
export async function resourceRows(
  reads: Pick<Reads, 'changes'>,
  { catalogue }: { catalogue: Catalogue },
  resources: readonly Resource[],
): Promise<ResourceRow[]> {
  const open = await reads.changes.openOf(resources.map(({ id }) => id))
  const changes = new Map(open.map((change) => [change.resourceId, change]))
  return resources.map((resource) => ({
    resource,
    team: ownerTeam(catalogue, resource.project),
    summary: KINDS[resource.kind].summary(resource.parts),
    change: changes.get(resource.id) ?? null,
  }))
}
