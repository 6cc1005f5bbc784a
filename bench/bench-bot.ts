import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { createSpeedClock, type SimulatorClock } from '../playground/slack/clock.ts'
import { startSlackSimulator, type SlackSimulator } from '../playground/slack/simulator.ts'
import { createBotProcess, type BotProcess } from '../test/harness/bot-process.ts'

export const NAMESPACES = 350
export const CLICKER = 'U0BOB'
const TOKEN = 'bench-token'
const MANIFEST = fileURLToPath(new URL('../manifest.yml', import.meta.url))

/** The real bot as a child process, and a workspace in which its teams share so many channels. */
export interface BenchBot {
  bot: BotProcess
  slack: SlackSimulator
  clock: SimulatorClock
  dataDir: string
  channels: string[]
  send(body: string): Promise<void>
  stop(): Promise<void>
}

export function namespaceName(index: number): string {
  return `team-${String(index % NAMESPACES).padStart(3, '0')}`
}

export async function prepareBot({ channels: count = 1, speed = 1 } = {}): Promise<BenchBot> {
  const folder = mkdtempSync(join(tmpdir(), 'coxswain-bench-'))
  const dataDir = join(folder, 'data')
  const base = Date.now()
  const clock = createSpeedClock(speed, base)
  const channels = Array.from({ length: count }, (_, index) => `C0TEAM${String(index).padStart(2, '0')}`)
  const slack = await startSlackSimulator({
    port: 0,
    workspace: seed(channels),
    manifestPath: MANIFEST,
    clock,
    speed,
  })
  const configPath = join(folder, 'coxswain.yaml')
  writeFileSync(configPath, stringify(config({ apiUrl: slack.apiUrl, dataDir, channels })))
  const bot = createBotProcess({
    COXSWAIN_CONFIG: configPath,
    ...(speed === 1 ? {} : { COXSWAIN_CLOCK: `${speed}@${base}` }),
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    ALERTMANAGER_BENCH_TOKEN: TOKEN,
  })
  return {
    bot,
    slack,
    clock,
    dataDir,
    channels,
    async send(body) {
      const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
      const answer = await fetch(`${bot.url()}/webhooks/alertmanager/bench`, {
        method: 'POST',
        headers,
        body,
      })
      if (!answer.ok) throw new Error(`sending alerts: ${answer.status} ${await answer.text()}`)
    },
    async stop() {
      await bot.kill()
      await slack.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function seed(channels: string[]) {
  const all = [...channels, 'C0UNOWNED']
  return {
    team: { id: 'T0BENCH', name: 'Bench', domain: 'bench' },
    bot: { userId: 'U0COXSWAIN', botId: 'B0COXSWAIN', appId: 'A0COXSWAIN', name: 'Coxswain' },
    people: [{ id: CLICKER, name: 'bob', realName: 'Bob Park', persona: 'owner' }],
    channels: all.map((id) => ({ id, name: id.slice(2).toLowerCase(), members: 'everyone' as const })),
    groups: [],
  }
}

function config({ apiUrl, dataDir, channels }: { apiUrl: string; dataDir: string; channels: string[] }) {
  return {
    dataDir,
    http: { host: '127.0.0.1', port: 0 },
    logLevel: 'info',
    slack: { mode: 'socket', apiUrl, fallbackChannel: 'C0UNOWNED' },
    alerts: {
      sources: [
        {
          kind: 'alertmanager',
          name: 'bench',
          clusterLabel: 'cluster',
          auth: { type: 'bearer', secret: 'ALERTMANAGER_BENCH_TOKEN' },
        },
      ],
    },
    digest: { enabled: false },
    teams: channels.map((channel) => ({
      id: channel.toLowerCase(),
      name: channel,
      channel,
      members: [CLICKER],
    })),
    projects: Array.from({ length: NAMESPACES }, (_, index) => ({
      namespace: namespaceName(index),
      team: (channels[index % channels.length] ?? '').toLowerCase(),
      services: [],
    })),
  }
}
