import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeRuns, SUPERSEDED, type Run, type Sighting } from '../../../src/domain/episode-merge.ts'

const fires = (startsAt: number): Sighting => ({
  status: 'firing',
  startsAt,
  endsAt: null,
  resolvedReason: null,
})
const ends = (startsAt: number, endsAt: number | null, resolvedReason: string | null = null): Sighting => {
  return { status: 'resolved', startsAt, endsAt, resolvedReason }
}
/** `100-500` over, `100-` firing, `100-200*` superseded. */
const words = (runs: Run[]) =>
  runs.map(({ startsAt, endsAt, state, resolvedReason }) => {
    const mark = resolvedReason === SUPERSEDED ? '*' : resolvedReason ? `(${resolvedReason})` : ''
    return `${startsAt}-${state === 'firing' ? '' : (endsAt ?? '?')}${mark}`
  })

test.each([
  ['a firing', [fires(100)], ['100-']],
  ['a repeat', [fires(100), fires(100)], ['100-']],
  ['its end', [fires(100), ends(100, 500)], ['100-500']],
  ['a late firing never re-opens', [ends(100, 500), fires(100)], ['100-500']],
  [
    'a late firing of a sender that started a little later',
    [ends(100, 500), fires(102)],
    ['100-500', '102-500'],
  ],
  [
    'an end ends what the other sender started a little later',
    [fires(100), fires(102), ends(100, 500)],
    ['100-500', '102-500'],
  ],
  ['a newer start supersedes', [fires(100), fires(700)], ['100-700*', '700-']],
  ['an older start comes late', [fires(700), fires(100)], ['100-700*', '700-']],
  [
    'an end replaces superseded',
    [fires(100), fires(700), ends(100, 500, 'Updated')],
    ['100-500(Updated)', '700-'],
  ],
  ['an end that never fired', [ends(100, 500)], ['100-500']],
  ['it fires again', [fires(100), ends(100, 500), fires(700)], ['100-500', '700-']],
  ['the latest of several ends', [ends(100, 500, 'Paused'), ends(100, 600)], ['100-600']],
  ['an end without time', [fires(100), ends(100, null)], ['100-?']],
  [
    'an end before its start ends only its own run',
    [fires(100), fires(60), ends(100, 50)],
    ['60-100*', '100-50'],
  ],
  ['a sender that says superseded', [fires(100), ends(100, 500, SUPERSEDED)], ['100-500']],
])('%s', (_, sightings, expected) => {
  expect(words(mergeRuns([], sightings))).toEqual(expected)
})

const time = fc.integer({ min: 0, max: 12 }).map((step) => step * 10)
const sighting = fc.oneof(
  time.map((startsAt) => fires(startsAt)),
  fc
    .tuple(
      time,
      fc.option(fc.integer({ min: -20, max: 60 })),
      fc.constantFrom(null, 'Paused', 'MissingSeries'),
    )
    .map(([startsAt, lasts, reason]) => ends(startsAt, lasts === null ? null : startsAt + lasts, reason)),
)

test('any order, repetition and division of the deliveries gives the same runs', () => {
  const deliveries = fc.array(sighting, { minLength: 1, maxLength: 12 })
  const shuffled = deliveries.chain((set) =>
    fc.tuple(
      fc.constant(set),
      fc.shuffledSubarray([...set, ...set], { minLength: set.length * 2 }),
      fc.array(fc.nat(5)),
    ),
  )
  fc.assert(
    fc.property(shuffled, ([set, order, sizes]) => {
      const expected = mergeRuns([], set)
      let runs: Run[] = []
      const rest = [...order]
      for (const size of sizes) runs = mergeRuns(runs, rest.splice(0, size + 1))
      for (const one of rest) runs = mergeRuns(runs, [one])
      expect(runs).toEqual(expected)
    }),
    { numRuns: 2000 },
  )
})

test('merging into what is around the delivered starts changes all that merging into everything does', () => {
  const pieces = fc.array(fc.array(sighting, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(pieces, (deliveries) => {
      let all: Run[] = []
      const stored = new Map<number, Run>()
      for (const piece of deliveries) {
        const earliest = Math.min(...piece.map(({ startsAt }) => startsAt))
        const from = Math.max(...[...stored.keys()].filter((startsAt) => startsAt < earliest), -1)
        const around = [...stored.values()].filter(({ startsAt }) => startsAt >= from)
        const sorted = around.toSorted((a, b) => a.startsAt - b.startsAt)
        for (const run of mergeRuns(sorted, piece)) stored.set(run.startsAt, run)
        all = mergeRuns(all, piece)
        expect([...stored.values()].toSorted((a, b) => a.startsAt - b.startsAt)).toEqual(all)
      }
    }),
    { numRuns: 3000 },
  )
})

test('what was superseded stays so when the run that took its place is forgotten', () => {
  const [older] = mergeRuns([], [fires(100), fires(700)])
  expect(words(mergeRuns([older!], [fires(100)]))).toEqual(['100-700*'])
  expect(words(mergeRuns([older!], [ends(100, 500)]))).toEqual(['100-500'])
})

test('at most the newest run fires, and nothing that was delivered is missing', () => {
  fc.assert(
    fc.property(fc.array(sighting, { minLength: 1, maxLength: 12 }), (set) => {
      const runs = mergeRuns([], set)
      expect(runs.slice(0, -1).every((run) => run.state === 'resolved')).toBe(true)
      expect(new Set(runs.map((run) => run.startsAt))).toEqual(new Set(set.map((one) => one.startsAt)))
    }),
  )
})
