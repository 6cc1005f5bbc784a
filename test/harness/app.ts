import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { startApp, type App } from '../../src/compose.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import { createSystemClock, type Clock } from '../../src/lib/clock.ts'
import { createLogger, type Logger } from '../../src/lib/logger.ts'
import { startTestSlack, type TestSlackOptions } from './simulator.ts'

/** The composed bot and its simulated workspace, speaking the real protocols over loopback. */
export interface TestApp {
  slack: SlackSimulator
  app: App
  dataDir: string
  /** Bearer tokens of the sources. */
  tokens: { grafana: string; alertmanager: string }
  grafana(body: unknown): Promise<Response>
  alertmanager(body: unknown): Promise<Response>
  /**
   * Ends the bot and starts it again on the same data; `downForMs` of its time go by in between, at once. `config`
   * replaces the parts of the configuration that it started with.
   */
  restart(options?: { downForMs?: number; config?: Record<string, unknown> }): Promise<void>
  /** Time of bot and workspace. */
  now(): number
  /** Lets so much time go by at once, for whoever asks for the time; timers that run keep their length. */
  skip(ms: number): void
  stop(): Promise<void>
}

export interface TestAppOptions {
  /** How much faster than real time bot and workspace live. */
  speed?: number
  /** Where their time begins (ms). */
  base?: number
  /** Replaces parts of the configuration. */
  config?: Record<string, unknown>
  slack?: TestSlackOptions
  /** Variables beside those of Slack and the alert sources. */
  env?: Record<string, string>
  /** Shared with other simulators; made from speed and base otherwise. */
  clock?: Clock
  mode?: 'socket' | 'http'
  /** Default: what it says is heard by nobody. */
  logger?: Logger
}

const TOKENS = { GRAFANA_MAIN_TOKEN: 'grafana-main-token', ALERTMANAGER_MAIN_TOKEN: 'am-main-token' }

export function testConfig(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  const bearer = (secret: string) => ({ type: 'bearer', secret })
  return {
    timeZone: 'Asia/Seoul',
    http: { port: 0 },
    logLevel: 'silent',
    alerts: {
      sources: [
        { kind: 'grafana', name: 'main', clusterLabel: 'cluster', auth: bearer('GRAFANA_MAIN_TOKEN') },
        {
          kind: 'alertmanager',
          name: 'main',
          clusterLabel: 'cluster',
          auth: bearer('ALERTMANAGER_MAIN_TOKEN'),
        },
      ],
    },
    teams: [
      { id: 'payments', name: 'Payments', channel: 'C0PAY', userGroup: 'S0PAY', members: [] },
      { id: 'orders', name: 'Orders', channel: 'C0ORDERS', members: ['U0ALICE'] },
    ],
    projects: [
      { namespace: 'payments', team: 'payments', services: ['payments-api'] },
      { namespace: 'payments-prod', team: 'payments', services: [] },
      { namespace: 'orders', team: 'orders', services: ['orders-api'] },
      { namespace: 'chat', team: 'orders', services: [] },
    ],
    ...overrides,
  }
}

export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { speed = 1, base = Date.now(), mode = 'socket' } = options
  const dataDir = mkdtempSync(join(tmpdir(), 'test-app-'))
  const running = options.clock ?? createSystemClock(speed, base)
  let skippedMs = 0
  const clock = { ...running, now: () => running.now() + skippedMs }
  const slack = await startTestSlack({ clock, speed, ...options.slack })
  const configOf = (parts?: Record<string, unknown>) =>
    stringify({
      ...testConfig(parts),
      dataDir,
      slack: {
        mode,
        apiUrl: slack.apiUrl,
        fallbackChannel: 'C0UNOWNED',
        companyChannel: 'C0COMPANY',
        adminChannel: 'C0ADMINS',
        adminGroup: 'S0ADMINS',
      },
    })
  let config = configOf(options.config)
  const env = {
    COXSWAIN_CONFIG: 'coxswain.yaml',
    SLACK_BOT_TOKEN: slack.botToken,
    ...(mode === 'socket'
      ? { SLACK_APP_TOKEN: slack.appToken }
      : { SLACK_SIGNING_SECRET: slack.signingSecret }),
    ...TOKENS,
    ...options.env,
  }
  const logger = options.logger ?? createLogger('silent')
  const start = () => startApp(loadConfig({ env, readFile: () => config }), { clock, logger })
  let app = await start()
  const send = (kind: string, token: string) => (body: unknown) =>
    fetch(`${app.url}/webhooks/${kind}/main`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  return {
    slack,
    get app() {
      return app
    },
    dataDir,
    tokens: { grafana: TOKENS.GRAFANA_MAIN_TOKEN, alertmanager: TOKENS.ALERTMANAGER_MAIN_TOKEN },
    now: clock.now,
    skip: (ms) => void (skippedMs += ms),
    grafana: send('grafana', TOKENS.GRAFANA_MAIN_TOKEN),
    alertmanager: send('alertmanager', TOKENS.ALERTMANAGER_MAIN_TOKEN),
    async restart({ downForMs = 0, config: parts } = {}) {
      await app.stop()
      if (parts) config = configOf(parts)
      skippedMs += downForMs
      app = await start()
    },
    async stop() {
      await app.stop()
      await slack.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
