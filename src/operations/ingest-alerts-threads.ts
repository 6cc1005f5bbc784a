import type { Place } from '../domain/alert.ts'
import { ownerOf, type Catalogue } from '../domain/catalogue.ts'
import type { AlertPolicy } from '../domain/policy.ts'
import type { Records } from '../domain/store.ts'
import type { AlertThread } from '../domain/thread.ts'
import { chooseThread } from '../domain/thread-choice.ts'
import type { NewId } from '../lib/id.ts'
import type { Born, Merged } from './ingest-alerts-merge.ts'

/** A thread that this piece touched, and with what. */
export interface TouchedThread {
  thread: AlertThread
  isNew: boolean
  born: Born[]
  /** How many of its episodes ended or changed content. */
  changed: number
}

interface ThreadContext {
  now: number
  deps: { policy: AlertPolicy; catalogue: Catalogue; newId: NewId }
}

/** Finds or opens the thread of each new episode, stores both, and keeps what a thread knows about its quiet. */
export async function threadEpisodes(
  tx: Records,
  merged: Merged,
  context: ThreadContext,
): Promise<TouchedThread[]> {
  const touched = new Map<string, TouchedThread>()
  await assignThreads(tx, merged.born, { ...context, touched })
  const ended = new Set(
    merged.changed.filter((change) => change.ended).map(({ episode }) => episode.threadId),
  )
  const changedIn = Map.groupBy(merged.changed, ({ episode }) => episode.threadId)
  const missing = [...changedIn.keys()].filter((id) => !touched.has(id))
  for (const thread of missing.length > 0 ? await tx.threads.getMany(missing) : []) {
    touched.set(thread.id, { thread, isNew: false, born: [], changed: 0 })
  }
  for (const [id, changes] of changedIn) {
    const entry = touched.get(id)
    if (entry) entry.changed = changes.length
  }
  await keepQuiet(tx, [...touched.values()], { now: context.now, ended })
  return [...touched.values()]
}

type Assigning = ThreadContext & { touched: Map<string, TouchedThread> }

async function assignThreads(tx: Records, born: Born[], context: Assigning): Promise<void> {
  if (born.length === 0) return
  const byPlace = Map.groupBy(born, ({ episode }) => placeKey(episode))
  const places = [...byPlace.values()].flatMap(([first]) => (first ? [placeOf(first)] : []))
  const open = new Map((await tx.threads.open(places)).map((thread) => [placeKey(thread), thread]))
  for (const [key, members] of byPlace) {
    const [first] = members
    if (!first) continue
    const isFiring = members.some(({ episode }) => episode.state === 'firing')
    const entry = await threadFor(tx, placeOf(first), { ...context, open: open.get(key) ?? null, isFiring })
    entry.born.push(...members)
    for (const { episode } of members) episode.threadId = entry.thread.id
    context.touched.set(entry.thread.id, entry)
  }
  await tx.episodes.insertMany(born.map(({ episode }) => episode))
  for (const { episode } of born)
    if (episode.ack) await tx.episodes.recordAcknowledgement(episode.id, episode.ack, context.now)
}

async function threadFor(
  tx: Records,
  place: Place,
  { open, isFiring, now, deps }: Assigning & { open: AlertThread | null; isFiring: boolean },
): Promise<TouchedThread> {
  const choice = chooseThread(open, { isFiring }, { now, policy: deps.policy })
  if ('take' in choice) return { thread: choice.take, isNew: false, born: [], changed: 0 }
  if (choice.close) await tx.threads.update({ ...choice.close, closedAt: now })
  const team = ownerOf(deps.catalogue, place)
  const thread: AlertThread = {
    ...place,
    id: deps.newId(),
    channel: team?.channel ?? deps.catalogue.fallbackChannel,
    teamId: team?.id ?? null,
    openedAt: now,
    quietSince: isFiring ? null : now,
    closedAt: null,
    mentionedAt: now,
  }
  await tx.threads.insert(thread)
  return { thread, isNew: true, born: [], changed: 0 }
}

/** `quietSince` is the time since which nothing fires in a thread; a firing newcomer ends it. */
async function keepQuiet(
  tx: Records,
  touched: TouchedThread[],
  { now, ended }: { now: number; ended: Set<string> },
): Promise<void> {
  const counts = ended.size > 0 ? await tx.episodes.firingCounts([...ended]) : new Map<string, number>()
  for (const entry of touched) {
    const { thread } = entry
    const hasFiringNewcomer = entry.born.some(({ episode }) => episode.state === 'firing')
    const isQuiet = ended.has(thread.id) && !counts.get(thread.id)
    const quietSince = hasFiringNewcomer ? null : isQuiet ? (thread.quietSince ?? now) : thread.quietSince
    if (quietSince === thread.quietSince) continue
    entry.thread = { ...thread, quietSince }
    await tx.threads.update(entry.thread)
  }
}

function placeOf({ episode }: Born): Place {
  return { cluster: episode.cluster, namespace: episode.namespace }
}

function placeKey({ cluster, namespace }: Place): string {
  return `${cluster}\0${namespace}`
}
