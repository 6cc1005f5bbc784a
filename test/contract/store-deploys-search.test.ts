import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOver, type DeployState } from '../../src/domain/deploys/deploy.ts'
import type { DeployRecord } from '../../src/domain/deploys/deploy-record.ts'
import type { DeployFilter } from '../../src/domain/deploys/records.ts'
import { DATABASES } from '../harness/databases.ts'
import { sampleDeploy } from './store-deploys-samples.ts'

const name = fc.constantFrom('a', 'b', "c'")
const states = ['requested', 'running', 'succeeded', 'failed', 'rolled-back'] satisfies DeployState[]
const deploy = fc.record({
  project: name,
  service: name,
  environment: name,
  requesterId: name,
  state: fc.constantFrom(...states),
  createdAt: fc.nat(5),
  took: fc.nat(3),
})
const given = fc.record({
  records: fc.array(deploy, { maxLength: 40 }).map((made) =>
    made.map(({ took, ...one }, index) => {
      const finishedAt = one.state === 'requested' || one.state === 'running' ? null : one.createdAt + took
      return sampleDeploy({ ...one, finishedAt, id: `deploy-${String(index).padStart(3, '0')}` })
    }),
  ),
  filter: fc.record(
    { projects: fc.array(name, { maxLength: 3 }), service: name, environment: name, requesterId: name },
    { requiredKeys: [] },
  ),
  place: fc.record(
    { project: name, service: name, environment: name },
    { requiredKeys: ['project', 'service'] },
  ),
  limit: fc.integer({ min: 1, max: 10 }),
})

function fits(filter: DeployFilter) {
  return (record: DeployRecord) =>
    (filter.projects?.includes(record.project) ?? true) &&
    (['service', 'environment', 'requesterId'] as const).every(
      (key) => filter[key] === undefined || filter[key] === record[key],
    )
}

function inOrder(records: DeployRecord[], timeOf: (record: DeployRecord) => number | null): DeployRecord[] {
  return records.toSorted((a, b) => (timeOf(a) ?? 0) - (timeOf(b) ?? 0) || (a.id < b.id ? -1 : 1))
}

describe.each(DATABASES)('searching deploys in $name', ({ create }) => {
  test('finds what looking at every one would find, in the same order', async () => {
    await fc.assert(
      fc.asyncProperty(given, async ({ records, filter, place, limit }) => {
        const database = await create()
        const store = await database.open()
        await store.transaction(async (tx) => {
          for (const record of records) await tx.deploys.insert(record)
        })
        const among = inOrder(records.filter(fits(filter)), ({ createdAt }) => createdAt)
        const { project, ...where } = place
        const good = records.filter(fits({ ...where, projects: [project] })).filter(isGood)
        await store.read(async (q) => {
          expect(await q.deploys.open(filter)).toEqual(among.filter((one) => !isOver(one)))
          expect(await q.deploys.recent(filter, limit)).toEqual(among.toReversed().slice(0, limit))
          expect(await q.deploys.succeeded(place, limit)).toEqual(
            inOrder(good, ({ finishedAt }) => finishedAt)
              .toReversed()
              .slice(0, limit),
          )
        })
        await database.cleanup()
      }),
      { numRuns: 60 },
    )
  })
})

function isGood({ state }: DeployRecord): boolean {
  return state === 'succeeded'
}
