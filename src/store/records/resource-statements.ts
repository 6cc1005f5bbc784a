import { sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import type { ResourceKeysTable, ResourcesTable } from '../resource-tables.ts'
import { statement } from '../statement.ts'

// A literal: a bound value would keep the partial indexes out of the plan.
const STANDS = sql.lit<0>(0)

export const insertResource = statement(({ db }, row: ResourcesTable) =>
  db.insertInto('resources').values({
    id: row.id,
    account: row.account,
    region: row.region,
    kind: row.kind,
    name: row.name,
    project: row.project,
    environment: row.environment,
    requester_id: row.requester_id,
    created_at: row.created_at,
    ...changeable(row),
  }),
)

export const updateResource = statement(({ db }, row: ResourcesTable & { was: number }) =>
  db.updateTable('resources').set(changeable(row)).where('id', '=', row.id).where('version', '=', row.was),
)

function changeable(row: ResourcesTable) {
  return {
    state: row.state,
    is_over: row.is_over,
    price_micros: row.price_micros,
    version: row.version,
    body: row.body,
  }
}

export const resourcesById = statement(({ db, isOneOf }, input: { ids: string }) =>
  db
    .selectFrom('resources')
    .select('body')
    .where((eb) => isOneOf(eb.ref('id'), input.ids))
    .orderBy('id'),
)

/** Where a page begins: behind this one. */
export interface Behind {
  project: string
  environment: string
  name: string
  id: string
}

export const behind = statement(({ db }, input: { id: string }) =>
  db.selectFrom('resources').select(['project', 'environment', 'name', 'id']).where('id', '=', input.id),
)

/** `projects` as JSON. The statement that does not narrow by one of these does not look at it. */
interface Narrowed {
  projects: string
  requesterId: string
}
type Page = Narrowed & Behind & { limit: number }

// One for each way to narrow.
export const LIST = {
  all: statement((dialect, page: Page) => inOrder(dialect, page)),
  ofProjects: statement((dialect, page: Page) => inOrder(dialect, page).where(among(dialect, page))),
  ofRequester: statement((dialect, page: Page) => inOrder(dialect, page).where(requestedBy(page))),
  ofBoth: statement((dialect, page: Page) =>
    inOrder(dialect, page).where(requestedBy(page)).where(among(dialect, page)),
  ),
}

export const TOTALS = {
  all: statement(totals),
  ofProjects: statement((dialect, input: Narrowed) => totals(dialect).where(among(dialect, input))),
  ofRequester: statement((dialect, input: Narrowed) => totals(dialect).where(requestedBy(input))),
  ofBoth: statement((dialect, input: Narrowed) =>
    totals(dialect).where(requestedBy(input)).where(among(dialect, input)),
  ),
}

function inOrder({ db }: Dialect, page: Page) {
  return db
    .selectFrom('resources')
    .select('body')
    .where('is_over', '=', STANDS)
    .where(
      sql<boolean>`(project, environment, name, id) > (${page.project}, ${page.environment}, ${page.name}, ${page.id})`,
    )
    .orderBy('project')
    .orderBy('environment')
    .orderBy('name')
    .orderBy('id')
    .limit(sql<number>`${page.limit}`)
}

function totals({ db }: Dialect) {
  return db
    .selectFrom('resources')
    .select(({ fn }) => [
      fn.countAll<number>().as('count'),
      fn.coalesce(fn.sum<number>('price_micros'), sql.lit(0)).as('micros'),
      fn.count<number>('price_micros').as('priced'),
    ])
    .where('is_over', '=', STANDS)
}

function among({ isOneOf }: Dialect, { projects }: Narrowed) {
  return isOneOf(sql.ref<string>('project'), projects)
}

function requestedBy({ requesterId }: Narrowed) {
  return sql<boolean>`requester_id = ${requesterId}`
}

export const findResources = statement(({ db, contains }, input: { text: string; limit: number }) =>
  db
    .selectFrom('resources')
    .select('body')
    .where(
      'id',
      'in',
      db
        .selectFrom('resource_keys')
        .select('resource_id')
        .where(contains(sql.ref<string>('key'), input.text)),
    )
    .orderBy('is_over')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(sql<number>`${input.limit}`),
)

export const insertKey = statement(({ db }, row: ResourceKeysTable) =>
  db
    .insertInto('resource_keys')
    .values({ resource_id: row.resource_id, key: row.key })
    .onConflict((conflict) => conflict.doNothing()),
)

export const deleteKeys = statement(({ db }, input: { resourceId: string }) =>
  db.deleteFrom('resource_keys').where('resource_id', '=', input.resourceId),
)
