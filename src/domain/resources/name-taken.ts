import { refused, type Refusal } from '../actor.ts'
import type { ResourceReads } from './records.ts'
import { isOver, type Resource } from './resource.ts'

const MOST_ALIKE = 200

/** Who has the name is told; whoever is not found here is found by the unique index. */
export async function nameTaken(
  { resources }: { resources: Pick<ResourceReads['resources'], 'find'> },
  wanted: Pick<Resource, 'id' | 'kind' | 'name' | 'account' | 'region'>,
): Promise<Refusal | null> {
  const alike = await resources.find(wanted.name, MOST_ALIKE)
  const holder = alike.find(
    (one) =>
      one.name === wanted.name &&
      one.kind === wanted.kind &&
      one.account === wanted.account &&
      one.region === wanted.region &&
      one.id !== wanted.id &&
      !isOver(one),
  )
  if (!holder) return null
  const { name, project, environment, requesterId: by } = holder
  return refused('resource-name-taken', { field: 'name', name, project, environment, by }).refusal
}
