import { currentWave, isOver, type Deploy } from './deploy.ts'
import type { Denial } from '../denial.ts'

export type DeployStep =
  | { step: 'start-wave'; wave: number }
  | { step: 'wait-for-approval'; wave: number }
  /** What must change first: a freeze, a right, an unknown. */
  | { step: 'held-back'; wave: number; no: Denial }
  | { step: 'watch'; wave: number }
  | { step: 'nothing' }

/** What a deploy does next. `no` is what `recheck` says about its current wave now. */
export function nextStep(deploy: Deploy, no: Denial | null): DeployStep {
  const wave = currentWave(deploy)
  const current = wave === null ? undefined : deploy.waves[wave]
  if (isOver(deploy) || wave === null || !current) return { step: 'nothing' }
  if (current.rollouts.some(({ state }) => state === 'running')) return { step: 'watch', wave }
  if (current.approval === 'waiting' && !deploy.brokenGlass) return { step: 'wait-for-approval', wave }
  return no ? { step: 'held-back', wave, no } : { step: 'start-wave', wave }
}
