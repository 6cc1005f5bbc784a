import type { Problem } from './problem.ts'
import { CLOCK_VARIABLE, PLAIN_VARIABLES } from './variables.ts'

/** How the clock runs: `speed` times as fast from `base` (ms since the epoch) on. */
export interface ClockSetting {
  speed: number
  base: number
}

export const REAL_TIME: ClockSetting = { speed: 1, base: 0 }

export function readClockSetting(text: string | undefined): { clock: ClockSetting; problems: Problem[] } {
  if (!text) return { clock: REAL_TIME, problems: [] }
  const [, speed, base] = /^(\d+(?:\.\d+)?)@(\d+)$/.exec(text) ?? []
  if (Number(speed) > 0) return { clock: { speed: Number(speed), base: Number(base) }, problems: [] }
  const remedy = PLAIN_VARIABLES.find(({ name }) => name === CLOCK_VARIABLE)?.remedy ?? ''
  const problem = 'is not "<speed>@<base in ms>"'
  return { clock: REAL_TIME, problems: [{ where: 'environment', field: CLOCK_VARIABLE, problem, remedy }] }
}
