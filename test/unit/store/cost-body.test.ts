import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BUCKETS } from '../../../src/domain/cost/line.ts'
import { packBody, unpackBody, type ProjectContent } from '../../../src/store/records/cost-body.ts'
import { createCostSums, STRIDE } from '../../../src/store/records/cost-sums.ts'

const number = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 2 ** 31 }))
const figure = fc.oneof(
  fc.constant(0),
  fc.maxSafeInteger(),
  fc.integer({ min: -70, max: 70 }),
  fc.constantFrom(63, 64, 2 ** 27 - 1, 2 ** 27, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
)
const figures = fc
  .array(figure, { minLength: STRIDE, maxLength: STRIDE })
  .map((all) => Float64Array.from(all))
const content = fc.uniqueArray(
  fc.record({
    project: number,
    bucket: fc.constantFrom(...BUCKETS),
    team: fc.oneof(fc.constant(0), number),
    services: fc.array(fc.tuple(number, figures), { maxLength: 4 }).map((pairs) => new Map(pairs)),
  }),
  { selector: ({ project, bucket, team }) => `${project}/${bucket}/${team}`, maxLength: 8 },
)

/** What is in a body, as keys and figures. */
function contentOf(body: Uint8Array): Map<string, number[]> {
  const found = new Map<string, number[]>()
  const sums = createCostSums()
  const places: { key: string; services: Map<number, number> }[] = []
  unpackBody(body, {
    servicesOf(project, team, bucket) {
      const services = new Map<number, number>()
      places.push({ key: `${project}/${bucket}/${team}`, services })
      return services
    },
    areServicesApart: true,
    sums,
  })
  for (const { key, services } of places)
    for (const [service, slot] of services)
      found.set(`${key}/${service}`, Array.from(sums.values.subarray(slot, slot + STRIDE)))
  return found
}

function flat(projects: ProjectContent[]): Map<string, number[]> {
  return new Map(
    projects.flatMap(({ project, bucket, team, services }) =>
      [...services].map(([service, all]) => [`${project}/${bucket}/${team}/${service}`, [...all]] as const),
    ),
  )
}

const none = { servicesOf: () => null, areServicesApart: true, sums: createCostSums() }

describe('the body of figures', () => {
  test('comes back as it was packed', () => {
    fc.assert(
      fc.property(content, (projects) => {
        expect(contentOf(packBody(projects))).toEqual(flat(projects))
      }),
    )
  })

  test('is the same in whatever order its content came', () => {
    fc.assert(
      fc.property(content, (projects) => {
        const turned = projects.toReversed().map((one) => {
          return { ...one, services: new Map([...one.services].toReversed()) }
        })
        expect(packBody(turned)).toEqual(packBody(projects))
      }),
    )
  })

  test('of nothing is nothing', () => {
    expect(packBody([])).toHaveLength(0)
    expect(contentOf(packBody([]))).toEqual(new Map())
  })

  test('that lost its end is refused, wanted or not', () => {
    const one = Float64Array.from({ length: STRIDE }, (_, i) => (i - 4) * 2 ** 40)
    const whole = packBody([{ project: 900, bucket: 'idle', team: 0, services: new Map([[700, one]]) }])
    for (let length = 1; length < whole.length; length++) {
      expect(() => contentOf(whole.slice(0, length))).toThrow('the stored figures are damaged')
      expect(() => unpackBody(whole.slice(0, length), none)).toThrow('the stored figures are damaged')
    }
  })

  test('is refused when a sum would lose digits, even when it came back later', () => {
    const sums = createCostSums()
    const services = new Map<number, number>()
    const add = (value: number) => {
      const one = new Float64Array(STRIDE)
      one[1] = value
      const body = packBody([{ project: 1, bucket: 'team', team: 2, services: new Map([[1, one]]) }])
      unpackBody(body, { servicesOf: () => services, areServicesApart: true, sums })
    }
    add(Number.MAX_SAFE_INTEGER)
    expect(() => add(1)).toThrow(RangeError)
    add(-Number.MAX_SAFE_INTEGER)
    add(Number.MIN_SAFE_INTEGER)
    expect(() => add(-1)).toThrow(RangeError)
  })
})
