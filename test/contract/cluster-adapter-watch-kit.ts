import type { ServerResponse } from 'node:http'
import type { FollowedKind } from '../../src/domain/cluster.ts'
import { until } from '../harness/until.ts'
import { answer, scriptedCluster, type Asked, type Script } from './cluster-adapter-kit.ts'

export interface OpenWatch {
  query: Record<string, string>
  send(...lines: object[]): void
  end(): void
  drop(): void
}

type Listing = { resourceVersion: string; items: object[] }

/** A cluster whose lists the test sets and whose watches it plays by hand. `refuse` answers instead when it wants. */
export async function watchedCluster(
  refuse: (asked: Asked, response: ServerResponse) => boolean = () => false,
) {
  const listings: Partial<Record<FollowedKind, Listing>> = {}
  const lists: string[] = []
  const watches: Record<string, OpenWatch[]> = {}
  const script: Script = (asked, response) => {
    const kind = asked.path.split('/').at(-1) as FollowedKind
    if (refuse(asked, response)) return
    if (!asked.query.has('watch')) {
      lists.push(kind)
      const { resourceVersion, items } = listings[kind] ?? { resourceVersion: '1', items: [] }
      return answer(response, 200, { metadata: { resourceVersion }, items })
    }
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
    ;(watches[kind] ??= []).push({
      query: Object.fromEntries(asked.query),
      send: (...lines) => response.write(lines.map((line) => `${JSON.stringify(line)}\n`).join('')),
      end: () => response.end(),
      drop: () => response.destroy(),
    })
  }
  const at = await scriptedCluster(script)
  const changed: string[] = []
  const stop = new AbortController()
  return {
    ...at,
    listings,
    lists,
    watches,
    changed,
    stop,
    follow: (...kinds: FollowedKind[]) =>
      at.cluster.follow('payments', kinds, { onChange: (uid) => changed.push(uid), signal: stop.signal }),
    /** The nth watch of this kind, once it is open. */
    watch: (kind: FollowedKind, nth: number) =>
      until(`watch ${String(nth)} of ${kind}`, () => watches[kind]?.[nth - 1]),
    [Symbol.asyncDispose]: at[Symbol.asyncDispose],
  }
}

let nextVersion = 1000

export function object(
  uid: string,
  more: { owner?: string; managedFields?: object[]; [key: string]: unknown } = {},
) {
  const { owner, managedFields, ...rest } = more
  const ownerReferences =
    owner === undefined ? [] : [{ kind: 'x', name: owner, uid: owner, controller: true }]
  return {
    ...rest,
    metadata: { name: uid, uid, resourceVersion: String(++nextVersion), ownerReferences, managedFields },
  }
}

export function bookmark(resourceVersion: string) {
  return { type: 'BOOKMARK', object: { metadata: { resourceVersion } } }
}
