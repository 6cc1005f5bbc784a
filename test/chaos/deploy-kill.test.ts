import { expect, test } from 'vitest'
import { EVERY_STATE, runDeployChaos } from './deploy-chaos.ts'

test(
  'killed in each state of a deploy and started again: the same card goes on, nothing is applied twice or forgotten',
  { timeout: 600_000 },
  async () => {
    const { problems, missed, kills } = await runDeployChaos(EVERY_STATE)
    expect({ problems, missed }).toEqual({ problems: [], missed: [] })
    const moments = EVERY_STATE.flatMap(({ points, rollbackPoints = [] }) => [...points, ...rollbackPoints])
    expect(kills.size).toBe(moments.length)
  },
)
