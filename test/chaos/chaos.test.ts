import { expect, test } from 'vitest'
import { CELLS } from './cells.ts'
import { runChaos } from './chaos.ts'

test(
  'killed around every write to Slack: each alert is shown once, no message stands twice',
  { timeout: 120_000 },
  async () => {
    const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000)
    process.stdout.write(`chaos seed ${seed}\n`)
    const report = await runChaos({ seed, kills: CELLS.length })
    expect({ seed, problems: report.problems, missed: report.missed }).toEqual({
      seed,
      problems: [],
      missed: [],
    })
    expect(report.kills.size).toBe(CELLS.length)
    expect(report.digests).toBeGreaterThan(0)
  },
)
