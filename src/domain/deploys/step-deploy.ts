import { allowed, refused, type Outcome } from '../actor.ts'
import {
  currentWave,
  isOver,
  type Deploy,
  type DeployState,
  type DeployWave,
  type RolloutState,
} from './deploy.ts'
import { nextStep } from './next-step.ts'
import type { Denial } from '../denial.ts'

export type DeployEvent =
  | { event: 'wave-approved'; wave: number }
  /** The approval ended otherwise, or somebody called the deploy off. */
  | { event: 'called-off'; as: 'rejected' | 'cancelled' | 'expired'; reason: string | null }
  /** The votes were given for another plan. */
  | { event: 'votes-reset'; wave: number }
  /** `no` comes from `recheck`, asked at this moment: a freeze that began since the approval holds it back. */
  | { event: 'start-wave'; wave: number; no: Denial | null }
  | {
      event: 'rollout-ended'
      rolloutId: string
      as: 'succeeded' | 'failed' | 'cancelled'
      reason: string | null
    }
  /** A newer deploy, or a rollback, took its place. */
  | { event: 'superseded'; reason: string }
  | { event: 'rolled-back'; reason: string }
  /** May be asked with `whoCan('break-glass')` only. */
  | { event: 'glass-broken'; by: string; reason: string; at: number }

/** The next state, or why there is none. `seen` is the version that the caller read. */
export function stepDeploy(deploy: Deploy, event: DeployEvent, seen: number): Outcome<Deploy> {
  if (deploy.version !== seen) return refused('changed-meanwhile', { version: deploy.version })
  // What failed or succeeded may still be rolled back, once.
  if (event.event === 'rolled-back') {
    return ['running', 'failed', 'succeeded'].includes(deploy.state)
      ? allowed(ended(deploy, 'rolled-back', event.reason))
      : refused(`deploy-${deploy.state}`)
  }
  if (isOver(deploy)) return refused(`deploy-${deploy.state}`)
  switch (event.event) {
    case 'wave-approved':
      return setApproval(deploy, event.wave, 'approved')
    case 'votes-reset':
      return setApproval(deploy, event.wave, 'waiting')
    case 'called-off':
      if (deploy.waves.some(isRunning)) return refused('rollout-running')
      return allowed(ended(deploy, event.as, event.reason))
    case 'start-wave':
      return startWave(deploy, event.wave, event.no)
    case 'rollout-ended':
      return endRollout(deploy, event)
    case 'superseded':
      return allowed(ended(deploy, 'superseded', event.reason))
    case 'glass-broken':
      if (!event.reason.trim()) return refused('break-glass-needs-reason')
      if (deploy.brokenGlass) return refused('glass-already-broken', { by: deploy.brokenGlass.by })
      return allowed(
        settled({ ...deploy, brokenGlass: { by: event.by, reason: event.reason.trim(), at: event.at } }),
      )
  }
}

function setApproval(deploy: Deploy, index: number, approval: 'approved' | 'waiting'): Outcome<Deploy> {
  const wave = deploy.waves[index]
  if (!wave) return refused('wave-unknown', { wave: index })
  // Policy may have become stricter since it was asked for.
  if (wave.approval === 'not-needed' && approval === 'approved') {
    return refused('approval-not-needed', { wave: index })
  }
  if (wave.approval === approval) return refused(`wave-already-${approval}`, { wave: index })
  if (wave.rollouts.some(({ state }) => state !== 'waiting')) return refused('wave-started', { wave: index })
  return allowed(settled(withWave(deploy, index, { ...wave, approval })))
}

function startWave(deploy: Deploy, index: number, no: Denial | null): Outcome<Deploy> {
  const step = nextStep(deploy, no)
  if (step.step === 'held-back' && step.wave === index) return { ok: false, refusal: step.no }
  const wave = deploy.waves[index]
  if (step.step !== 'start-wave' || step.wave !== index || !wave) {
    return refused('not-its-turn', { wave: index, step: step.step })
  }
  const rollouts = wave.rollouts.map((rollout) =>
    rollout.state === 'waiting' ? { ...rollout, state: 'running' as const } : rollout,
  )
  return allowed(settled(withWave(deploy, index, { ...wave, rollouts })))
}

function endRollout(deploy: Deploy, event: DeployEvent & { event: 'rollout-ended' }): Outcome<Deploy> {
  const index = deploy.waves.findIndex(({ rollouts }) => rollouts.some(({ id }) => id === event.rolloutId))
  const wave = deploy.waves[index]
  const rollout = wave?.rollouts.find(({ id }) => id === event.rolloutId)
  if (!wave || !rollout) return refused('rollout-unknown')
  if (rollout.state !== 'running') return refused(`rollout-${rollout.state}`)
  const rollouts = wave.rollouts.map((one) =>
    one === rollout ? { ...one, state: event.as, reason: event.reason } : one,
  )
  return allowed(settled(withWave(deploy, index, { ...wave, rollouts })))
}

/** The deploy's own state follows from its waves. A region that fails lets its wave end and stops the later ones. */
function settled(deploy: Deploy): Deploy {
  const next = { ...deploy, version: deploy.version + 1 }
  if (next.waves.some(isRunning)) return { ...next, state: 'running' }
  const rollouts = next.waves.flatMap((wave) => wave.rollouts)
  const bad =
    rollouts.find(({ state }) => state === 'failed') ?? rollouts.find(({ state }) => state === 'cancelled')
  if (bad) return { ...ended(deploy, bad.state === 'failed' ? 'failed' : 'cancelled', bad.reason) }
  const index = currentWave(next)
  if (index === null) return { ...next, state: 'succeeded' }
  if (next.waves[index]?.approval === 'waiting' && !next.brokenGlass) {
    return { ...next, state: 'waiting-for-approval' }
  }
  return { ...next, state: index === 0 ? 'requested' : 'running' }
}

function ended(deploy: Deploy, state: DeployState, reason: string | null): Deploy {
  const running: RolloutState = state === 'rolled-back' || state === 'superseded' ? state : 'cancelled'
  const waves = deploy.waves.map((wave) => ({
    ...wave,
    rollouts: wave.rollouts.map((rollout) => {
      if (rollout.state === 'waiting') return { ...rollout, state: 'stopped' as const, reason: state }
      if (rollout.state === 'running') return { ...rollout, state: running, reason }
      const isUndone = state === 'rolled-back' && ['succeeded', 'failed'].includes(rollout.state)
      return isUndone ? { ...rollout, state: 'rolled-back' as const } : rollout
    }),
  }))
  return { ...deploy, state, reason, waves, version: deploy.version + 1 }
}

function isRunning(wave: DeployWave): boolean {
  return wave.rollouts.some(({ state }) => state === 'running')
}

function withWave(deploy: Deploy, index: number, wave: DeployWave): Deploy {
  return { ...deploy, waves: deploy.waves.with(index, wave) }
}
