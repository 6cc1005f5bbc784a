import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as requests from '../../src/store/records/budget-requests.ts'
import * as forgetting from '../../src/store/records/cost-forgetting.ts'
import * as imports from '../../src/store/records/cost-imports.ts'
import * as names from '../../src/store/records/cost-names.ts'
import * as costs from '../../src/store/records/cost-statements.ts'
import { sqliteDialect } from '../../src/store/sqlite/dialect.ts'
import type { Statement } from '../../src/store/statement.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'

type Plan = [name: string, statement: Statement<never>, uses: RegExp]

const BY_TIME = /SEARCH cost_figures USING INDEX \w+ \(unit=\? AND period>\? AND period<\?\)/
const BY_GROUP = /cost_figures_of_group \(grp=\? AND unit=\? AND period>\? AND period<\?\)/

const PLANS: Plan[] = [
  ['figures of all', costs.BODIES.all, BY_TIME],
  ['totals of all', costs.TOTALS.all, BY_TIME],
  ['figures of groups', costs.BODIES.ofGroups, BY_GROUP],
  ['totals of groups', costs.TOTALS.ofGroups, BY_GROUP],
  ['groups of a source', costs.groupsOfSource, /cost_groups USING COVERING INDEX \w+ \(source=\?\)/],
  ['periods that are known', imports.periodsWithin, /\(unit=\? AND period>\? AND period<\?\)/],
  ['imports', imports.importsWithin, /\(unit=\? AND period>\? AND period<\?\)/],
  ['what is old', forgetting.oldImports, /\(unit=\? AND period<\?\)/],
  ['names by text', names.namesByText, /\(name=\?\)/],
  ['names by number', names.namesById, /PRIMARY KEY \(rowid=\?\)/],
  ['requests that wait', requests.waitingRequests, /budget_requests_waiting/],
  ['requests of a budget', requests.waitingRequestsOf, /budget_requests_\w*waiting/],
]

describe.each(DATABASES)('plans for costs of $name', ({ create }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await create()
    await database.open()
  })
  afterAll(() => database.cleanup())
  const planOf = (statement: Statement<never>) =>
    database.explain(statement.bind(sqliteDialect, {} as never).sql)

  test.each(PLANS)('%s', (_, statement, uses) => {
    const plan = planOf(statement)
    expect(plan).toMatch(uses)
    expect(plan).not.toMatch(/TEMP B-TREE|SCAN \w+$/m)
  })

  test('figures of a source in a period', () => {
    expect(planOf(costs.figuresOfSource)).toMatch(
      /cost_figures USING INDEX \w+ \((grp=\? AND )?unit=\? AND period=\?/,
    )
    expect(planOf(forgetting.deleteFiguresOfSource)).toMatch(/\(unit=\? AND period=\? AND grp=\?\)/)
  })

  test('the newest import of each source', () => {
    const plan = planOf(imports.newestTold)
    expect(plan).not.toMatch(/TEMP B-TREE|SCAN \w+$/m)
    expect(plan).toMatch(/SEARCH told USING \w*\s?INDEX cost_imports_told \(unit=\?\)/)
  })
})
