import { isWrite, nameIn } from './call-subject.ts'
import type { AwsCall } from './aws-service.ts'

/** One call as it went. */
export interface JournalEntry {
  seq: number
  /** By the simulator's clock, ms. */
  at: number
  service: AwsCall['service']
  /** `CreateReplicationGroup` */
  operation: string
  region: string
  /** Of the thing it is about, lower case where AWS says so; null when it is about none. */
  name: string | null
  isWrite: boolean
  /** Something was changed by it, whether the answer was heard or not. */
  isEffective: boolean
  /** Wire code of the error; null when it was carried out. */
  code: string | null
  requestId: string
}

export interface Journal {
  /** `code`: of the error; null when it was carried out. */
  add(call: AwsCall, went: { at: number; code: string | null }): JournalEntry
  all(): JournalEntry[]
  clear(): void
}

/** What is older than this many calls is forgotten. */
const MOST_ENTRIES = 20_000

export function createJournal(): Journal {
  let entries: JournalEntry[] = []
  let seq = 0
  return {
    add(call, { at, code }) {
      const { service, operation, region, requestId } = call
      const writes = isWrite(operation)
      seq += 1
      const entry: JournalEntry = {
        seq,
        at,
        service,
        operation,
        region,
        name: nameIn(call),
        isWrite: writes,
        isEffective: writes && code === null,
        code,
        requestId,
      }
      entries.push(entry)
      if (entries.length > 2 * MOST_ENTRIES) entries = entries.slice(-MOST_ENTRIES)
      return entry
    },
    all: () => [...entries],
    clear() {
      entries = []
      seq = 0
    },
  }
}
