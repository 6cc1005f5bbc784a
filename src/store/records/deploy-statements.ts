import { sql, type Expression, type SqlBool } from 'kysely'
import type { DeploysTable } from '../deploy-tables.ts'
import type { Dialect } from '../dialect.ts'
import { statement } from '../statement.ts'

// Literals: a bound value would keep the partial indexes out of the plan.
const IS_OPEN = sql.lit<0>(0)
const SUCCEEDED = sql.lit<'succeeded'>('succeeded')

export const insertDeploy = statement(({ db }, row: DeploysTable) =>
  db.insertInto('deploys').values({
    id: row.id,
    project: row.project,
    service: row.service,
    environment: row.environment,
    kind: row.kind,
    requester_id: row.requester_id,
    digest: row.digest,
    commit: row.commit,
    created_at: row.created_at,
    ...changeable(row),
  }),
)

export const updateDeploy = statement(({ db }, row: DeploysTable & { was: number }) =>
  db
    .updateTable('deploys')
    .set(changeable(row))
    .where('id', '=', row.id)
    .where('version', '=', row.was)
    .where('version', '<', row.version),
)

export const deployById = statement(({ db }, input: { id: string }) =>
  db.selectFrom('deploys').select('body').where('id', '=', input.id),
)

/** What is null does not narrow. */
export interface Narrowed {
  project: string | null
  service: string | null
  environment: string | null
  requesterId: string | null
}

export const openDeploys = statement(({ db }, input: Narrowed) =>
  db
    .selectFrom('deploys')
    .select(['project', 'body'])
    .where('is_over', '=', IS_OPEN)
    .where(narrowed(input))
    .orderBy('created_at')
    .orderBy('id'),
)

type Recent = Narrowed & { limit: number }

// One for each index that gives the newest first; what else narrows is looked at row by row.
export const RECENT = {
  all: statement((dialect, input: Recent) => newest(dialect, input)),
  ofProject: statement((dialect, input: Recent) =>
    newest(dialect, input).where('project', '=', sql<string>`${input.project}`),
  ),
  ofService: statement((dialect, input: Recent) =>
    newest(dialect, input)
      .where('project', '=', sql<string>`${input.project}`)
      .where('service', '=', sql<string>`${input.service}`),
  ),
  ofRequester: statement((dialect, input: Recent) =>
    newest(dialect, input).where('requester_id', '=', sql<string>`${input.requesterId}`),
  ),
}

function newest({ db }: Dialect, input: Recent) {
  return db
    .selectFrom('deploys')
    .select(['id', 'created_at', 'body'])
    .where(narrowed(input))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(sql<number>`${input.limit}`)
}

function narrowed({ project, service, environment, requesterId }: Narrowed): Expression<SqlBool> {
  return sql<boolean>`project = coalesce(${project}, project) and service = coalesce(${service}, service)
    and environment = coalesce(${environment}, environment)
    and requester_id = coalesce(${requesterId}, requester_id)`
}

interface OfService {
  project: string
  service: string
}

export const succeeded = statement((dialect, input: OfService & { limit: number }) =>
  successes(dialect, input)
    .select('body')
    .orderBy('finished_at', 'desc')
    .orderBy('id', 'desc')
    .limit(sql<number>`${input.limit}`),
)

export const succeededThere = statement(
  (dialect, input: OfService & { environment: string; limit: number }) =>
    successes(dialect, input)
      .select('body')
      .where('environment', '=', input.environment)
      .orderBy('finished_at', 'desc')
      .orderBy('id', 'desc')
      .limit(sql<number>`${input.limit}`),
)

export const successesOf = statement(
  (dialect, input: OfService & { digest: string; commit: string | null }) =>
    past(dialect, input)
      .where('digest', '=', input.digest)
      .union(past(dialect, input).where('commit', '=', input.commit))
      .orderBy('at', 'desc')
      .orderBy('id', 'desc'),
)

function past(dialect: Dialect, input: OfService) {
  return successes(dialect, input).select([
    'id',
    'environment',
    'digest',
    'commit',
    (eb) => eb.fn.coalesce('finished_at', 'created_at').as('at'),
  ])
}

function successes({ db }: Dialect, { project, service }: OfService) {
  return db
    .selectFrom('deploys')
    .where('project', '=', project)
    .where('service', '=', service)
    .where('state', '=', SUCCEEDED)
}

function changeable(row: DeploysTable) {
  return {
    state: row.state,
    finished_at: row.finished_at,
    is_over: row.is_over,
    version: row.version,
    body: row.body,
  }
}
