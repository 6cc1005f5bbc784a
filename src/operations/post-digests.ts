import { z } from 'zod'
import { allowed } from '../domain/actor.ts'
import type { SendState } from '../domain/card.ts'
import type { Catalogue } from '../domain/catalogue.ts'
import { digestHourDue, nextDigestHour } from '../domain/digest-hours.ts'
import { digestKey, digestScopes, newestDigestFact, type DigestScope } from '../domain/digest-scope.ts'
import { digestPlaces, type DigestPlace } from '../domain/digest-places.ts'
import { digestFigures, isEmpty, toLookUp, type DigestSnapshot } from '../domain/digest.ts'
import { PRIORITY } from '../domain/message.ts'
import type { DigestPolicy } from '../domain/policy.ts'
import type { Records } from '../domain/store.ts'
import { defineOperation, systemOnly, type OperationDeps } from './define-operation.ts'

export interface PostDigestsDeps extends OperationDeps {
  catalogue: Catalogue
  digest: DigestPolicy
}

export type PostDigestsOutcome = 'posted' | 'nothing-due' | 'first-start' | 'disabled'

/** The hour (ISO) of the last digest that was decided, posted or quiet. */
const LAST_HOUR = 'digest:last'
const LONGEST_WINDOW_MS = 24 * 3_600_000
const UNSENT = new Set<SendState>(['pending', 'parked'])

const input = z.object({
  names: z.record(z.string(), z.string()),
  links: z.record(z.string(), z.string()),
  incomplete: z.boolean(),
})

/** Decides the digests of the last full hour, once: figures as of the hour, a notice per channel. */
export const createPostDigests = defineOperation<
  z.infer<typeof input>,
  { outcome: PostDigestsOutcome; notices: number },
  PostDigestsDeps
>({
  name: 'post-digests',
  input,
  may: systemOnly,
  async decide({ tx, input: { names, links, incomplete }, now, deps }) {
    const hour = digestHourDue(now, deps.digest.timeZone)
    const last = await lastHour(tx)
    const decided = (outcome: PostDigestsOutcome, notices: number) => ({
      outcome: allowed({ outcome, notices }),
      audit: { subject: new Date(hour).toISOString(), outcome, details: { notices } },
    })
    if (last !== null && last >= hour) return decided('nothing-due', 0)
    await tx.facts.set(LAST_HOUR, new Date(hour).toISOString())
    if (!deps.digest.enabled) return decided('disabled', 0)
    if (last === null) return decided('first-start', 0)
    const placesSince = createPlaceReader(tx, deps.catalogue, hour)
    let notices = 0
    for (const scope of digestScopes(deps.catalogue)) {
      const window = await windowOf(tx, scope, { last, hour, timeZone: deps.digest.timeZone })
      const figures = digestFigures(await placesSince(window.from), scope)
      if (isEmpty(figures) && deps.digest.quietWhenEmpty) continue
      const { userIds, threadIds } = toLookUp(figures)
      await addNotice(tx, now, {
        scope,
        timeZone: deps.digest.timeZone,
        at: hour,
        ...window,
        incomplete,
        figures,
        names: pick(names, userIds),
        links: pick(links, threadIds),
      })
      notices += 1
    }
    return decided('posted', notices)
  },
})

async function lastHour(tx: Records): Promise<number | null> {
  const stored = await tx.facts.get(LAST_HOUR)
  return stored === null ? null : Date.parse(stored)
}

async function addNotice(tx: Records, now: number, snapshot: DigestSnapshot): Promise<void> {
  const key = digestKey(snapshot)
  await tx.facts.set(newestDigestFact(snapshot.scope), key)
  await tx.notices.add({
    key,
    kind: 'digest',
    payload: { ...snapshot },
    channel: snapshot.scope.channel,
    threadCardId: null,
    priority: PRIORITY.outcome,
    createdAt: now,
    dueAt: now,
  })
}

/** Since the last digest; or since an earlier one that Slack has not taken yet and that this one replaces. */
async function windowOf(
  tx: Records,
  scope: DigestScope,
  { last, hour, timeZone }: { last: number; hour: number; timeZone: string },
): Promise<Pick<DigestSnapshot, 'from' | 'longer'>> {
  const key = await tx.facts.get(newestDigestFact(scope))
  const before = key === null ? null : await tx.notices.get(key)
  const unsent = before !== null && UNSENT.has(before.state) && before.attempt === null
  const since = unsent ? Math.min(last, (before.payload as unknown as DigestSnapshot).from) : last
  const from = Math.max(since, hour - LONGEST_WINDOW_MS)
  if (from > since) return { from, longer: 'day-at-most' }
  return { from, longer: nextDigestHour(from, timeZone) < hour ? 'missed-hours' : null }
}

function createPlaceReader(
  tx: Records,
  catalogue: Catalogue,
  hour: number,
): (from: number) => Promise<DigestPlace[]> {
  const known = new Map<number, DigestPlace[]>()
  return async (from) => {
    const read =
      known.get(from) ??
      digestPlaces(
        {
          firing: await tx.episodes.firingAsOf(hour),
          started: await tx.episodes.newBetween(from, hour),
          resolved: await tx.episodes.resolvedBetween(from, hour),
        },
        { catalogue, at: hour },
      )
    known.set(from, read)
    return read
  }
}

function pick(all: Record<string, string>, keys: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => keys.includes(key)))
}
