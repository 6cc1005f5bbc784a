import type { PartSpec } from '../part.ts'
import { LONGEST_NAME } from './name.ts'

/** Named after the deletion, so that trying again finds the one that was taken. Snapshots have the rules of names too. */
export function finalSnapshot(main: PartSpec, changeId: string): PartSpec {
  const end = `-final-${changeId
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .slice(-8)}`
  const start = main.name.slice(0, LONGEST_NAME - end.length).replace(/-+$/, '')
  return {
    id: 'final-snapshot',
    type: 'elasticache-snapshot',
    name: start + end,
    resourceId: main.resourceId,
    tags: main.tags,
    values: { replicationGroup: main.name },
  }
}
