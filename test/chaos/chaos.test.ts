import { expect, test } from 'vitest'
import { CELLS } from './cells.ts'
import { runChaos } from './chaos.ts'

test(
  'killed around every write to Slack: each alert is shown once, no message stands twice',
  { timeout: 600_000 },
  async () => {
    const seed = Number(process.env.CHAOS_SEED ?? 4242)
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
