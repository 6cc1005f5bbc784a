import type { Card, Notice } from '../domain/card.ts'
import { atMost, finding, type Finding } from '../domain/doctor-report.ts'
import { buildSourceId, lastBuildFact, type BuildSource } from '../domain/deploys/build-source.ts'
import type { AlertSource } from '../domain/policy.ts'
import { sourceId } from '../domain/source-id.ts'
import type { Store } from '../domain/store.ts'
import { verifyChain } from './audit-chain.ts'

type Examined = Pick<Store, 'read' | 'work' | 'checkWritable'>

const LATE_MS = 60_000
const VERY_LATE_MS = 600_000
/** It is sealed once a minute. */
const UNSEALED_MS = 300_000
const MOST_READ = 200

/** Can we write, is work flowing, and what has been given up? */
export async function examineStore(store: Examined, now: number): Promise<Finding[]> {
  const writable = await store.checkWritable().then(
    () => finding('ok', 'store-writable'),
    (error: unknown) => finding('problem', 'store-not-writable', { error: String(error) }),
  )
  const late = (await store.work.stats(now)).flatMap(({ kind, running, oldestDueAt, ...stats }) => {
    const due = stats.due + running
    const ageMs = oldestDueAt === null ? 0 : now - oldestDueAt
    if (due === 0 || ageMs < LATE_MS) return []
    return [finding(ageMs < VERY_LATE_MS ? 'warning' : 'problem', 'queue-late', { kind, due, ageMs })]
  })
  const dead = await store.work.dead(MOST_READ)
  const given = dead.map(({ kind, key, error }) => finding('problem', 'work-dead', { kind, key, error }))
  const flows = late.length + dead.length === 0 ? [finding('ok', 'queue-flows')] : []
  return [writable, ...late, ...atMost(given), ...flows]
}

/** Which Slack messages wait for a person? */
export async function examineMessages(store: Examined): Promise<Finding[]> {
  const [cards, notices] = await store.read(async (q) => [
    await q.cards.withProblem(MOST_READ),
    await q.notices.withProblem(MOST_READ),
  ])
  const ids = new Map<Card | Notice, string>([
    ...cards.map((card): [Card, string] => [card, card.id]),
    ...notices.map((notice): [Notice, string] => [notice, notice.key]),
  ])
  const parked = [...ids].flatMap(([message, id]) => {
    const details = { id, channel: message.channel, problem: message.problem ?? '' }
    if (message.state === 'parked') return [finding('problem', 'message-parked', details)]
    return message.textOnly ? [finding('warning', 'message-text-only', details)] : []
  })
  return parked.length === 0 ? [finding('ok', 'messages-flow')] : atMost(parked)
}

/** Do the configured senders deliver, and is what they send whole? */
export async function examineSources(store: Examined, sources: AlertSource[]): Promise<Finding[]> {
  if (sources.length === 0) return [finding('problem', 'no-sources')]
  const { kept, malformed } = await store.read(async (q) => ({
    kept: await q.deliveries.perSource(),
    malformed: await q.deliveries.quarantined(MOST_READ),
  }))
  return sources.flatMap(({ kind, name }) => {
    const source = sourceId(kind, name)
    const seen = kept.find((one) => one.sourceKind === kind && one.source === name)
    if (!seen) return [finding('warning', 'source-silent', { source })]
    const reason = malformed.find((one) => one.sourceKind === kind && one.source === name)?.reason ?? ''
    return [
      finding('ok', 'source-delivers', { source, lastReceivedAt: seen.lastReceivedAt }),
      ...(seen.quarantined > 0
        ? [finding('warning', 'source-malformed', { source, count: seen.quarantined, reason })]
        : []),
      ...(seen.truncatedAlerts > 0
        ? [finding('problem', 'source-truncated', { source, kind, count: seen.truncatedAlerts })]
        : []),
    ]
  })
}

/** Which pipelines never told of a build? */
export async function examineBuildSources(
  store: Pick<Store, 'read'>,
  sources: readonly BuildSource[],
): Promise<Finding[]> {
  const ids = sources.map(({ name }) => buildSourceId(name))
  const silent = await store.read(async ({ facts }) => {
    const found: string[] = []
    for (const id of ids) if ((await facts.get(lastBuildFact(id))) === null) found.push(id)
    return found
  })
  return atMost(silent.map((source) => finding('warning', 'builds-silent', { source })))
}

/** Does the audit still say what it said when it was sealed? */
export async function examineAudit(store: Pick<Store, 'read'>, now: number): Promise<Finding[]> {
  const chain = await verifyChain(store)
  if (chain.state === 'broken') return [finding('problem', 'audit-broken', { id: chain.id })]
  const { count, unsealed, unsealedSince } = chain
  const isLate = unsealedSince !== null && now - unsealedSince > UNSEALED_MS
  return [
    ...(isLate ? [finding('warning', 'audit-unsealed', { count: unsealed })] : []),
    finding('ok', 'audit-intact', { count }),
  ]
}
