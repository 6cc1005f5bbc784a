import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WorkspaceSeed } from '../../playground/slack/seed.ts'
import {
  startSlackSimulator,
  type SimulatorOptions,
  type SlackSimulator,
} from '../../playground/slack/simulator.ts'

const commands = [
  '/alerts',
  '/owner',
  '/coxswain',
  '/deploy',
  '/approve',
  '/rollback',
  '/deploys',
  '/lock',
  '/unlock',
  '/freeze',
  '/audit',
  '/resource',
  '/cost',
  '/budget',
]

const testManifest = `
display_information: { name: Coxswain }
features:
  bot_user: { display_name: coxswain }
  slash_commands:
${commands.map((name) => `    - { command: ${name}, description: What ${name} does, usage_hint: '[something]', should_escape: true }`).join('\n')}
oauth_config:
  scopes:
    bot: [chat:write, chat:write.public, commands, channels:read, groups:read, channels:history, groups:history, users:read, usergroups:read, files:write, files:read, im:write]
settings:
  interactivity: { is_enabled: true }
  socket_mode_enabled: true
`

export function testSeed(): WorkspaceSeed {
  return {
    team: { id: 'T0COXSWAIN', name: 'Harbour', domain: 'harbour' },
    bot: { userId: 'U0COXSWAIN', botId: 'B0COXSWAIN', appId: 'A0COXSWAIN', name: 'Coxswain' },
    people: [
      { id: 'U0ALICE', name: 'alice', realName: 'Alice Kim', persona: 'developer', locale: 'ko-KR' },
      { id: 'U0BOB', name: 'bob', realName: 'Bob Park', persona: 'owner' },
      { id: 'U0CAROL', name: 'carol', realName: 'Carol Lee', persona: 'approver' },
      { id: 'U0GUS', name: 'gus', realName: 'Gus Guest', persona: 'guest', membership: 'guest' },
      {
        id: 'U0OLGA',
        name: 'olga',
        realName: 'Olga Outside',
        persona: 'outsider',
        membership: 'external',
        tz: 'Europe/Berlin',
      },
    ],
    channels: [
      { id: 'C0PAY', name: 'payments', members: ['U0ALICE', 'U0BOB', 'U0CAROL', 'U0GUS', 'U0OLGA'] },
      { id: 'C0ORDERS', name: 'orders', members: ['U0ALICE', 'U0BOB'] },
      { id: 'C0UNOWNED', name: 'unowned', members: 'everyone' },
      { id: 'C0COMPANY', name: 'company', members: 'everyone' },
      { id: 'C0ADMINS', name: 'platform-admins', private: true, members: ['U0CAROL'] },
      { id: 'C0SECRET', name: 'secret', private: true, members: ['U0ALICE'], botIsMember: false },
      { id: 'C0ALIEN', name: 'no-bot-here', members: ['U0ALICE'], botIsMember: false },
      { id: 'C0OLD', name: 'old', archived: true, members: ['U0ALICE'] },
    ],
    groups: [
      { id: 'S0PAY', handle: 'payments-team', name: 'Payments team', members: ['U0BOB'] },
      { id: 'S0ORDERS', handle: 'orders-team', name: 'Orders team', members: ['U0ALICE'] },
      { id: 'S0ADMINS', handle: 'platform-admins', name: 'Platform admins', members: ['U0CAROL'] },
    ],
  }
}

export type TestSlackOptions = Partial<Omit<SimulatorOptions, 'manifestPath'>> & {
  /** YAML; default: every command, all scopes, interactivity. */
  manifest?: string
  manifestPath?: string
}

/** A simulated Slack of its own for one test; stop() removes what it left on disk. */
export async function startTestSlack({
  manifest = testManifest,
  ...overrides
}: TestSlackOptions = {}): Promise<SlackSimulator> {
  const folder = mkdtempSync(join(tmpdir(), 'test-slack-'))
  const manifestPath = join(folder, 'manifest.yml')
  writeFileSync(manifestPath, manifest)
  const slack = await startSlackSimulator({ port: 0, workspace: testSeed(), manifestPath, ...overrides })
  const stop = async () => {
    await slack.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { ...slack, stop }
}

/** The manifest that startTestSlack uses, with changes by text. */
export const testManifestWith = (change: (yaml: string) => string) => change(testManifest)

export interface RawAnswer {
  status: number
  headers: Headers
  body: Record<string, unknown> & { ok: boolean; error?: string }
}

/** Calls the Web API as any HTTP client would; `token: null` sends none. */
export async function callSlack(
  slack: SlackSimulator,
  method: string,
  args: Record<string, unknown> = {},
  { token = slack.botToken, form = false }: { token?: string | null; form?: boolean } = {},
): Promise<RawAnswer> {
  const entries = Object.entries(args).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  const response = await fetch(slack.apiUrl + method, {
    method: 'POST',
    headers: {
      'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json; charset=utf-8',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: form ? new URLSearchParams(entries).toString() : JSON.stringify(args),
  })
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as RawAnswer['body'],
  }
}
