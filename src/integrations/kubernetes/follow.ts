import type { Following, FollowedKind, FollowState } from '../../domain/cluster.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Calls } from './calls.ts'
import type { Log } from './log.ts'
import { createNamespaceCache, type NamespaceCache } from './namespace-cache.ts'
import { unreadable } from './problems.ts'
import { reflect } from './reflect.ts'

type OnChange = (workloadUid: string) => void

interface FollowDeps {
  name: string
  calls: Calls
  clock: Clock
  logger: Log
}

interface KindWatch {
  state: FollowState
  followers: Set<OnChange>
  stop: AbortController
}

interface NamespaceWatch {
  cache: NamespaceCache
  kinds: Map<FollowedKind, KindWatch>
}

export interface Follows {
  follow(
    namespace: string,
    kinds: readonly FollowedKind[],
    options: { onChange: OnChange; signal: AbortSignal },
  ): Following
  close(): void
}

/** One loop per (namespace, kind) while anybody follows it, and one cache per namespace. */
export function createFollows(deps: FollowDeps): Follows {
  const namespaces = new Map<string, NamespaceWatch>()

  const leave = (namespace: string, kind: FollowedKind, follower: OnChange) => {
    const watch = namespaces.get(namespace)
    const left = watch?.kinds.get(kind)
    if (!watch || !left?.followers.delete(follower) || left.followers.size > 0) return
    left.stop.abort()
    watch.kinds.delete(kind)
    watch.cache.clear(kind)
    if (watch.kinds.size === 0) namespaces.delete(namespace)
  }
  const join = (namespace: string, kind: FollowedKind, follower: OnChange) => {
    const watch = namespaces.get(namespace) ?? { cache: createNamespaceCache(), kinds: new Map() }
    namespaces.set(namespace, watch)
    const joined = watch.kinds.get(kind) ?? begin(deps, { namespace, kind, cache: watch.cache })
    watch.kinds.set(kind, joined)
    joined.followers.add(follower)
    return { state: joined.state, cache: watch.cache }
  }
  return {
    follow(namespace, kinds, { onChange, signal }) {
      // A follower of its own, should the same function follow twice.
      const follower: OnChange = (uid) => onChange(uid)
      const joined = [...new Set(kinds)].map((kind) => join(namespace, kind, follower))
      const leaveAll = () => kinds.forEach((kind) => leave(namespace, kind, follower))
      if (signal.aborted) leaveAll()
      else signal.addEventListener('abort', leaveAll, { once: true })
      const cache = joined[0]?.cache ?? createNamespaceCache()
      return {
        snapshot: (uid) => cache.snapshot(uid),
        states: () => joined.map(({ state }) => ({ ...state })),
        isComplete: () => !signal.aborted && joined.every(({ state }) => state.isListed),
      }
    },
    close() {
      for (const { kinds } of namespaces.values()) for (const { stop } of kinds.values()) stop.abort()
      namespaces.clear()
    },
  }
}

function begin(
  deps: FollowDeps,
  { namespace, kind, cache }: { namespace: string; kind: FollowedKind; cache: NamespaceCache },
): KindWatch {
  const state: FollowState = { kind, isListed: false, heardAt: null, problem: null }
  const followers = new Set<OnChange>()
  const stop = new AbortController()
  const tell = (uids: string[]) => {
    for (const uid of uids) for (const follower of followers) notify(deps.logger, follower, uid)
  }
  const heard = () => {
    state.heardAt = deps.clock.now()
    state.problem = null
  }
  const sink: Parameters<typeof reflect>[0]['sink'] = {
    heard,
    // What still arrives after the last follower left must not reach the cache of the next.
    put: (object) => stop.signal.aborted || tell(cache.put(kind, object)),
    remove: (object) => stop.signal.aborted || tell(cache.remove(kind, object)),
    replace: (objects) => {
      heard()
      state.isListed = true
      tell(cache.replace(kind, objects))
    },
    trouble: (problem) => (state.problem = problem),
  }
  const { name, calls, clock, logger } = deps
  const key = `${name}/${namespace}/${kind}`
  reflect({ key, calls, clock, sink }, { resource: kind, namespace }, stop.signal).catch((error: unknown) => {
    state.problem = unreadable(String(error))
    logger.error({ cluster: name, namespace, kind, error: String(error) }, 'following kubernetes: stopped')
  })
  return { state, followers, stop }
}

function notify(logger: Log, follower: OnChange, uid: string): void {
  try {
    follower(uid)
  } catch (error) {
    logger.error({ workloadUid: uid, error: String(error) }, 'telling of a change: not taken')
  }
}
