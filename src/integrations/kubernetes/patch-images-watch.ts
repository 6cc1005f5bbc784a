import { FOLLOWED_KINDS, type Cluster, type Following, type FollowState } from '../../domain/cluster.ts'
import type { Look, RolloutWatch } from '../../domain/deployer.ts'
import type { HorizontalPodAutoscaler } from '../../domain/kubernetes-objects.ts'
import { judge } from '../../domain/rollout/judge.ts'
import { codeOf, messageOf } from './patch-images-problems.ts'

type OnChange = (uid: string) => void
type Unseen = Extract<Look, { outcome: 'unseen' }>

/** Idle watches are heard about once a minute, and silent ones are taken up again after a minute and a half. */
const SILENT_MS = 3 * 60_000
const AUTOSCALERS_MS = 60_000

interface Shared {
  following: Following
  stop: AbortController
  watchers: Set<OnChange>
  autoscalers: readonly HorizontalPodAutoscaler[]
  /** Our time; null until the first look. */
  autoscalersAskedAt: number | null
}

export interface RolloutWatches {
  watch(cluster: Cluster, namespace: string, onChange: OnChange): RolloutWatch
}

/** One following per cluster and namespace for all who watch there; it ends with the last of them. */
export function createRolloutWatches(): RolloutWatches {
  const open = new Map<Cluster, Map<string, Shared>>()

  const join = (cluster: Cluster, namespace: string): Shared => {
    const namespaces = open.get(cluster) ?? new Map<string, Shared>()
    open.set(cluster, namespaces)
    const shared = namespaces.get(namespace) ?? begin(cluster, namespace)
    namespaces.set(namespace, shared)
    return shared
  }
  const leave = (cluster: Cluster, namespace: string, shared: Shared) => {
    if (shared.watchers.size > 0) return
    shared.stop.abort()
    const namespaces = open.get(cluster)
    if (namespaces?.get(namespace) === shared) namespaces.delete(namespace)
    if (namespaces?.size === 0) open.delete(cluster)
  }
  return {
    watch(cluster, namespace, onChange) {
      const shared = join(cluster, namespace)
      // A watcher of its own, should the same function watch twice.
      const watcher: OnChange = (uid) => onChange(uid)
      shared.watchers.add(watcher)
      return {
        look(record, change, { now, clockAheadMs }) {
          const unseen = shared.watchers.has(watcher) ? unseenOf(shared, now) : NOT_WATCHED
          if (unseen) return unseen
          refreshAutoscalers(shared, { cluster, namespace, now })
          const { controllerRevisions: revisions, ...seen } = shared.following.snapshot(change.uid)
          const hpa = shared.autoscalers.find(
            ({ spec: { scaleTargetRef: ref } }) => ref.kind === change.kind && ref.name === change.name,
          )
          const verdict = judge({
            ...seen,
            revisions,
            hpa: hpa ?? null,
            rollout: record,
            now: now + clockAheadMs,
          })
          return { outcome: 'judged', verdict, clockAheadMs }
        },
        stop() {
          if (shared.watchers.delete(watcher)) leave(cluster, namespace, shared)
        },
      }
    },
  }
}

/** A watch that never sees anything. */
export function unseenWatch(code: string, message: string): RolloutWatch {
  return { look: () => ({ outcome: 'unseen', code, message }), stop: () => {} }
}

const NOT_WATCHED: Unseen = { outcome: 'unseen', code: 'watching', message: 'no longer watched' }

function begin(cluster: Cluster, namespace: string): Shared {
  const stop = new AbortController()
  const watchers = new Set<OnChange>()
  const onChange: OnChange = (uid) => {
    for (const watcher of watchers) watcher(uid)
  }
  const following = cluster.follow(namespace, FOLLOWED_KINDS, { onChange, signal: stop.signal })
  const shared: Shared = { following, stop, watchers, autoscalers: [], autoscalersAskedAt: null }
  void readAutoscalers(shared, cluster, namespace)
  return shared
}

/** Nothing is judged on a view that may be old. */
function unseenOf({ following }: Shared, now: number): Unseen | null {
  const states = following.states().filter((state) => !isDispensable(state))
  const problem = states.find((state) => state.problem !== null)?.problem
  if (problem) return { outcome: 'unseen', code: codeOf(problem), message: messageOf(problem) }
  const missing = states.filter(({ isListed }) => !isListed).map(({ kind }) => kind)
  if (missing.length > 0) {
    return { outcome: 'unseen', code: 'watching', message: `not listed yet: ${missing.join(', ')}` }
  }
  const silent = states.filter(({ heardAt }) => heardAt === null || now - heardAt >= SILENT_MS)
  if (silent.length === 0) return null
  const kinds = silent.map(({ kind }) => kind).join(', ')
  return { outcome: 'unseen', code: 'cluster-unreachable', message: `nothing heard of ${kinds} for minutes` }
}

/** Events tell why; whether it serves is known without them. */
function isDispensable({ kind, problem }: FollowState): boolean {
  return kind === 'events' && problem?.outcome === 'forbidden'
}

function refreshAutoscalers(
  shared: Shared,
  { cluster, namespace, now }: { cluster: Cluster; namespace: string; now: number },
): void {
  const askedAt = shared.autoscalersAskedAt
  if (askedAt !== null && now - askedAt < AUTOSCALERS_MS) return
  shared.autoscalersAskedAt = now
  // They were asked for when the watch began, and the port never throws.
  if (askedAt !== null) void readAutoscalers(shared, cluster, namespace)
}

/** In the background: they are told beside a verdict and never change it. */
async function readAutoscalers(shared: Shared, cluster: Cluster, namespace: string): Promise<void> {
  const listed = await cluster.autoscalers(namespace)
  if (listed.outcome === 'ok') shared.autoscalers = listed.value
}
