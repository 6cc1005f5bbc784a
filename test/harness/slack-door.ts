import Fastify from 'fastify'
import { createServer, type AddressInfo } from 'node:net'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { createCommands } from '../../src/commands/index.ts'
import { createSlackDoor, type SlackDoor } from '../../src/commands/slack/slack-door.ts'
import type { Catalogue } from '../../src/domain/catalogue.ts'
import type { Interaction, SlashCommand, Submission, Suggestion } from '../../src/commands/door.ts'
import type { Episode } from '../../src/domain/episode.ts'
import type { AlertSource } from '../../src/domain/policy.ts'
import type { Store } from '../../src/domain/store.ts'
import type { AlertThread } from '../../src/domain/thread.ts'
import { createPatchImages } from '../../src/integrations/kubernetes/patch-images.ts'
import { createRegistry } from '../../src/integrations/registry/create-registry.ts'
import { createSlackAnswers } from '../../src/integrations/slack/answers.ts'
import { createSlackDirectory } from '../../src/integrations/slack/directory.ts'
import { createSlackMessages } from '../../src/integrations/slack/messages.ts'
import { createWorkspaceCheck } from '../../src/integrations/slack/workspace-check.ts'
import { createSystemClock, type Clock } from '../../src/lib/clock.ts'
import { createNewId } from '../../src/lib/id.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { createOperations } from '../../src/operations/index.ts'
import { createQueries } from '../../src/queries/index.ts'
import { alertThreadCard } from '../../src/views/alert-thread-card.ts'
import { NO_DEPLOYS } from './no-deploys.ts'
import { NO_COST } from './no-cost.ts'
import { NO_RESOURCES } from './no-resources.ts'
import { givenCatalogue, givenThread, NINE, PAYMENTS } from './given.ts'
import { POLICY } from './intake.ts'

export interface DoorOptions {
  slack: SlackSimulator
  store: Store
  mode?: 'socket' | 'http'
  /** Where POST /slack/events is served in HTTP mode. */
  port?: number
  catalogue?: Catalogue
  /** Default: real time. */
  clock?: Clock
  /** Stand before the real ones. */
  commands?: SlashCommand[]
  interactions?: Interaction[]
  submissions?: Submission[]
  suggestions?: Suggestion[]
}

const realTime = createSystemClock()
const newId = createNewId(realTime.now)
const logger = createLogger('silent')

/** The real door, operations, queries and Slack adapters, on a simulated Slack and a real store. */
export async function startDoor(options: DoorOptions): Promise<SlackDoor> {
  const { slack, store, catalogue = givenCatalogue(), clock = realTime } = options
  const slackDeps = { botToken: slack.botToken, apiUrl: slack.apiUrl, clock, logger }
  const directory = createSlackDirectory(slackDeps)
  const { permalink } = createSlackMessages(slackDeps)
  const running: { door: SlackDoor | null } = { door: null }
  const digest = { enabled: false, timeZone: 'UTC', quietWhenEmpty: true }
  const sources: AlertSource[] = []
  const shared = {
    ...NO_COST,
    ...NO_RESOURCES,
    store,
    catalogue,
    directory,
    digest,
    sources,
    deployPolicy: NO_DEPLOYS,
    now: clock.now,
  }
  const operations = createOperations({
    ...shared,
    newId,
    policy: POLICY,
    deployer: createPatchImages({ clusters: new Map() }),
    registry: createRegistry({ registries: [] }),
  })
  const queries = createQueries({
    ...shared,
    permalink,
    clusters: [],
    buildSources: [],
    workspace: createWorkspaceCheck(slackDeps),
    slackDoorAlive: () => running.door?.alive() ?? false,
  })
  const { commands, interactions, submissions, suggestions } = createCommands({
    ...operations,
    ...queries,
    costPolicy: shared.costPolicy,
    catalogue,
    deployPolicy: NO_DEPLOYS,
    now: clock.now,
    newId,
  })
  const door = createSlackDoor({
    ...(options.mode === 'http'
      ? { mode: 'http', signingSecret: slack.signingSecret }
      : { mode: 'socket', appToken: slack.appToken }),
    botToken: slack.botToken,
    apiUrl: slack.apiUrl,
    commands: [...(options.commands ?? []), ...commands],
    interactions: [...(options.interactions ?? []), ...interactions],
    submissions: [...(options.submissions ?? []), ...submissions],
    suggestions: [...(options.suggestions ?? []), ...suggestions],
    whoIs: queries.whoIs,
    answers: createSlackAnswers(slackDeps),
    acceptInteraction: operations.acceptInteraction,
    clock,
    newId,
    logger,
  })
  running.door = door
  const server = Fastify()
  await server.register((scope) => door.plugin(scope))
  await server.listen({ host: '127.0.0.1', port: options.port ?? 0 })
  await door.start()
  const stop = async (timeoutMs?: number) => {
    await door.stop(timeoutMs)
    await server.close()
  }
  return { ...door, stop }
}

/** Stores a thread with these episodes and posts its card; resolves with the card's ts. */
export async function givenCard(
  { slack, store }: Pick<DoorOptions, 'slack' | 'store'>,
  episodes: Episode[],
  thread: AlertThread = givenThread(),
): Promise<string> {
  const card = alertThreadCard({ thread, episodes, team: PAYMENTS, now: NINE })
  const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channel: thread.channel, ...card }),
  })
  const { ts, error } = (await response.json()) as { ts: string; error?: string }
  if (error) throw new Error(error)
  await store.transaction(async (tx) => {
    await tx.threads.insert(thread)
    await tx.episodes.insertMany(episodes)
    const id = `alert-thread:${thread.id}`
    const stored = await tx.cards.want({
      id,
      kind: 'alert-thread',
      subject: thread.id,
      channel: thread.channel,
      priority: 3,
      dueAt: NINE,
    })
    await tx.cards.save(
      { ...stored, ts, state: 'shown', shownVersion: stored.wantedVersion },
      { state: stored.state, attemptKey: null },
    )
  })
  return ts
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
