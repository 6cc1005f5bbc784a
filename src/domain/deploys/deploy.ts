/** That deploy in one target. All but `waiting` and `running` are final. */
export interface Rollout {
  id: string
  region: string
  cluster: string
  state: RolloutState
  /** Code of why it ended so, null where nobody asks. */
  reason: string | null
}

export type RolloutState =
  | 'waiting'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'rolled-back'
  | 'superseded'
  | 'cancelled'
  /** Never began, because an earlier wave did not end well or the deploy did not go on. */
  | 'stopped'

export interface DeployWave {
  name: string
  approval: 'not-needed' | 'waiting' | 'approved'
  rollouts: Rollout[]
}

/** All but the first three are final. */
export type DeployState =
  | 'requested'
  | 'waiting-for-approval'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'rolled-back'
  | 'superseded'
  | 'rejected'
  | 'cancelled'
  | 'expired'

/** One request, rolled out wave by wave. */
export interface Deploy {
  id: string
  state: DeployState
  waves: DeployWave[]
  requesterId: string
  reason: string | null
  /** Who broke the glass and why, null: nobody. */
  brokenGlass: { by: string; reason: string; at: number } | null
  /** Compare-and-set counter: grows with each change. */
  version: number
}

export function isOver(deploy: Deploy): boolean {
  return !['requested', 'waiting-for-approval', 'running'].includes(deploy.state)
}

/** "Serving in 4 of 4 regions". */
export function servingIn(deploy: Deploy): { serving: number; of: number } {
  const rollouts = deploy.waves.flatMap((wave) => wave.rollouts)
  return { serving: rollouts.filter(({ state }) => state === 'succeeded').length, of: rollouts.length }
}

/** The first wave that has not wholly succeeded. */
export function currentWave(deploy: Deploy): number | null {
  const index = deploy.waves.findIndex(({ rollouts }) => rollouts.some(({ state }) => state !== 'succeeded'))
  return index === -1 ? null : index
}

/** Whether it may have changed something in one target. */
export function hasBegunIn({ state }: Pick<Rollout, 'state'>): boolean {
  return state !== 'waiting' && state !== 'stopped'
}

/** Whether it may have changed something anywhere. */
export function hasBegun({ waves }: Pick<Deploy, 'waves'>): boolean {
  return waves.some(({ rollouts }) => rollouts.some(hasBegunIn))
}
