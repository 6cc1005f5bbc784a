import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ResourceFilter } from '../../src/domain/resources/records.ts'
import { isOver, type Resource } from '../../src/domain/resources/resource.ts'
import { DATABASES } from '../harness/databases.ts'
import { sampleResource } from './store-resources-samples.ts'

const name = fc.constantFrom('a', 'b', "c'", 'a-b')
const resource = fc.record({
  project: name,
  environment: name,
  requesterId: name,
  state: fc.constantFrom('asked', 'ready', 'deleted', 'not-created'),
  micros: fc.option(fc.nat(1_000_000_000)),
})
const given = fc.record({
  resources: fc.array(resource, { maxLength: 40 }).map((made) =>
    made.map(({ micros, ...one }, index) => {
      const price = micros === null ? null : { micros, currency: 'USD' as const, asOf: 1 }
      const id = `resource-${String(index).padStart(3, '0')}`
      return sampleResource({ ...one, price, id, name: `n${(index * 7) % 40}` })
    }),
  ),
  filter: fc.record({ projects: fc.array(name, { maxLength: 3 }), requesterId: name }, { requiredKeys: [] }),
  limit: fc.integer({ min: 1, max: 10 }),
})

function fits(filter: ResourceFilter) {
  return (one: Resource) =>
    !isOver(one) &&
    (filter.projects?.includes(one.project) ?? true) &&
    (filter.requesterId === undefined || filter.requesterId === one.requesterId)
}

function inOrder(resources: Resource[]): Resource[] {
  const keyOf = ({ project, environment, name: own }: Resource) => [project, environment, own].join('\u0000')
  return resources.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

describe.each(DATABASES)('listing resources in $name', ({ create }) => {
  test('pages and totals are what looking at every one would give', async () => {
    await fc.assert(
      fc.asyncProperty(given, async ({ resources, filter, limit }) => {
        const database = await create()
        const store = await database.open()
        await store.transaction(async (tx) => {
          for (const one of resources) await tx.resources.insert(one, [])
        })
        const fitting = inOrder(resources.filter(fits(filter)))
        await store.read(async (q) => {
          const listed: Resource[] = []
          let after: string | null = null
          do {
            const page: Resource[] = await q.resources.list(filter, { limit, after })
            listed.push(...page)
            after = page.length < limit ? null : (page.at(-1)?.id ?? null)
          } while (after !== null)
          expect(listed).toEqual(fitting)
          const prices = fitting.flatMap(({ price }) => price ?? [])
          expect(await q.resources.totals(filter)).toEqual({
            count: fitting.length,
            micros: prices.reduce((sum, { micros }) => sum + micros, 0),
            unpriced: fitting.length - prices.length,
          })
        })
        await database.cleanup()
      }),
      { numRuns: 50 },
    )
  })

  test('a page goes on behind one that is over meanwhile; behind what never was there is nothing', async () => {
    const database = await create()
    const store = await database.open()
    await store.transaction(async (tx) => {
      for (const id of ['a', 'b', 'c']) await tx.resources.insert(sampleResource({ id, name: id }), [])
      await tx.resources.update(sampleResource({ id: 'b', name: 'b', state: 'deleted', version: 1 }), null)
    })
    const behind = (after: string) => store.read((q) => q.resources.list({}, { limit: 9, after }))
    expect((await behind('b')).map(({ id }) => id)).toEqual(['c'])
    expect([await behind('c'), await behind('none')]).toEqual([[], []])
    await database.cleanup()
  })
})
