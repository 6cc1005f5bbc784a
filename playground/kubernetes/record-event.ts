import type { Cluster } from './cluster.ts'
import type { KubeObject } from './objects.ts'
import { timestamp } from './timestamps.ts'

export interface Happening {
  type: 'Normal' | 'Warning'
  reason: string
  message: string
  component: string
  host?: string
  fieldPath?: string
}

const KEPT_MS = 60 * 60_000

/** Records an event about an object; the same happening again counts up, as the recorder of client-go does. */
export function recordEvent(cluster: Cluster, about: KubeObject, happening: Happening): void {
  if (cluster.seeding) return
  const { store, clock } = cluster
  const { namespace = 'default', name, uid, resourceVersion } = about.metadata
  const { type, reason, message, component, host, fieldPath } = happening
  const now = timestamp(cluster.now())
  const key = [uid, type, reason, message, component].join('\0')
  const known = store.get('events', namespace, cluster.eventNames.get(key) ?? '')
  if (known)
    return void store.update('events', { ...known, count: (known.count ?? 1) + 1, lastTimestamp: now })
  const event = store.create('events', {
    kind: 'Event',
    apiVersion: 'v1',
    metadata: {
      name: `${name}.${(BigInt(Math.round(cluster.now())) * 1_000_000n + BigInt(store.version())).toString(16)}`,
      namespace,
    },
    involvedObject: {
      kind: about.kind,
      namespace,
      name,
      uid,
      apiVersion: about.apiVersion,
      resourceVersion,
      ...(fieldPath && { fieldPath }),
    },
    reason,
    message,
    source: { component, ...(host && { host }) },
    firstTimestamp: now,
    lastTimestamp: now,
    count: 1,
    type,
    eventTime: null,
    reportingComponent: component,
    reportingInstance: host ?? '',
  })
  cluster.eventNames.set(key, event.metadata.name)
  clock.after(KEPT_MS, () => {
    store.remove('events', event)
    cluster.eventNames.delete(key)
  })
}
