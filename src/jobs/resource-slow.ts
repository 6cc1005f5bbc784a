import type { Change } from '../domain/resources/change.ts'
import type { ChangeFailure } from '../domain/resources/failure.ts'
import { expectedMs } from '../domain/resources/expected-time.ts'
import { tellOfChange } from '../operations/resource-effects.ts'
import { ownFailure } from './resource-failure.ts'
import type { Walk } from './resource-walk.ts'

const LEAST_MS = 15 * 60_000
const TIMES_EXPECTED = 1.5
/** Then somebody has to look. Nothing is undone only because of time: the cloud may still do it. */
const HARD = { leastMs: 75 * 60_000, timesExpected: 3 }

/** Says once that it takes longer than it should; not null: so long that it is not waited for any more. */
export async function tellSlow(walk: Walk, change: Change): Promise<ChangeFailure | null> {
  const { clock, store, resource, kind } = walk
  const since = change.goingSince ?? change.startedAt
  const passed = clock.now() - (since ?? clock.now())
  if (passed < LEAST_MS) return null
  const main = resource.parts.find(({ id }) => id === kind.mainPart)
  if (!main) return null
  const doing = change.verb === 'delete' || change.state === 'undoing' ? 'unmake' : 'make'
  const newest = await store.read((reads) => reads.partTimes.newest(main.type, doing))
  const expected = expectedMs(newest, kind.typicalMs(main, doing))
  const hardMs = Math.max(HARD.leastMs, expected * HARD.timesExpected)
  // What is in the way now and passes by itself is told already.
  const isHeldUp = change.trouble !== null && change.trouble.class !== 'busy'
  if (passed >= hardMs && !isHeldUp) return tookTooLong(walk, change, passed)
  const softMs = Math.max(LEAST_MS, expected * TIMES_EXPECTED)
  if (change.warnedAt === null && passed >= softMs) await warn(walk, change, { passed, expected })
  return null
}

function tookTooLong(walk: Walk, change: Change, passed: number): ChangeFailure {
  const minutes = String(Math.round(passed / 60_000))
  const part = change.parts.find(({ step }) => step === 'making' || step === 'removing')
  return ownFailure(walk, {
    code: 'took-too-long',
    message: part?.what ?? `not done after ${minutes} minutes`,
    part: part?.id ?? null,
    requestId: part?.requestId ?? null,
    details: { minutes },
  })
}

async function warn(
  { clock, store, resource }: Walk,
  change: Change,
  { passed, expected }: { passed: number; expected: number },
): Promise<void> {
  const now = clock.now()
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
        values: { tookMs: passed, expectedMs: expected },
        mentions: [change.requesterId],
        now,
      },
    )
  })
}
