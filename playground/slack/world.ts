import type { SimulatorClock } from './clock.ts'
import type { EphemeralMessages } from './ephemeral-messages.ts'
import type { EventFeed } from './event-feed.ts'
import type { Faults } from './faults.ts'
import type { FileBook } from './files/file-book.ts'
import type { AppManifest } from './manifest.ts'
import type { RateLimiter } from './rate-limits.ts'
import type { ResponseUrls } from './response-urls.ts'
import type { Settings } from './settings.ts'
import type { Traffic } from './traffic.ts'
import type { Triggers } from './triggers.ts'
import type { ViewStacks } from './view-stacks.ts'
import type { Workspace } from './workspace.ts'

export interface Credentials {
  botToken: string
  appToken: string
  signingSecret: string
  /** The legacy verification token that payloads still carry. */
  verificationToken: string
  revoked: boolean
}

/** Everything the simulated Slack knows; each part is one file. */
export interface World {
  /** Without a slash at the end. */
  url: string
  clock: SimulatorClock
  workspace: Workspace
  manifest: AppManifest
  credentials: Credentials
  events: EventFeed
  traffic: Traffic
  faults: Faults
  limits: RateLimiter
  calls: Record<string, { total: number; limited: number }>
  triggers: Triggers
  responseUrls: ResponseUrls
  views: ViewStacks
  ephemerals: EphemeralMessages
  files: FileBook
  settings: Settings
  /** Single-use addresses of the socket. */
  openSocketUrl(): string
}
