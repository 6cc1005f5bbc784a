import type { ServerResponse } from 'node:http'
import type { Cluster } from '../cluster.ts'
import type { KubeObject } from '../objects.ts'
import type { Change } from '../object-store.ts'
import { apiVersionOf } from '../resources.ts'
import { tooOldVersion } from '../status-error.ts'
import { selection } from './list.ts'
import type { ApiRequest } from './request.ts'
import type { Target } from './route.ts'
import { asTable, wantsTable } from './table.ts'

export interface OpenWatch {
  /** Ends the stream with the ERROR of a version that is forgotten. */
  expire(): void
  close(): void
  cut(): void
}

interface WatchOptions {
  request: ApiRequest
  target: Target
  response: ServerResponse
  watches: Set<OpenWatch>
}

const DEFAULT_TIMEOUT_SECONDS = 1800

/** Streams the changes of a list until its timeout, as lines of JSON. */
export function watchObjects(cluster: Cluster, { request, target, response, watches }: WatchOptions): void {
  const { store, clock, faults } = cluster
  const matches = selection(request, target)
  const asked = request.query.get('resourceVersion') ?? ''
  const from = Number(asked)
  let seen = from > 0 ? from : store.version()
  let deaf = false
  response.writeHead(200, { 'content-type': 'application/json', 'transfer-encoding': 'chunked' })
  response.flushHeaders()

  const send = (type: string, object: unknown): void => {
    if (faults.silentWatches) deaf = true
    if (!deaf) response.write(`${JSON.stringify({ type, object })}\n`)
  }
  const shown = (object: KubeObject): unknown =>
    wantsTable(request)
      ? asTable(target.plural, [object], {
          metadata: { resourceVersion: object.metadata.resourceVersion },
          now: cluster.now(),
        })
      : object
  const tell = (change: Change): void => {
    seen = change.version
    if (change.plural !== target.plural) return
    const type = visibleType(change, matches)
    if (type) send(type, shown(change.object))
  }
  const bookmark = (): void => {
    const metadata = { resourceVersion: String(seen), creationTimestamp: null }
    send('BOOKMARK', { kind: target.resource.kind, apiVersion: apiVersionOf(target.resource), metadata })
  }

  const ending: (() => void)[] = []
  const end = (): void => {
    for (const stop of ending.splice(0)) stop()
    watches.delete(open)
  }
  const open: OpenWatch = {
    expire() {
      send('ERROR', tooOldVersion(seen, store.oldest()).body)
      this.close()
    },
    close: () => (end(), void response.end()),
    cut: () => (end(), void response.destroy()),
  }
  if (from > 0 && from < store.oldest()) return open.expire()
  watches.add(open)
  response.on('close', end)
  if (from > 0) for (const change of store.changesAfter(from)) tell(change)
  else for (const object of store.list(target.plural)) if (matches(object)) send('ADDED', shown(object))
  ending.push(store.subscribe(tell))
  ending.push(repeat(cluster, () => request.query.get('allowWatchBookmarks') === 'true' && bookmark()))
  const timeoutSeconds = Number(request.query.get('timeoutSeconds') ?? 0) || DEFAULT_TIMEOUT_SECONDS
  ending.push(clock.after(timeoutSeconds * 1000, () => (deaf ? undefined : open.close())))
}

/** A change of labels can bring an object into the selection or take it out. */
function visibleType(change: Change, matches: (object: KubeObject) => boolean): Change['type'] | undefined {
  const is = matches(change.object)
  const was = change.before !== undefined && matches(change.before)
  if (change.type === 'DELETED') return was ? 'DELETED' : undefined
  if (is) return was ? 'MODIFIED' : 'ADDED'
  return was ? 'DELETED' : undefined
}

function repeat({ clock, settings }: Cluster, act: () => unknown): () => void {
  let cancel = clock.after(settings.bookmarkMs, again)
  function again(): void {
    act()
    cancel = clock.after(settings.bookmarkMs, again)
  }
  return () => cancel()
}
