import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../src/domain/store.ts'
import { createForgetHistory } from '../../src/jobs/forget-history.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'
import { HOUR_MS, sampleImport, sampleLine, type Imported } from './store-cost-samples.ts'

const DAY_MS = 24 * HOUR_MS
const NOW = Date.UTC(2026, 10, 21, 20)

describe.each(DATABASES)('forgetting costs in $name', ({ create }) => {
  let database: TestDatabase
  let store: Store

  beforeEach(async () => {
    database = await create()
    store = await database.open()
  })
  afterEach(() => database.cleanup())

  const replace = (period: Imported['period'], name: string) =>
    store.transaction((tx) =>
      tx.costs.replace(sampleImport({ period }), [sampleLine({ project: name, service: name })]),
    )
  const day = (text: string): Imported['period'] => ({ unit: 'day', day: text })
  const hour = (at: number): Imported['period'] => ({ unit: 'hour', at })
  const known = () =>
    store.read(async (q) => {
      const days = { unit: 'day', from: '2020-01-01', to: '2030-01-01' } as const
      const hours = { unit: 'hour', from: 0, to: NOW * 2 } as const
      const projects = [...(await q.costs.lines(hours)), ...(await q.costs.lines(days))]
      const imports = [...(await q.costs.imports(hours)), ...(await q.costs.imports(days))]
      return { projects: projects.map(({ project }) => project).toSorted(), imports: imports.length }
    })
  const deleteBefore = (daysBefore: string, limit: number) =>
    store.transaction((tx) => tx.costs.deleteBefore({ hoursBefore: 5 * HOUR_MS, daysBefore }, limit))

  test('what is older goes with its imports, no more at once than asked for', async () => {
    for (const at of [3, 4, 5]) await replace(hour(at * HOUR_MS), `hour-${at}`)
    for (const text of ['2026-11-01', '2026-11-02', '2026-11-03']) await replace(day(text), text)
    expect(await deleteBefore('2026-11-03', 3)).toBe(3)
    expect(await known()).toEqual({ projects: ['2026-11-02', '2026-11-03', 'hour-5'], imports: 3 })
    expect(await deleteBefore('2026-11-03', 3)).toBe(1)
    expect(await known()).toEqual({ projects: ['2026-11-03', 'hour-5'], imports: 2 })
    expect(await deleteBefore('2026-11-03', 3)).toBe(0)
  })

  test('names that nothing uses any more go; those that are still used, or come back, are right', async () => {
    await replace(day('2026-11-01'), 'gone')
    await replace(day('2026-11-01'), 'stays')
    await replace(day('2026-11-05'), 'stays')
    // An old day that is read again does not make the name older.
    await replace(day('2026-11-02'), 'stays')
    await store.transaction((tx) => tx.costs.deleteBefore({ hoursBefore: NOW, daysBefore: '2026-11-05' }, 9))
    expect(await known()).toEqual({ projects: ['stays'], imports: 1 })
    // Refused by the database if the name still stood.
    database.run("insert into cost_names (name, last_used) values ('gone', 0)")
    await replace(day('2026-11-06'), 'gone')
    expect(await known()).toEqual({ projects: ['gone', 'stays'], imports: 2 })
  })

  test('the daily job keeps ten days of hours, and days as long as is set, in the zone that is set', async () => {
    await replace(hour(NOW - 10 * DAY_MS), 'young hour')
    await replace(hour(NOW - 10 * DAY_MS - HOUR_MS), 'old hour')
    // In Seoul it is the 22nd by now.
    await replace(day('2026-10-23'), 'young day')
    await replace(day('2026-10-22'), 'old day')
    for (let i = 0; i < 60; i++)
      await replace(day(new Date(Date.UTC(2026, 0, 1) + i * DAY_MS).toISOString().slice(0, 10)), `old ${i}`)
    const forget = async (costs: { timeZone: string; retentionDays: number }) => {
      const job = createForgetHistory({ store, now: () => NOW, historyMs: DAY_MS, costs })
      const item = { kind: job.kind, key: 'daily', generation: 1, attempts: 0, dueAt: NOW }
      await job.run(item, new AbortController().signal)
    }
    await forget({ timeZone: 'Asia/Seoul', retentionDays: 30 })
    expect(await known()).toEqual({ projects: ['young day', 'young hour'], imports: 2 })
  })
})
