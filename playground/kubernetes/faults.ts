import type { ApiRequest } from './api/request.ts'
import type { ScenarioName } from './kubelet/scenario-names.ts'

/** What a test listens in on: one request, before anything is done for it and once more before its answer leaves. */
export type OnRequest = (
  request: Readonly<Pick<ApiRequest, 'method' | 'path' | 'query' | 'body'>>,
  when: 'before' | 'after',
) => Promise<'cut' | void>

export interface ForbiddenRule {
  verb: string
  /** Plural, with the subresource after a slash: `pods/log`. */
  resource: string
  namespace?: string
}

/** What goes wrong with the API itself; every field may be changed while it runs. */
export interface ClusterFaults {
  /** Connections are cut, open watches too. */
  unreachable: boolean
  unauthorized: boolean
  /** `*` is any verb or any resource. */
  forbidden: ForbiddenRule[]
  /** The next `count` requests answer 429 with this Retry-After. */
  tooManyRequests: { count: number; retryAfterSeconds: number }
  /** How many of the next requests answer 500. */
  serverErrors: number
  /** What an admission webhook says to every patch, answered as 422; empty: it lets them pass. */
  deniedPatches: string
  /** How many of the next writes are carried out while the connection is cut instead of an answer. */
  lostAnswers: number
  /** Watches stay open and say nothing more, bookmarks included. */
  silentWatches: boolean
  /** Each answer waits this long, on the cluster's clock. */
  slowMs: number
  /** The cluster's clock is ahead by this much: timestamps and the Date header. */
  clockSkewMs: number
  /** Waited for around each request but open watches; `cut` ends the connection there: nothing is done, or no answer heard. */
  onRequest: OnRequest | null
  /** What an image does, by whole reference, digest or tag; it wins over the tag's own meaning. */
  images: Map<string, ScenarioName>
}

export function noFaults(): ClusterFaults {
  return {
    unreachable: false,
    unauthorized: false,
    forbidden: [],
    tooManyRequests: { count: 0, retryAfterSeconds: 1 },
    serverErrors: 0,
    deniedPatches: '',
    lostAnswers: 0,
    silentWatches: false,
    slowMs: 0,
    clockSkewMs: 0,
    onRequest: null,
    images: new Map(),
  }
}

export function isForbidden(faults: ClusterFaults, asked: ForbiddenRule): boolean {
  return faults.forbidden.some(
    ({ verb, resource, namespace }) =>
      (verb === '*' || verb === asked.verb) &&
      (resource === '*' || resource === asked.resource) &&
      (namespace === undefined || namespace === asked.namespace),
  )
}
