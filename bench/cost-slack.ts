import { setTimeout as sleep } from 'node:timers/promises'
import { stringify } from 'yaml'
import { startApp } from '../src/compose.ts'
import { loadConfig } from '../src/config/load-config.ts'
import { createSystemClock } from '../src/lib/clock.ts'
import { createLogger } from '../src/lib/logger.ts'
import { testConfig } from '../test/harness/app.ts'
import { costConfig } from '../test/harness/cost-app.ts'
import { startOpenCostBooks } from '../test/harness/opencost-books.ts'
import { wordsOf } from '../test/harness/read-message.ts'
import { startTestSlack } from '../test/harness/simulator.ts'
import { quantile, row, type BenchRow } from './bench-row.ts'
import { ASKED_AT, CATALOGUE, POLICY, projectName, SOURCES, teamId } from './cost-company.ts'

const TIMES = 20
const WITHIN_MS = 10_000
const CHANNEL = 'payments'
const ASKER = 'U0BOB'

/** Typed in Slack, until the answer stands there: the whole bot over the same store. Its sources are silent meanwhile. */
export async function slackRows(dataDir: string): Promise<BenchRow[]> {
  const clock = createSystemClock(1, ASKED_AT)
  const slack = await startTestSlack({ clock })
  const books = await startOpenCostBooks()
  books.fail(503)
  const env = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    COXSWAIN_CONFIG: 'coxswain.yaml',
    GRAFANA_MAIN_TOKEN: 'grafana',
    ALERTMANAGER_MAIN_TOKEN: 'alertmanager',
  }
  const text = stringify(configOf({ dataDir, apiUrl: slack.apiUrl, url: books.url }))
  const app = await startApp(loadConfig({ env, readFile: () => text }), {
    clock,
    logger: createLogger('silent'),
  })
  const rows: BenchRow[] = []
  try {
    for (const [what, line] of LINES) {
      const ms: number[] = []
      for (let index = 0; index < TIMES; index++) {
        const startedAt = performance.now()
        await type(slack, line(index))
        ms.push(performance.now() - startedAt)
      }
      rows.push(
        row(`${what}, from Slack to Slack: p50`, quantile(ms, 0.5), 'ms'),
        row(`${what}, from Slack to Slack: p95`, quantile(ms, 0.95), 'ms'),
      )
    }
  } finally {
    await app.stop()
    await slack.stop()
    await books.stop()
  }
  return rows
}

const LINES: [what: string, line: (index: number) => string][] = [
  ['/cost <project>', (index) => `/cost ${projectName(index * 31)}`],
  ['/cost team:<team> 30d', (index) => `/cost team:${teamId(index * 7)} 30d`],
  ['/cost company 30d', () => '/cost company 30d'],
]

async function type(slack: Awaited<ReturnType<typeof startTestSlack>>, line: string): Promise<void> {
  const person = slack.as(ASKER)
  const told = () => person.messages(CHANNEL).findLast(({ ephemeral }) => ephemeral)
  const before = told()?.ts
  const sent = await person.command({ channel: CHANNEL, text: line })
  if (!sent.ok) throw new Error(`${line}: ${JSON.stringify(sent)}`)
  for (const end = Date.now() + WITHIN_MS; told()?.ts === before; await sleep(1))
    if (Date.now() > end) throw new Error(`${line}: no answer`)
  const words = wordsOf(told() ?? {})
  if (!words.includes('$')) throw new Error(`${line}: ${words}`)
}

function configOf({ dataDir, apiUrl, url }: { dataDir: string; apiUrl: string; url: string }) {
  const clusters = SOURCES.flatMap(({ cluster }) =>
    cluster === null ? [] : [{ cluster, url: `${url}/${cluster}` }],
  )
  const teams = CATALOGUE.teams.map(({ id, name }) => ({ id, name, channel: 'C0PAY', members: [ASKER] }))
  const projects = CATALOGUE.projects.map(({ namespace, teamId: team }) => ({
    namespace,
    team,
    services: [],
  }))
  return {
    ...testConfig({ teams, projects, timeZone: POLICY.timeZone }),
    ...costConfig({ kr: url, eu: url }, { clusters, budgets: {} }),
    dataDir,
    slack: {
      mode: 'socket',
      apiUrl,
      fallbackChannel: 'C0UNOWNED',
      companyChannel: 'C0COMPANY',
      adminChannel: 'C0ADMINS',
      adminGroup: 'S0ADMINS',
    },
  }
}
