import type { Change } from '../domain/resources/change.ts'
import { expectedMs } from '../domain/resources/expected-time.ts'
import { tellOfChange } from '../operations/resource-effects.ts'
import type { Walk } from './resource-walk.ts'

const LEAST_MS = 15 * 60_000
const TIMES_EXPECTED = 1.5

/** Says once that it takes longer than it should. Nothing is undone only because of time: the cloud may still do it. */
export async function tellSlow(walk: Walk, change: Change): Promise<void> {
  const { clock, store, resource, kind } = walk
  const now = clock.now()
  if (change.warnedAt !== null || change.startedAt === null || now - change.startedAt < LEAST_MS) return
  const main = resource.parts.find(({ id }) => id === kind.mainPart)
  if (!main) return
  const doing = change.verb === 'delete' ? 'unmake' : 'make'
  const newest = await store.read((reads) => reads.partTimes.newest(main.type, doing))
  const expected = expectedMs(newest, kind.typicalMs(main, doing))
  if (now - change.startedAt < Math.max(LEAST_MS, expected * TIMES_EXPECTED)) return
  await store.transaction(async (tx) => {
    const fresh = await tx.changes.get(change.id)
    if (!fresh || fresh.warnedAt !== null) return
    const warned = { ...fresh, warnedAt: now, version: fresh.version + 1 }
    if (!(await tx.changes.update(warned))) return
    await tellOfChange(
      tx,
      { id: change.id, channel: resource.channel },
      {
        key: 'slow',
        news: 'slow',
        values: { tookMs: now - (fresh.startedAt ?? now), expectedMs: expected },
        mentions: [change.requesterId],
        now,
      },
    )
  })
}
