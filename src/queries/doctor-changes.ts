import { finding, type Finding } from '../domain/doctor-report.ts'
import type { Change } from '../domain/resources/change.ts'
import type { Store } from '../domain/store.ts'

/** Which changes of resources wait for somebody to help? */
export async function examineChanges(store: Pick<Store, 'read'>, now: number): Promise<Finding[]> {
  const { stopped, names } = await store.read(async ({ changes, resources }) => {
    const waiting = (await changes.open()).filter(({ state }) => state === 'stopped')
    const found = await resources.getMany(waiting.map(({ resourceId }) => resourceId))
    return { stopped: waiting, names: new Map(found.map(({ id, name }) => [id, name])) }
  })
  const [oldest] = stopped.toSorted((a, b) => since(a) - since(b))
  if (!oldest) return []
  const { resourceId, verb } = oldest
  const name = names.get(resourceId) ?? resourceId
  const details = { count: stopped.length, name, verb, ageMs: Math.max(0, now - since(oldest)) }
  return [finding('problem', 'changes-stopped', details)]
}

function since({ failure, createdAt }: Change): number {
  return failure?.at ?? createdAt
}
