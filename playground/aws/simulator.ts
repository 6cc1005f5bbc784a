import type { Socket } from 'node:net'
import { listenLocally } from '../kubernetes/listen.ts'
import type { SimulatorClock } from '../slack/clock.ts'
import { createAccount, type BillSettings } from './account.ts'
import { USER_CREDENTIALS } from './credential-book.ts'
import { createFaults, type FaultBook } from './faults.ts'
import type { AwsHooks } from './hooks.ts'
import type { AwsKind, InventoryItem } from './inventory.ts'
import { createJournal, type JournalEntry } from './journal.ts'
import { createSaver, loadAccount, saveAccount, type SavedAccount } from './persistence.ts'
import { DEFAULT_REGION } from './places.ts'
import { createAwsServer } from './server.ts'
import { PLAYGROUND_SETTINGS, type AwsSettings } from './settings.ts'

export interface AwsSimulatorOptions {
  clock: Pick<SimulatorClock, 'now'>
  /** Default: PLAYGROUND_SETTINGS. */
  settings?: Partial<AwsSettings>
  /** 0, the default: any free one. */
  port?: number
  /** A file that keeps what exists from one start to the next. */
  persistPath?: string
  /** Default: USUAL_BILL. */
  bill?: Partial<BillSettings>
}

export interface AwsSimulator {
  url: string
  /** What the environment of `env` holds. Roles that are assumed bring their own. */
  credentials: { accessKeyId: string; secretAccessKey: string }
  /** For the bot's process: endpoint, credentials, region. */
  env: Record<'AWS_ENDPOINT_URL' | 'AWS_ACCESS_KEY_ID' | 'AWS_SECRET_ACCESS_KEY' | 'AWS_REGION', string>
  /** Everything that exists in all regions, but what AWS itself put there; sorted by kind, name and region. */
  inventory(): InventoryItem[]
  /** Every call that was carried out or refused since the start or the last reset, in order; the newest 20000 at least. */
  journal(): JournalEntry[]
  faults: FaultBook
  hooks: AwsHooks
  /** May be changed while it runs; what is under way keeps its times. */
  settings: AwsSettings
  /** Makes something that nobody here made: in service at once, without marker and tags. */
  addForeign(kind: AwsKind, name: string, region?: string): void
  /** Takes something away as somebody at the console does, at once and whatever refers to it. Throws when it is not there. */
  removeByHand(kind: AwsKind, name: string, region?: string): void
  /** Serves a connection that was opened elsewhere. */
  accept(connection: Socket): void
  /** A copy of everything that exists; calls, faults and temporary credentials are not in it. */
  save(): SavedAccount
  /** Puts it in place of what exists in its regions. */
  load(saved: SavedAccount): void
  /** Forgets everything: what exists, journal, faults, hooks, open calls. The clock may be replaced. */
  reset(clock?: Pick<SimulatorClock, 'now'>): void
  stop(): Promise<void>
}

export const USUAL_BILL: BillSettings = {
  projects: ['payments', 'search'],
  restatedPercent: () => 0,
  pageRows: 500,
}

/** Starts a simulated AWS account on 127.0.0.1 that the AWS SDK accepts as its endpoint. */
export async function startAwsSimulator(options: AwsSimulatorOptions): Promise<AwsSimulator> {
  const { port = 0, persistPath } = options
  let { clock } = options
  const now = () => clock.now()
  const settings = { ...PLAYGROUND_SETTINGS, ...options.settings }
  const [faults, journal, hooks] = [createFaults(), createJournal(), {} as AwsHooks]
  const bill = { ...USUAL_BILL, ...options.bill }
  const account = createAccount({ now, settings, faults, bill })
  const saved = persistPath === undefined ? null : loadAccount(persistPath)
  if (saved) account.load(saved)
  const saver = persistPath === undefined ? null : createSaver(() => saveAccount(persistPath, account.save()))
  const onChange = () => {
    account.noteCosts()
    saver?.changed()
  }
  const { services, credentials } = account
  const http = createAwsServer({ services, credentials, faults, hooks, journal, now, onChange })
  const url = `http://127.0.0.1:${await listenLocally(http.server, port)}`
  return {
    url,
    credentials: { ...USER_CREDENTIALS },
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: USER_CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: USER_CREDENTIALS.secretAccessKey,
      AWS_REGION: DEFAULT_REGION,
    },
    inventory: account.inventory,
    journal: journal.all,
    faults,
    hooks,
    settings,
    addForeign(kind, name, region = DEFAULT_REGION) {
      account.addForeign(kind, name, region)
      onChange()
    },
    removeByHand(kind, name, region = DEFAULT_REGION) {
      account.removeByHand(kind, name, region)
      onChange()
    },
    accept: (connection) => void http.server.emit('connection', connection),
    save: () => structuredClone(account.save()),
    load(copy) {
      account.load(structuredClone(copy))
      onChange()
    },
    reset(newClock) {
      clock = newClock ?? clock
      http.cutOpen()
      delete hooks.onCall
      faults.clear()
      journal.clear()
      account.reset()
      onChange()
    },
    async stop() {
      await http.stop()
      saver?.end()
    },
  }
}
