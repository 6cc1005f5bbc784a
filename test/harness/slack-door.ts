import Fastify from 'fastify'
import { createServer, type AddressInfo } from 'node:net'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { createCommands } from '../../src/commands/index.ts'
import { createSlackDoor, type SlackDoor } from '../../src/commands/slack/slack-door.ts'
import type { Catalogue } from '../../src/domain/catalogue.ts'
import type { Interaction, SlashCommand } from '../../src/commands/door.ts'
import type { Episode } from '../../src/domain/episode.ts'
import type { Store } from '../../src/domain/store.ts'
import type { AlertThread } from '../../src/domain/thread.ts'
import { createSlackAnswers } from '../../src/integrations/slack/answers.ts'
import { createSlackDirectory } from '../../src/integrations/slack/directory.ts'
import { createSlackMessages } from '../../src/integrations/slack/messages.ts'
import { createSystemClock } from '../../src/lib/clock.ts'
import { createNewId } from '../../src/lib/id.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { createAcceptInteraction } from '../../src/operations/accept-interaction.ts'
import { createAcknowledgeAlert } from '../../src/operations/acknowledge-alert.ts'
import { createUnacknowledgeAlert } from '../../src/operations/unacknowledge-alert.ts'
import { createListAlerts } from '../../src/queries/list-alerts.ts'
import { createThreadAlerts } from '../../src/queries/thread-alerts.ts'
import { createThreadLink } from '../../src/queries/thread-link.ts'
import { createWhoIs } from '../../src/queries/who-is.ts'
import { createWhoOwns } from '../../src/queries/who-owns.ts'
import { alertThreadCard } from '../../src/views/alert-thread-card.ts'
import { givenCatalogue, givenThread, NINE, PAYMENTS } from './given.ts'

export interface DoorOptions {
  slack: SlackSimulator
  store: Store
  mode?: 'socket' | 'http'
  /** Where POST /slack/events is served in HTTP mode. */
  port?: number
  catalogue?: Catalogue
  /** Stand before the real ones. */
  commands?: SlashCommand[]
  interactions?: Interaction[]
}

const clock = createSystemClock()
const newId = createNewId(clock.now)
const logger = createLogger('silent')

/** The real door, operations, queries and Slack adapters, on a simulated Slack and a real store. */
export async function startDoor(options: DoorOptions): Promise<SlackDoor> {
  const { slack, store, catalogue = givenCatalogue() } = options
  const slackDeps = { botToken: slack.botToken, apiUrl: slack.apiUrl, clock, logger }
  const directory = createSlackDirectory(slackDeps)
  const { permalink } = createSlackMessages(slackDeps)
  const reading = { store, catalogue, directory, permalink }
  const writing = { store, now: clock.now, newId }
  const { commands, interactions } = createCommands({
    now: clock.now,
    listAlerts: createListAlerts(reading),
    whoOwns: createWhoOwns(reading),
    threadAlerts: createThreadAlerts(reading),
    threadLink: createThreadLink(reading),
    doctor: async () => ({ ok: false, refusal: { reason: 'admins-only' } }),
    acknowledgeAlert: createAcknowledgeAlert(writing),
    unacknowledgeAlert: createUnacknowledgeAlert(writing),
  })
  const door = createSlackDoor({
    ...(options.mode === 'http'
      ? { mode: 'http', signingSecret: slack.signingSecret }
      : { mode: 'socket', appToken: slack.appToken }),
    botToken: slack.botToken,
    apiUrl: slack.apiUrl,
    commands: [...(options.commands ?? []), ...commands],
    interactions: [...(options.interactions ?? []), ...interactions],
    whoIs: createWhoIs({ directory, adminGroup: catalogue.adminGroup }),
    answers: createSlackAnswers(slackDeps),
    acceptInteraction: createAcceptInteraction(writing),
    clock,
    newId,
    logger,
  })
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
