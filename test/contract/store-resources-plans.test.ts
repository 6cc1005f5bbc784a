import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newestPartTimes } from '../../src/store/records/part-times.ts'
import * as changes from '../../src/store/records/resource-changes.ts'
import * as resources from '../../src/store/records/resource-statements.ts'
import { sqliteDialect } from '../../src/store/sqlite/dialect.ts'
import type { Statement } from '../../src/store/statement.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'

type Plan = [name: string, statement: Statement<never>, uses: RegExp]

const IN_ORDER = /SEARCH resources USING INDEX resources_standing \(.*project.*>/
const OF_REQUESTER = /SEARCH resources USING INDEX resources_standing_of_requester \(requester_id=\?/

// What the index gives in order, so that a limit reads no more than it needs.
const SORTED: Plan[] = [
  ['a page of all', resources.LIST.all, IN_ORDER],
  ['a page of projects', resources.LIST.ofProjects, /INDEX resources_standing \(project=\?\)/],
  ['a page of a person', resources.LIST.ofRequester, OF_REQUESTER],
  ['a page of a person in projects', resources.LIST.ofBoth, OF_REQUESTER],
  ['by ids', resources.resourcesById, /resources_1 \(id=\?\)/],
  ['where a page begins', resources.behind, /resources_1 \(id=\?\)/],
  ['changes of a resource', changes.changesOfResource, /resource_changes_of_resource \(resource_id=\?\)/],
  ['open changes', changes.openChanges, /SCAN resource_changes USING INDEX resource_changes_open$/],
  ['open of resources', changes.openChangesOf, /resource_changes_one_open \(resource_id=\?\)/],
  ['times of a part', newestPartTimes, /part_times_newest \(type=\? AND doing=\?\)/],
]

// Of these everything that stands is counted.
const COUNTED: Plan[] = [
  ['totals of all', resources.TOTALS.all, /SCAN resources USING INDEX resources_\w*standing/],
  ['totals of projects', resources.TOTALS.ofProjects, /INDEX resources_standing \(project=\?\)/],
  ['totals of a person', resources.TOTALS.ofRequester, OF_REQUESTER],
  ['totals of a person in projects', resources.TOTALS.ofBoth, OF_REQUESTER],
]

// A text inside of keys: they are looked at one by one, and only what was found is sorted.
const FOUND = /SEARCH resources USING INDEX \w*resources_1 \(id=\?\)\nLIST SUBQUERY 1\nSCAN resource_keys\n/

describe.each(DATABASES)('plans for resources of $name', ({ create }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await create()
    await database.open()
  })
  afterAll(() => database.cleanup())
  const planOf = (statement: Statement<never>) =>
    database.explain(statement.bind(sqliteDialect, {} as never).sql)

  test.each([...SORTED, ...COUNTED])('%s', (_, statement, uses) => {
    const plan = planOf(statement)
    expect(plan).toMatch(uses)
    expect(plan).not.toMatch(/TEMP B-TREE|SCAN \w+$/m)
  })

  test('found by a part of a key', () => {
    expect(planOf(resources.findResources)).toMatch(FOUND)
  })
})
