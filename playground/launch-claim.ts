import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ANSWERS_WITHIN_MS = 1_000

/** Throws when a running playground keeps its data there; two would overwrite each other's workspace. */
export async function refuseSharedData(dataDir: string): Promise<void> {
  const page = readPage(dataDir)
  if (page && (await answers(page))) {
    throw new Error(`a playground is already running with the data of ${dataDir}: ${page}`)
  }
}

export function rememberPage(dataDir: string, page: string): void {
  writeFileSync(join(dataDir, 'running.json'), JSON.stringify({ page }))
}

function readPage(dataDir: string): string | null {
  try {
    const { page } = JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8')) as { page?: string }
    return page?.startsWith('http://127.0.0.1:') ? page : null
  } catch {
    return null
  }
}

async function answers(page: string): Promise<boolean> {
  try {
    const response = await fetch(`${page}/playground/clock`, {
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
    })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}
