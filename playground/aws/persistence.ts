import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { NodeSpan } from './cost-node-spans.ts'
import type { SavedRegion } from './elasticache/region.ts'
import type { SsmState } from './ssm-parameter.ts'

/** What exists; calls, faults and temporary credentials are not kept. */
export interface SavedAccount {
  version: 1
  elasticache: SavedRegion[]
  ssm: SsmState
  /** What was paid for; not in files of before there was a bill. */
  nodeSpans?: NodeSpan[]
}

/** null: nothing was saved there yet. Throws when the file is of another version. */
export function loadAccount(path: string): SavedAccount | null {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  const saved = JSON.parse(text) as SavedAccount
  if (saved.version !== 1) throw new Error(`loading the simulated aws: ${path} has an unknown version`)
  return saved
}

export function saveAccount(path: string, account: SavedAccount): void {
  mkdirSync(dirname(path), { recursive: true })
  // Parameter Store has passwords, if only of caches that do not exist.
  writeFileSync(`${path}.new`, JSON.stringify(account), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

const EVERY_MS = 1000

/** Saves at most once a second after changes, and when it is ended. */
export function createSaver(save: () => void): { changed(): void; end(): void } {
  let timer: NodeJS.Timeout | undefined
  return {
    changed() {
      timer ??= setTimeout(() => {
        timer = undefined
        save()
      }, EVERY_MS)
      timer.unref()
    },
    end() {
      clearTimeout(timer)
      save()
    },
  }
}
