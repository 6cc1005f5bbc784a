import type { WorkspaceSeed } from '../../playground/slack/seed.ts'

export const CLUSTER = 'prod-kr'
/** Whose cards stand before the killing begins: only replies and digests are posted here. */
export const STANDING = { channel: 'C0STANDING', namespaces: ['standing-a', 'standing-b', 'standing-c'] }
/** One namespace with more alerts than a card can hold. */
export const CROWDED = { channel: 'C0CROWDED', namespaces: ['crowded'] }
/** What nobody owns: every new namespace begins a thread here. */
export const UNOWNED = 'C0UNOWNED'
export const COMPANY = 'C0COMPANY'
export const CHANNELS = [STANDING.channel, CROWDED.channel, UNOWNED, COMPANY, 'C0ADMINS']
export const CLICKER = 'U0BOB'

export const WEBHOOK_TOKEN = 'chaos-webhook-token'

export function chaosSeed(): WorkspaceSeed {
  const people = [
    { id: 'U0ALICE', name: 'alice', realName: 'Alice Kim', persona: 'developer' },
    { id: CLICKER, name: 'bob', realName: 'Bob Park', persona: 'owner' },
  ]
  return {
    team: { id: 'T0CHAOS', name: 'Chaos', domain: 'chaos' },
    bot: { userId: 'U0COXSWAIN', botId: 'B0COXSWAIN', appId: 'A0COXSWAIN', name: 'Coxswain' },
    people,
    channels: CHANNELS.map((id) => ({ id, name: id.slice(2).toLowerCase(), members: 'everyone' as const })),
    groups: [
      { id: 'S0ADMINS', handle: 'admins', name: 'Admins', members: ['U0ALICE'] },
      { id: 'S0TEAM', handle: 'team', name: 'Team', members: [CLICKER] },
    ],
  }
}

export function chaosConfig({
  apiUrl,
  dataDir,
}: {
  apiUrl: string
  dataDir: string
}): Record<string, unknown> {
  const owned = [STANDING, CROWDED]
  return {
    timeZone: 'Asia/Seoul',
    dataDir,
    http: { host: '127.0.0.1', port: 0 },
    logLevel: 'info',
    slack: {
      mode: 'socket',
      apiUrl,
      adminGroup: 'S0ADMINS',
      fallbackChannel: UNOWNED,
      companyChannel: COMPANY,
      adminChannel: 'C0ADMINS',
    },
    alerts: {
      threadQuietMinutes: 1440,
      threadMaxAgeHours: 240,
      mentionQuietMinutes: 1,
      coalesceSeconds: 3,
      sources: [
        {
          kind: 'alertmanager',
          name: 'main',
          cluster: CLUSTER,
          auth: { type: 'bearer', secret: 'ALERTMANAGER_MAIN_TOKEN' },
        },
      ],
    },
    teams: owned.map(({ channel }) => ({
      id: channel.toLowerCase(),
      name: channel,
      channel,
      userGroup: 'S0TEAM',
      members: [],
    })),
    projects: owned.flatMap(({ channel, namespaces }) =>
      namespaces.map((namespace) => ({ namespace, clusters: [], team: channel.toLowerCase(), services: [] })),
    ),
  }
}
