import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DigestSnapshot } from '../../src/domain/digest.ts'
import type { Episode } from '../../src/domain/episode.ts'
import type { Store } from '../../src/domain/store.ts'
import { createNewId } from '../../src/lib/id.ts'
import { createPostDigests } from '../../src/operations/post-digests.ts'
import { openTestStore } from '../harness/store.ts'
import { anEpisode, CATALOGUE } from '../unit/digest/an-episode.ts'
import { acknowledge, begin, resolve, unacknowledge } from './digest-history.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-11-21T00:00:00Z')
const OWN: Record<string, string[]> = {
  C0PAY: ['payments', 'ledger'],
  C0SEARCH: ['search'],
  C0UNOWNED: ['lab', ''],
}

interface Life {
  namespace: string
  severity: 'critical' | 'warning' | 'info'
  /** Minutes after START. */
  begins: number
  ackAfter: number | null
  unackAfter: number | null
  endsAfter: number | null
}

const minutes = fc.integer({ min: 0, max: 200 })
const life: fc.Arbitrary<Life> = fc.record({
  namespace: fc.constantFrom('payments', 'ledger', 'search', 'lab', ''),
  severity: fc.constantFrom('critical', 'warning', 'info'),
  begins: fc.integer({ min: 0, max: 400 }),
  ackAfter: fc.option(minutes),
  unackAfter: fc.option(minutes),
  endsAfter: fc.option(minutes),
})

/** Lives one alert in the store, in the order in which things happened. */
async function live(store: Store, of: Life): Promise<void> {
  const begins = START + of.begins * 60_000
  const ends = of.endsAfter === null ? null : begins + of.endsAfter * 60_000
  let episode: Episode = await begin(
    store,
    anEpisode({ namespace: of.namespace, severity: of.severity, firstSeenAt: begins }),
  )
  const acked = of.ackAfter === null ? null : begins + of.ackAfter * 60_000
  if (acked !== null && (ends === null || acked < ends)) {
    episode = await acknowledge(store, episode, 'U7', acked)
    const unacked = of.unackAfter === null ? null : acked + of.unackAfter * 60_000
    if (unacked !== null && (ends === null || unacked < ends))
      episode = await unacknowledge(store, episode, unacked)
  }
  if (ends !== null) await resolve(store, episode, ends)
}

/** Tells the same by plain arithmetic over the lives. */
function replay(lives: Life[], at: number, from: number) {
  const minute = (ms: number) => (ms - START) / 60_000
  const end = (of: Life) => (of.endsAfter === null ? Infinity : of.begins + of.endsAfter)
  const isHeld = (of: Life) => {
    if (of.ackAfter === null || of.begins + of.ackAfter >= end(of)) return false
    const acked = of.begins + of.ackAfter
    const unacked = of.unackAfter === null ? Infinity : acked + of.unackAfter
    return acked <= minute(at) && (unacked > minute(at) || unacked >= end(of))
  }
  const within = (value: number) => value > minute(from) && value <= minute(at)
  const firing = lives.filter((of) => of.begins <= minute(at) && end(of) > minute(at))
  return {
    firing: firing.length,
    critical: firing.filter((of) => of.severity === 'critical').length,
    started: lives.filter((of) => within(of.begins)).length,
    resolved: lives.filter((of) => within(end(of))).length,
    unacknowledged: firing.filter((of) => !isHeld(of) && minute(at) - of.begins > 60).length,
    held: firing.filter(isHeld).length,
  }
}

function bySql(dataDir: string, at: number, from: number) {
  const database = new Database(join(dataDir, 'coxswain.db'), { readonly: true })
  const count = (sql: string) => (database.prepare(sql).get({ at, from, hour: HOUR }) as { n: number }).n
  const firing = 'first_seen_at <= @at and (resolved_seen_at is null or resolved_seen_at > @at)'
  const held = `exists (select 1 from acknowledgements a where a.episode_id = episodes.id
    and a.from_at <= @at and (a.until_at is null or a.until_at > @at))`
  const figures = {
    firing: count(`select count(*) n from episodes where ${firing}`),
    critical: count(`select count(*) n from episodes where ${firing} and severity = 'critical'`),
    started: count('select count(*) n from episodes where first_seen_at > @from and first_seen_at <= @at'),
    resolved: count(
      'select count(*) n from episodes where resolved_seen_at > @from and resolved_seen_at <= @at',
    ),
    unacknowledged: count(
      `select count(*) n from episodes where ${firing} and not ${held} and @at - first_seen_at > @hour`,
    ),
    held: count(`select count(*) n from episodes where ${firing} and ${held}`),
  }
  database.close()
  return figures
}

function told({ figures }: DigestSnapshot) {
  const { firing, bySeverity, started, resolved, unacknowledged, handled } = figures
  const held = handled.flatMap((place) => place.handling).reduce((sum, { alerts }) => sum + alerts, 0)
  return { firing, critical: bySeverity.critical, started, resolved, unacknowledged, held }
}

test(
  'the figures equal SQL and a replay of what happened, also when decided later',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(life, { maxLength: 25 }),
        fc.integer({ min: 1, max: 6 }),
        async (lives, hours) => {
          const { store, dataDir, close } = await openTestStore()
          try {
            let now = START + 5_000
            const digest = { enabled: true, timeZone: 'Asia/Seoul', quietWhenEmpty: false }
            const deps = {
              store,
              now: () => now,
              newId: createNewId(() => now),
              catalogue: CATALOGUE,
              digest,
            }
            const post = createPostDigests(deps)
            const input = { names: {}, links: {}, incomplete: false }
            await post({ actor: { kind: 'system', job: 'test' }, input })
            for (const one of lives) await live(store, one)
            const at = START + hours * HOUR
            now = at + 10 * 60_000
            await post({ actor: { kind: 'system', job: 'test' }, input })
            const snapshot = async (scope: string) =>
              (await store.read((q) => q.notices.get(`digest:${scope}:${new Date(at).toISOString()}`)))
                ?.payload as unknown as DigestSnapshot
            const company = told(await snapshot('company'))
            expect(company).toEqual(replay(lives, at, START))
            expect(company).toEqual(bySql(dataDir, at, START))
            for (const [scope, namespaces] of Object.entries(OWN)) {
              const own = lives.filter(({ namespace }) => namespaces.includes(namespace))
              expect(told(await snapshot(scope))).toEqual(replay(own, at, START))
            }
            // What fired before, plus what began, minus what ended, fires now.
            const before = replay(lives, START, START).firing
            expect(company.firing).toBe(before + company.started - company.resolved)
          } finally {
            await close()
          }
        },
      ),
      { numRuns: 40 },
    )
  },
)
