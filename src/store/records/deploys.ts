import type { DeployRecord } from '../../domain/deploys/deploy-record.ts'
import { isOver } from '../../domain/deploys/deploy.ts'
import type { DeployFilter, DeployRecords } from '../../domain/deploys/records.ts'
import type { DeploysTable } from '../deploy-tables.ts'
import type { Session } from '../session.ts'
import * as statements from './deploy-statements.ts'

export function createDeployRecords(session: Session): DeployRecords {
  return {
    async insert(record) {
      await session.change(statements.insertDeploy, toRow(record))
    },
    async get(id) {
      const row = await session.first(statements.deployById, { id })
      return row ? fromRow(row) : null
    },
    async update(record, was) {
      return (await session.change(statements.updateDeploy, { ...toRow(record), was })) === 1
    },
    async open(filter) {
      const rows = await session.rows(statements.openDeploys, narrowed(filter, null))
      const { projects } = filter
      return rows.filter(({ project }) => projects?.includes(project) ?? true).map(fromRow)
    },
    recent: (filter, limit) => recent(session, filter, limit),
    async succeeded({ project, service, environment }, limit) {
      const rows =
        environment === undefined
          ? await session.rows(statements.succeeded, { project, service, limit })
          : await session.rows(statements.succeededThere, { project, service, environment, limit })
      return rows.map(fromRow)
    },
    async successesOf({ project, service }, { digest, commit }) {
      const rows = await session.rows(statements.successesOf, { project, service, digest, commit })
      return rows.map((row) => ({
        environment: row.environment,
        digest: row.digest,
        commit: row.commit,
        at: row.at,
      }))
    },
  }
}

/** Of several projects the newest of each, which the database finds without reading the older ones. */
async function recent(session: Session, filter: DeployFilter, limit: number): Promise<DeployRecord[]> {
  const { RECENT } = statements
  const input = (project: string | null) => ({ ...narrowed(filter, project), limit })
  if (filter.projects === undefined) {
    const all = filter.requesterId === undefined ? RECENT.all : RECENT.ofRequester
    return (await session.rows(all, input(null))).map(fromRow)
  }
  const ofOne = filter.service === undefined ? RECENT.ofProject : RECENT.ofService
  const found = []
  for (const project of new Set(filter.projects)) found.push(...(await session.rows(ofOne, input(project))))
  return found.toSorted(newestFirst).slice(0, limit).map(fromRow)
}

function newestFirst(a: { created_at: number; id: string }, b: { created_at: number; id: string }): number {
  return b.created_at - a.created_at || (a.id < b.id ? 1 : -1)
}

function narrowed(filter: DeployFilter, project: string | null): statements.Narrowed {
  const { service = null, environment = null, requesterId = null } = filter
  return { project, service, environment, requesterId }
}

function toRow(record: DeployRecord): DeploysTable {
  return {
    id: record.id,
    project: record.project,
    service: record.service,
    environment: record.environment,
    kind: record.kind,
    state: record.state,
    requester_id: record.requesterId,
    digest: record.release.digest,
    commit: record.release.commit,
    created_at: record.createdAt,
    finished_at: record.finishedAt,
    is_over: isOver(record) ? 1 : 0,
    version: record.version,
    body: JSON.stringify(record),
  }
}

function fromRow(row: { body: string }): DeployRecord {
  return JSON.parse(row.body) as DeployRecord
}
