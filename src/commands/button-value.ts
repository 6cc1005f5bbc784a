import { z } from 'zod'
import type { ResourceScope } from '../domain/resources/resource-views.ts'

const ID = z.string().regex(/^v1:[A-Za-z0-9:_.-]{1,300}$/)
const THREAD_PAGE = z.string().regex(/^v1:[^:]{1,200}:\d{1,6}$/)
const LIST_PART = z.string().regex(/^v1:\d{1,6}:(mine|all|project:.{1,300})$/su)

/** `v1:<id>` → id; null for anything else. Messages live for ever, so old and foreign values arrive. */
export function parseId(value: string): string | null {
  const parsed = ID.safeParse(value)
  return parsed.success ? parsed.data.slice(3) : null
}

/** `v1:<threadId>:<page>` */
export function parseThreadPage(value: string): { threadId: string; page: number } | null {
  const parsed = THREAD_PAGE.safeParse(value)
  if (!parsed.success) return null
  const [, threadId = '', page = '0'] = parsed.data.split(':')
  return { threadId, page: Number(page) }
}

export type ListPart = {
  from: number
  scope: { kind: 'mine' } | { kind: 'all' } | { kind: 'project'; namespace: string }
}

/** `v1:<from>:mine`, `v1:<from>:all`, `v1:<from>:project:<namespace>` */
export function parseListPart(value: string): ListPart | null {
  const parsed = LIST_PART.safeParse(value)
  if (!parsed.success) return null
  const [, from = '0', kind = 'mine', ...name] = parsed.data.split(':')
  if (kind === 'project') return { from: Number(from), scope: { kind, namespace: name.join(':') } }
  return { from: Number(from), scope: { kind: kind === 'all' ? 'all' : 'mine' } }
}

const APPROVAL = z.string().regex(/^v1:[A-Za-z0-9_-]{1,100}:[0-9a-f]{64}$/)

/** `v1:<approvalId>:<planHash>`: the yes is to the plan that was shown beside the button. */
export function parseApproval(value: string): { approvalId: string; planHash: string } | null {
  const parsed = APPROVAL.safeParse(value)
  if (!parsed.success) return null
  const [, approvalId = '', planHash = ''] = parsed.data.split(':')
  return { approvalId, planHash }
}

const PLACE = z.string().regex(/^v1:[^/]{1,800}\/[^/]{1,800}\/[^/]{1,200}$/)

/** `v1:<project>/<service>/<environment>`, each part URI-encoded. */
export function parsePlace(value: string): { project: string; service: string; environment: string } | null {
  const parsed = PLACE.safeParse(value)
  if (!parsed.success) return null
  try {
    const [project = '', service = '', environment = ''] = parsed.data
      .slice(3)
      .split('/')
      .map(decodeURIComponent)
    return { project, service, environment }
  } catch {
    return null
  }
}

const DEPLOY_PART = z.string().regex(/^v1:\d{1,6}:(mine|all|project:[^/]{1,400}(\/[^/]{1,400})?)$/u)

export type DeployPart = {
  from: number
  scope: { kind: 'mine' } | { kind: 'all' } | { kind: 'project'; project: string; service?: string }
}

/** `v1:<from>:mine`, `v1:<from>:all`, `v1:<from>:project:<project>[/<service>]`, names URI-encoded. */
export function parseDeployPart(value: string): DeployPart | null {
  const parsed = DEPLOY_PART.safeParse(value)
  if (!parsed.success) return null
  const [, from = '0', kind = 'mine', ...name] = parsed.data.split(':')
  if (kind !== 'project') return { from: Number(from), scope: { kind: kind === 'all' ? 'all' : 'mine' } }
  try {
    const [project = '', service] = name.join(':').split('/').map(decodeURIComponent)
    const scope = { kind, project, ...(service ? { service } : {}) } as const
    return { from: Number(from), scope }
  } catch {
    return null
  }
}

const RESOURCE_PART = z.string().regex(/^v1:(mine|team|all)(:[A-Za-z0-9_.-]{1,200})?$/)

export interface ResourcePart {
  scope: ResourceScope
  /** Id of the last one of the page before; absent: the first page. */
  after?: string
}

/** `v1:<scope>` or `v1:<scope>:<after>` */
export function parseResourcePart(value: string): ResourcePart | null {
  const parsed = RESOURCE_PART.safeParse(value)
  if (!parsed.success) return null
  const [, scope = 'mine', after] = parsed.data.split(':')
  return { scope: scope as ResourceScope, ...(after === undefined ? {} : { after }) }
}
