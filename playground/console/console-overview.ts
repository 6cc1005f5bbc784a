import { FAULT_SCRIPTS, type FaultName } from '../aws/fault-scripts.ts'
import { AWS_KINDS, type AwsKind, type InventoryItem } from '../aws/inventory.ts'
import type { JournalEntry } from '../aws/journal.ts'
import { AWS_ACCOUNT_ID, regions } from '../aws/places.ts'
import type { AwsSimulator } from '../aws/simulator.ts'
import { paceOf, PACES, type Pace } from './pace.ts'

const CALLS_SHOWN = 60

export const CALL_FILTERS = {
  all: () => true,
  writes: ({ isWrite }: JournalEntry) => isWrite,
  refused: ({ code }: JournalEntry) => code !== null,
} as const
export type CallFilter = keyof typeof CALL_FILTERS

export interface ShownFault {
  name: FaultName
  title: string
  isOn: boolean
  /** How often it strikes yet; null: until it is switched off. */
  left: number | null
}

export interface ConsoleOverview {
  endpoint: string
  accountId: string
  regions: string[]
  /** What somebody else can make: nodes come with their group. */
  kinds: AwsKind[]
  items: InventoryItem[]
  /** Newest first. */
  calls: JournalEntry[]
  faults: ShownFault[]
  pace: Pace | null
  paces: { name: Pace; words: string }[]
}

/** Everything that a page needs to show the account. Nothing in it is secret. */
export function consoleOverview(aws: AwsSimulator, calls: CallFilter = 'all'): ConsoleOverview {
  return {
    endpoint: aws.url,
    accountId: AWS_ACCOUNT_ID,
    regions: regions(),
    kinds: AWS_KINDS.filter((kind) => kind !== 'elasticache-cache-cluster'),
    items: aws.inventory(),
    calls: aws.journal().filter(CALL_FILTERS[calls]).slice(-CALLS_SHOWN).toReversed(),
    faults: shownFaults(aws),
    pace: paceOf(aws.settings),
    paces: (Object.keys(PACES) as Pace[]).map((name) => ({ name, words: PACES[name].words })),
  }
}

export function shownFaults({ faults }: Pick<AwsSimulator, 'faults'>): ShownFault[] {
  const active = new Map(faults.active().map(({ name, left }) => [name, left]))
  return (Object.keys(FAULT_SCRIPTS) as FaultName[]).map((name) => ({
    name,
    title: FAULT_SCRIPTS[name].title,
    isOn: active.has(name),
    left: active.get(name) ?? null,
  }))
}
