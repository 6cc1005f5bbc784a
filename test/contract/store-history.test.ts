import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Acknowledgement, Episode } from '../../src/domain/episode.ts'
import type { Records } from '../../src/domain/store.ts'
import { DATABASES } from '../harness/databases.ts'
import { sampleEpisode } from './store-samples.ts'

type Event = {
  what: 'open' | 'resolve' | 'acknowledge' | 'release'
  which: number
  wait: number
  user: string
}
type Snapshot = Map<string, Acknowledgement | null>

const events = fc.array(
  fc.record({
    what: fc.constantFrom('open', 'resolve', 'acknowledge', 'release'),
    which: fc.nat(4),
    wait: fc.nat(3),
    user: fc.constantFrom('U1', 'U2'),
  }),
  { maxLength: 40 },
)

/** Applies one event to the store and to the plain model. */
async function apply(tx: Records, model: Map<string, Episode>, event: Event & { at: number }): Promise<void> {
  const open = [...model.values()].find(
    (episode) => episode.fingerprint === `f${String(event.which)}` && episode.state === 'firing',
  )
  const change = async (changed: Episode) => {
    expect(await tx.episodes.update(changed)).toBe(true)
    model.set(changed.id, changed)
  }
  if (event.what === 'open') {
    if (open) return
    const id = `e${String(model.size)}`
    const episode = sampleEpisode({
      id,
      fingerprint: `f${String(event.which)}`,
      startsAt: model.size,
      firstSeenAt: event.at,
    })
    await tx.episodes.insertMany([episode])
    model.set(id, episode)
    return
  }
  if (!open) return
  const version = open.version + 1
  if (event.what === 'resolve') {
    await change({ ...open, version, state: 'resolved', endsAt: event.at, resolvedSeenAt: event.at })
    return
  }
  const ack = event.what === 'acknowledge' ? { userId: event.user, at: event.at } : null
  await tx.episodes.recordAcknowledgement(open.id, ack, event.at)
  await change({ ...open, version, ack })
}

describe.each(DATABASES)('history in $name', ({ create }) => {
  test('as-of answers equal what a plain record of every moment says', async () => {
    await fc.assert(
      fc.asyncProperty(events, async (list) => {
        const database = await create()
        const store = await database.open()
        const model = new Map<string, Episode>()
        const moments = new Map<number, Snapshot>()
        let at = 100
        for (const event of list) {
          at += event.wait
          await store.transaction((tx) => apply(tx, model, { ...event, at }))
          const firing = [...model.values()].filter((episode) => episode.state === 'firing')
          moments.set(at, new Map(firing.map((episode) => [episode.id, episode.ack])))
        }
        for (const [moment, snapshot] of moments) {
          const found = await store.read((q) => q.episodes.firingAsOf(moment))
          expect(new Map(found.map((episode) => [episode.id, episode.ack]))).toEqual(snapshot)
          expect(found).toHaveLength(snapshot.size)
          expect(
            found.every((episode) => episode.state === 'firing' && episode.resolvedSeenAt === null),
          ).toBe(true)
        }
        const [from, to] = [100 + Math.floor((at - 100) / 3), at - 1]
        const within = (time: number | null) => time !== null && time > from && time <= to
        const ids = (episodes: Episode[]) => episodes.map((episode) => episode.id).toSorted()
        const all = [...model.values()]
        await store.read(async (q) => {
          expect(ids(await q.episodes.newBetween(from, to))).toEqual(
            ids(all.filter((e) => within(e.firstSeenAt))),
          )
          expect(ids(await q.episodes.resolvedBetween(from, to))).toEqual(
            ids(all.filter((e) => within(e.resolvedSeenAt))),
          )
        })
        await database.cleanup()
      }),
      { numRuns: 60 },
    )
  })
})
