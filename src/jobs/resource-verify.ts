import type { Change } from '../domain/resources/change.ts'
import type { PartSpec } from '../domain/resources/part.ts'
import type { Present } from '../domain/resources/resource-kind.ts'
import { ownFailure } from './resource-failure.ts'
import { notThere, settle, SHOWS_WITHIN_MS, wait } from './resource-make.ts'
import { progressOf, type Taken, type Walk } from './resource-walk.ts'

export type Verified = Taken | { is: 'as-wanted'; change: Change; main: Present | null }

/** The read-back: every part is there, ours, in service, and each value is what was wanted. */
export async function verifyParts(walk: Walk, given: Change): Promise<Verified> {
  let change = given
  let main: Present | null = null
  for (const spec of change.plan.make) {
    const sight = await walk.cloud.look(spec)
    if (sight.seen === 'absent') return missing(walk, change, spec)
    const settled = await settle(walk, change, { spec, sight })
    if (settled.is !== 'done') return settled
    change = settled.change
    const [difference] = walk.kind.differences(spec, sight)
    if (difference) {
      const { what, wanted, found } = difference
      const message = `${what} should be ${wanted} and is ${found}`
      const details = { what, wanted, found }
      const failure = ownFailure(walk, { code: 'read-back-differs', message, part: spec.id, details })
      return { is: 'failed', failure, change }
    }
    if (spec.id === walk.kind.mainPart) main = sight
  }
  return { is: 'as-wanted', change, main }
}

async function missing(walk: Walk, change: Change, spec: PartSpec): Promise<Taken> {
  const { endedAt } = progressOf(change, spec)
  const isFresh = walk.clock.now() - (endedAt ?? 0) < SHOWS_WITHIN_MS
  if (isFresh) return wait(walk, change, { spec, what: `${spec.id} is not to be seen yet` })
  return { is: 'failed', failure: notThere(walk, change, { spec, code: 'vanished' }), change }
}
