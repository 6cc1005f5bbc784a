import type { SimulatorClock } from './clock.ts'
import { createEphemeralMessages } from './ephemeral-messages.ts'
import { createEventFeed } from './event-feed.ts'
import { createFaults } from './faults.ts'
import { createFileBook } from './files/file-book.ts'
import { newSecret } from './ids.ts'
import { readManifest } from './manifest.ts'
import { createRateLimiter, defaultRateLimits } from './rate-limits.ts'
import { createResponseUrls } from './response-urls.ts'
import { defaultSettings } from './settings.ts'
import type { SimulatorOptions } from './simulator-types.ts'
import { createTraffic } from './traffic.ts'
import { createTriggers } from './triggers.ts'
import { createViewStacks } from './view-stacks.ts'
import { createWorkspace } from './workspace.ts'
import type { World } from './world.ts'

/** The state behind a simulator; `url` and `openSocketUrl` are known once it listens. */
export function createWorld(options: SimulatorOptions, clock: SimulatorClock): World {
  const { now } = clock
  const events = createEventFeed()
  return {
    url: '',
    clock,
    workspace: createWorkspace(options.workspace),
    manifest: readManifest(options.manifestPath),
    credentials: {
      botToken: ['xoxb', newSecret(12)].join('-'),
      appToken: ['xapp', newSecret(12)].join('-'),
      signingSecret: options.signedHttp?.signingSecret ?? newSecret(),
      verificationToken: newSecret(12),
      revoked: false,
    },
    events,
    traffic: createTraffic(now, events),
    faults: createFaults(),
    limits: createRateLimiter(now, { ...defaultRateLimits, ...options.rateLimits }),
    calls: {},
    triggers: createTriggers(),
    responseUrls: createResponseUrls(now, options.workspace.team.id),
    views: createViewStacks(),
    ephemerals: createEphemeralMessages(),
    files: createFileBook(),
    settings: { ...defaultSettings, ...options.settings },
    openSocketUrl: () => '',
  }
}
