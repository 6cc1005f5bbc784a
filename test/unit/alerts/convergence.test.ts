import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createIntakeRig } from '../../harness/intake.ts'

const START = Date.UTC(2026, 10, 21, 8)
const at = (minutes: number) => new Date(START + minutes * 60_000).toISOString()

interface Told {
  alert: number
  startsAt: number
  endsAt: number | null
}

/** What two senders say about one set of alerts in the course of an hour: the second starts half a minute later. */
const story = fc
  .array(
    fc.record({ alert: fc.nat(3), startsAt: fc.nat(50), lasts: fc.option(fc.integer({ min: 1, max: 9 })) }),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((episodes) =>
    episodes.flatMap(({ alert, startsAt, lasts }): Told[] => {
      const fired = [0, 0.5].map((late) => ({ alert, startsAt: startsAt + late, endsAt: null }))
      return lasts === null ? fired : [...fired, { alert, startsAt, endsAt: startsAt + lasts }]
    }),
  )

const shuffled = story.chain((told) =>
  fc.tuple(fc.constant(told), fc.shuffledSubarray([...told, ...told], { minLength: told.length * 2 })),
)

function bodyOf(run: number, told: Told[]) {
  return {
    alerts: told.map(({ alert, startsAt, endsAt }) => ({
      status: endsAt === null ? 'firing' : 'resolved',
      labels: { alertname: 'HighErrorRate', namespace: `run-${run}`, pod: `pod-${alert}` },
      startsAt: at(startsAt),
      endsAt: endsAt === null ? '0001-01-01T00:00:00Z' : at(endsAt),
      fingerprint: `${run}-${alert}`,
    })),
  }
}

test('shuffled, repeated and late deliveries of two senders end in the same episodes', async () => {
  const rig = await createIntakeRig()
  let run = 0
  const deliver = async (told: Told[], size: number) => {
    run++
    for (let from = 0; from < told.length; from += size) {
      await rig.take('alertmanager', bodyOf(run, told.slice(from, from + size)))
      await rig.clock.advance(20_000)
    }
    const threads = await rig.threads()
    const thread = threads.find(({ namespace }) => namespace === `run-${run}`)
    const episodes = thread ? await rig.episodesOf(thread) : []
    return episodes
      .map(({ fingerprint, startsAt, endsAt, state, resolvedReason }) => {
        return [fingerprint.split('-')[1], startsAt, endsAt, state, resolvedReason]
      })
      .toSorted((a, b) => String(a).localeCompare(String(b)))
  }
  try {
    await fc.assert(
      fc.asyncProperty(shuffled, fc.integer({ min: 1, max: 4 }), async ([told, order], size) => {
        const expected = await deliver(told, told.length)
        expect(await deliver(order, size)).toEqual(expected)
      }),
      { numRuns: 100 },
    )
  } finally {
    await rig.close()
  }
}, 60_000)
