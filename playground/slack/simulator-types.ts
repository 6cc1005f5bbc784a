import type { SimulatorClock } from './clock.ts'
import type { WorkspaceEvent } from './event-feed.ts'
import type { Faults } from './faults.ts'
import type { ChannelChange, GroupChange, PersonChange } from './people/changes.ts'
import type { PersonActions } from './people/person-actions.ts'
import type { RateLimitSettings } from './rate-limits.ts'
import type { WorkspaceSeed } from './seed.ts'
import type { Settings } from './settings.ts'
import type { Handler } from './server.ts'
import type { DisconnectReason } from './socket/connections.ts'
import type { Exchange } from './traffic.ts'
import type { World } from './world.ts'

export interface SimulatorOptions {
  /** 0: any free port. */
  port: number
  workspace: WorkspaceSeed
  manifestPath: string
  clock?: SimulatorClock
  /** Only told to people who ask; the clock itself already runs at it. */
  speed?: number
  /** Deliver by signed HTTP; undefined: Socket Mode. */
  signedHttp?: { requestUrl: string; signingSecret?: string } | undefined
  /** Serves everything that Slack itself does not: the page. True when it has answered. */
  staticHandler?: Handler
  /** Where the workspace is kept between runs. */
  persistPath?: string | undefined
  rateLimits?: Partial<RateLimitSettings>
  settings?: Partial<Settings>
}

export interface SlackSimulator {
  url: string
  /** With a slash at the end, as `slackApiUrl` wants it. */
  apiUrl: string
  botToken: string
  appToken: string
  signingSecret: string
  speed: number
  /** The whole state, for tests in the same process. */
  world: World
  faults: Faults
  /** May be changed at any time. */
  settings: Settings
  /** By persona or user id. */
  as(who: string): PersonActions
  /** All messages of a channel (id or name), replies included, by timestamp. */
  messages(channel: string): Record<string, unknown>[]
  /** Web API calls by method. */
  calls(): Record<string, { total: number; limited: number }>
  /** Open sockets that may receive. */
  connections(): number
  refreshSockets(reason?: DisconnectReason, count?: number): void
  changePerson(who: string, change: PersonChange): void
  changeChannel(channel: string, change: ChannelChange): void
  changeGroup(id: string, change: GroupChange): void
  revokeToken(revoked: boolean): void
  recordTraffic(exchange: Exchange): void
  onEvent(listener: (event: WorkspaceEvent) => void): () => void
  stop(): Promise<void>
}
