import type { ClusterResult } from '../../domain/cluster.ts'
import type { Calls } from './calls.ts'
import { unreadable } from './problems.ts'
import { RESOURCES, type ResourceName, type Target } from './resources.ts'

export type ListedName = {
  [Name in ResourceName]: 'list' extends (typeof RESOURCES)[Name]['verbs'][number] ? Name : never
}[ResourceName]

export interface Listed<Item> {
  items: Item[]
  resourceVersion: string
}

interface Page<Item> {
  metadata?: { resourceVersion?: string; continue?: string }
  items?: Item[] | null
}

const PAGE = 500
const TIMEOUT_MS = 30_000
const MOST_STARTS = 3

/** All pages. When the list grew too old for its next page (410), it is taken again from the start. */
export async function list<Item>(
  calls: Calls,
  from: { resource: ListedName; namespace: string; labelSelector?: string },
): Promise<ClusterResult<Listed<Item>>> {
  for (let start = 1; ; start++) {
    const listed = await listOnce<Item>(calls, from)
    if (listed !== 'expired') return listed
    if (start === MOST_STARTS) return unreadable('lists expire while they are read')
  }
}

async function listOnce<Item>(
  calls: Calls,
  from: { resource: ListedName; namespace: string; labelSelector?: string },
): Promise<ClusterResult<Listed<Item>> | 'expired'> {
  const { resource, namespace, labelSelector } = from
  const items: Item[] = []
  let next: string | undefined
  for (;;) {
    const target: Target = { resource, verb: 'list', namespace }
    const query = { limit: String(PAGE), labelSelector, continue: next }
    const page = await calls.page<Page<Item>>({ target, query, timeoutMs: TIMEOUT_MS })
    if (page.outcome === 'expired') return 'expired'
    if (page.outcome !== 'ok') return page
    const found: unknown = page.value.items ?? []
    const { continue: more, resourceVersion } = page.value.metadata ?? {}
    if (!isObjects<Item>(found) || resourceVersion === undefined)
      return unreadable('the answer is not a list')
    for (const item of found) items.push(typed(resource, item))
    next = more
    if (!next) return { ...page, value: { items, resourceVersion } }
  }
}

function isObjects<Item>(items: unknown): items is Item[] {
  const hasUid = (item: { metadata?: { uid?: unknown } } | null) => typeof item?.metadata?.uid === 'string'
  return Array.isArray(items) && items.every(hasUid)
}

/** Items of a list come without kind and apiVersion. */
function typed<Item>(resource: ResourceName, item: Item): Item {
  const { group, version, kind } = RESOURCES[resource]
  return { kind, apiVersion: group === '' ? version : `${group}/${version}`, ...item }
}
