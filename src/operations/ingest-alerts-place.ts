import { place, type Attribution } from '../domain/attribution.ts'
import type { Place, ReceivedAlert } from '../domain/alert.ts'
import type { AlertPolicy, AlertSource } from '../domain/policy.ts'
import { sourceId } from '../domain/source-id.ts'
import type { Records } from '../domain/store.ts'
import type { IngestInput } from './ingest-alerts-input.ts'

export interface PlacedAlert {
  alert: ReceivedAlert
  place: Place
}

interface PlaceContext {
  delivery: IngestInput['delivery']
  now: number
  deps: { sources: AlertSource[]; policy: AlertPolicy }
}

/** What is remembered is written again only after this long. */
const REMEMBER_AGAIN_MS = 3_600_000

/** Gives each alert its (cluster, namespace), and remembers where the alerts of each rule belong. */
export async function placeAlerts(
  tx: Records,
  alerts: ReceivedAlert[],
  { delivery, now, deps }: PlaceContext,
): Promise<PlacedAlert[]> {
  const id = sourceId(delivery.sourceKind, delivery.source)
  const source = sourceOf(deps.sources, delivery)
  const ruleKeys = [...new Set(alerts.flatMap((alert) => (alert.ruleKey === null ? [] : [alert.ruleKey])))]
  const stored = ruleKeys.length > 0 ? await tx.ruleMemory.placesOf(id, ruleKeys) : []
  const memory = createMemory(stored, now)
  const attribute = (alert: ReceivedAlert) =>
    place(alert, source, { policy: deps.policy, memory: memory.places })
  const first = alerts.map(attribute)
  for (const [index, alert] of alerts.entries()) {
    const found = first[index]
    if (found && isOwn(found) && alert.ruleKey !== null) memory.add(alert.ruleKey, found.place)
  }
  if (memory.fresh.length > 0) await tx.ruleMemory.remember(id, memory.fresh)
  return alerts.map((alert, index) => {
    const found = first[index]
    // What the alerts beside it have just taught may place an alert that has no namespace of its own.
    return { alert, place: found && isOwn(found) ? found.place : attribute(alert).place }
  })
}

function isOwn(found: Attribution): boolean {
  return found.how !== 'memory' && found.how !== 'unattributed'
}

/** A source that was removed from the configuration still has bodies to be worked. */
function sourceOf(sources: AlertSource[], delivery: IngestInput['delivery']) {
  const known = sources.find(({ kind, name }) => kind === delivery.sourceKind && name === delivery.source)
  return known ?? { cluster: null, clusterLabel: 'cluster' }
}

type Remembered = { ruleKey: string; place: Place; lastSeenAt: number }

function createMemory(stored: Remembered[], now: number) {
  const places = new Map<string, Place[]>()
  const seenAt = new Map<string, number>()
  const fresh: { ruleKey: string; place: Place; at: number }[] = []
  const put = (ruleKey: string, known: Place) => {
    const list = places.get(ruleKey)
    if (list) list.push(known)
    else places.set(ruleKey, [known])
  }
  for (const known of stored) {
    put(known.ruleKey, known.place)
    seenAt.set(keyOf(known.ruleKey, known.place), known.lastSeenAt)
  }
  const add = (ruleKey: string, found: Place) => {
    const key = keyOf(ruleKey, found)
    const before = seenAt.get(key)
    if (before !== undefined && now - before < REMEMBER_AGAIN_MS) return
    if (before === undefined) put(ruleKey, found)
    seenAt.set(key, now)
    fresh.push({ ruleKey, place: found, at: now })
  }
  return { places, fresh, add }
}

function keyOf(ruleKey: string, { cluster, namespace }: Place): string {
  return `${ruleKey}\0${cluster}\0${namespace}`
}
