import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { createSaver } from '../aws/persistence.ts'
import type { UsageLog } from './usage-log.ts'

/** A namespace uses more than it did, everywhere. */
export interface Spike {
  namespace: string
  factor: number
  from: number
  /** null: it goes on. */
  to: number | null
}

/** Figures of a day of UTC that were corrected afterwards. */
export interface Restatement {
  day: string
  percent: number
}

export const SOURCE_FAULTS = ['unreachable', 'server-errors', 'empty'] as const
export type SourceFault = (typeof SOURCE_FAULTS)[number]

/** What was written down, and what was made wrong. Kept from one start to the next. */
export interface SavedCosts {
  version: 1
  /** The first start: what is older is invented. */
  beganAt: number
  /** By cluster. */
  usage: Record<string, UsageLog>
  spikes: Spike[]
  restated: Restatement[]
  /** By cluster: times that its OpenCost has not seen. */
  gaps: Record<string, { from: number; to: number }[]>
  /** By cluster. */
  down: Record<string, SourceFault>
}

export interface CostBook {
  saved: SavedCosts
  /** Tells that something in it was changed. */
  changed(): void
  restatedPercent(day: string): number
  /** Writes it a last time. */
  stop(): void
}

/** Without a path it is kept in memory only. Throws when the file is of another version. */
export function openCostBook(path: string | null, now: number): CostBook {
  const saved = (path === null ? null : load(path)) ?? emptyBook(now)
  const saver = path === null ? null : createSaver(() => save(path, saved))
  saver?.changed()
  return {
    saved,
    changed: () => saver?.changed(),
    restatedPercent: (day) => saved.restated.find((one) => one.day === day)?.percent ?? 0,
    stop: () => saver?.end(),
  }
}

function emptyBook(beganAt: number): SavedCosts {
  return { version: 1, beganAt, usage: {}, spikes: [], restated: [], gaps: {}, down: {} }
}

function load(path: string): SavedCosts | null {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  const saved = JSON.parse(text) as SavedCosts
  if (saved.version !== 1) throw new Error(`loading the simulated costs: ${path} has an unknown version`)
  return saved
}

function save(path: string, saved: SavedCosts): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.new`, JSON.stringify(saved))
  renameSync(`${path}.new`, path)
}
