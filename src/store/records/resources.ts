import type { ResourceFilter, ResourceRecords } from '../../domain/resources/records.ts'
import { isOver, type Resource } from '../../domain/resources/resource.ts'
import { jsonList } from '../dialect.ts'
import type { ResourcesTable } from '../resource-tables.ts'
import type { Session } from '../session.ts'
import * as statements from './resource-statements.ts'

const BEFORE_ALL: statements.Behind = { project: '', environment: '', name: '', id: '' }

export function createResourceRecords(session: Session): ResourceRecords {
  return {
    async insert(resource, findKeys) {
      await session.change(statements.insertResource, toRow(resource))
      await addKeys(session, resource.id, findKeys)
    },
    async get(id) {
      const [row] = await session.rows(statements.resourcesById, { ids: jsonList([id]) })
      return row ? fromRow(row) : null
    },
    async getMany(ids) {
      return (await session.rows(statements.resourcesById, { ids: jsonList(ids) })).map(fromRow)
    },
    async update(resource, findKeys) {
      const row = { ...toRow(resource), was: resource.version - 1 }
      if ((await session.change(statements.updateResource, row)) === 0) return false
      if (findKeys === null) return true
      await session.change(statements.deleteKeys, { resourceId: resource.id })
      await addKeys(session, resource.id, findKeys)
      return true
    },
    async list(filter, { limit, after }) {
      const from = after === null ? BEFORE_ALL : await session.first(statements.behind, { id: after })
      if (from === null) return []
      const page = { ...narrowed(filter), ...from, limit }
      return (await session.rows(statements.LIST[narrowing(filter)], page)).map(fromRow)
    },
    async totals(filter) {
      const row = await session.first(statements.TOTALS[narrowing(filter)], narrowed(filter))
      if (row === null) return { count: 0, micros: 0, unpriced: 0 }
      return { count: row.count, micros: row.micros, unpriced: row.count - row.priced }
    },
    async find(text, limit) {
      const input = { text: text.toLowerCase(), limit }
      return (await session.rows(statements.findResources, input)).map(fromRow)
    },
  }
}

async function addKeys(session: Session, resourceId: string, keys: string[]): Promise<void> {
  const rows = keys.map((key) => ({ resource_id: resourceId, key: key.toLowerCase() }))
  await session.changeEach(statements.insertKey, rows)
}

function narrowing({ projects, requesterId }: ResourceFilter): keyof typeof statements.LIST {
  if (projects === undefined) return requesterId === undefined ? 'all' : 'ofRequester'
  return requesterId === undefined ? 'ofProjects' : 'ofBoth'
}

function narrowed({ projects = [], requesterId = '' }: ResourceFilter) {
  return { projects: jsonList(projects), requesterId }
}

function toRow(resource: Resource): ResourcesTable {
  return {
    id: resource.id,
    account: resource.account,
    region: resource.region,
    kind: resource.kind,
    name: resource.name,
    project: resource.project,
    environment: resource.environment,
    requester_id: resource.requesterId,
    state: resource.state,
    is_over: isOver(resource) ? 1 : 0,
    price_micros: resource.price?.micros ?? null,
    created_at: resource.createdAt,
    version: resource.version,
    body: JSON.stringify(resource),
  }
}

function fromRow(row: { body: string }): Resource {
  return JSON.parse(row.body) as Resource
}
