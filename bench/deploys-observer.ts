import { wordsOf } from '../test/harness/read-message.ts'
import type { DeployStage } from './deploys-stage.ts'
import { digestOf, VERSION } from './deploys-workspace.ts'

/** What a region of a deploy showed for the first time: so many pods of the new version are available. */
export interface Change {
  service: string
  region: string
  available: number
  at: number
}

/** A card as it stands from then on. */
export interface Shown {
  service: string
  at: number
  words: string
}

export interface Observer {
  changes: Change[]
  cards: Shown[]
  stop(): void
}

/** Listens to the clusters and to Slack; times are of the stage's clock. */
export function observe(stage: DeployStage, { everyMs }: { everyMs: number }): Observer {
  const changes: Change[] = []
  const seen = new Map<string, number>()
  const stopPolling = pollClusters(stage, everyMs, (region) => {
    for (const change of availableIn(stage, region)) {
      const key = `${change.service}/${region}`
      if (change.available <= (seen.get(key) ?? 0)) continue
      seen.set(key, change.available)
      changes.push(change)
    }
  })
  const { cards, stop: stopListening } = listenToCards(stage)
  return {
    changes,
    cards,
    stop() {
      stopPolling()
      stopListening()
    },
  }
}

/** Calls `look` for each region in which something happened since the last look. */
export function pollClusters(
  { clusters }: DeployStage,
  everyMs: number,
  look: (region: string) => void,
): () => void {
  const versions = new Map<string, number>()
  const timer = setInterval(() => {
    for (const [region, { state }] of Object.entries(clusters)) {
      const version = state.version()
      if (versions.get(region) === version) continue
      versions.set(region, version)
      look(region)
    }
  }, everyMs)
  return () => clearInterval(timer)
}

function availableIn({ clusters, services, clock }: DeployStage, region: string): Change[] {
  const at = clock.now()
  const sets = clusters[region]?.state.list('replicasets') ?? []
  const byDigest = new Map(
    sets.map(({ spec, status }) => [
      spec.template.spec.containers[0]?.image.split('@')[1],
      status.availableReplicas ?? 0,
    ]),
  )
  return services.map((service) => ({
    service: service.service,
    region,
    available: byDigest.get(digestOf(service, VERSION)) ?? 0,
    at,
  }))
}

export function listenToCards({ slack, services, clock }: DeployStage): { cards: Shown[]; stop(): void } {
  const cards: Shown[] = []
  const stop = slack.onEvent(({ type, channel = '', ts, thread_ts: thread, change }) => {
    if (type !== 'message' || change === 'deleted' || (thread !== undefined && thread !== ts)) return
    const message = slack.messages(channel).find((one) => one['ts'] === ts)
    const words = message ? wordsOf(message) : ''
    const of = services.find(({ service }) => words.includes(`Deploy ${service} `))
    if (of) cards.push({ service: of.service, at: clock.now(), words })
  })
  return { cards, stop }
}

/** How many new pods a card says are ready in a region. */
export function readyOn(words: string, region: string): number {
  const line = words.split('\n').find((one) => one.includes(`*${region}*`)) ?? ''
  const counted = /(\d+) of \d+ new pods? ready/.exec(line)
  if (counted) return Number(counted[1])
  return / · serving( ·|$)/.test(line) ? Number.POSITIVE_INFINITY : 0
}

/** From each change to the first card that shows it, ms; of what no card ever showed: infinite. */
export function lagsOf({
  changes,
  cards,
}: Pick<Observer, 'changes' | 'cards'>): { change: Change; ms: number }[] {
  const byService = Map.groupBy(cards, ({ service }) => service)
  return changes.map((change) => {
    const shown = byService
      .get(change.service)
      ?.find(({ at, words }) => at >= change.at && readyOn(words, change.region) >= change.available)
    return { change, ms: shown ? shown.at - change.at : Number.POSITIVE_INFINITY }
  })
}

/** Edits after which a card reads as before, its times aside. */
export function emptyEdits(cards: readonly Shown[]): number {
  const last = new Map<string, string>()
  let count = 0
  for (const { service, words } of cards) {
    const bare = words
      .replaceAll(/\d+ (?:min|s|h)\b/g, '')
      .replaceAll(/about\s+left|late: .* is usual|any moment now/g, '')
    if (last.get(service) === bare) count++
    last.set(service, bare)
  }
  return count
}
