import { setTimeout as sleep } from 'node:timers/promises'
import { startResourceApp, type ResourceApp } from '../test/harness/resource-app.ts'
import { make } from '../test/harness/resource-steps.ts'
import { row, type BenchRow } from './bench-row.ts'

const SETTLED_MS = 30_000
const IDLE_MS = 600_000
const LOOK_MS = 50

/** A whole bot that has a resource in service, and nothing to do about it. */
export async function idleRows(): Promise<BenchRow[]> {
  const bot = await startResourceApp()
  try {
    await make(bot, { environment: 'alpha', name: 'sessions' })
    await passed(bot, SETTLED_MS)
    const before = bot.aws.journal().length
    await passed(bot, IDLE_MS)
    const calls = bot.aws.journal().slice(before)
    for (const { operation } of calls) console.error(`called while nothing is in progress: ${operation}`)
    return [
      row('calls to AWS in 10 min while nothing is in progress', calls.length, `${before} before`, {
        target: '0',
        ok: calls.length === 0,
      }),
    ]
  } finally {
    await bot.stop()
  }
}

/** Of the bot's time. */
function passed(bot: ResourceApp, ms: number): Promise<void> {
  const end = bot.now() + ms
  return bot.hurry(async () => {
    while (bot.now() < end) await sleep(LOOK_MS)
  })
}
