import type { Deploy } from './deploy.ts'
import type { Plan } from './plan.ts'
import type { Release } from './release.ts'
import type { Denial } from '../denial.ts'

export type DeployKind = 'deploy' | 'rollback'

/** One request as it is stored: the state machine's value and what it is about. */
export interface DeployRecord extends Deploy {
  kind: DeployKind
  project: string
  service: string
  environment: string
  release: Release
  /** How the version that runs before it is called, null when nobody knows. */
  fromName: string | null
  /** What was shown when it was asked for; of a wave that started, what was approved and carried out. */
  plan: Plan
  /** Channel of its card. */
  channel: string
  createdAt: number
  finishedAt: number | null
  /** Of a rollback: the deploy that it undoes, null when it is none of ours. */
  undoes: string | null
  /** Why its current wave does not start although it is approved, null when nothing is in its way. */
  heldBack: Denial | null
}

/** A target in the store: its lock stands under this key. */
export function targetKey(target: {
  project: string
  service: string
  environment: string
  region: string
}): string {
  return [target.project, target.service, target.environment, target.region].map(encodeURIComponent).join('/')
}

/** null for what is no key of a target. */
export function targetOfKey(key: string): Parameters<typeof targetKey>[0] | null {
  const [project, service, environment, region, ...more] = key.split('/').map(decodeURIComponent)
  if (!project || !service || !environment || !region || more.length > 0) return null
  return { project, service, environment, region }
}

/** The part of a plan that one wave carries out: what that wave's approval is bound to. */
export function planOfWave(plan: Plan, wave: number): Plan {
  return { ...plan, targets: plan.targets.filter((target) => target.wave === wave) }
}

/** Card id of a deploy. */
export function deployCardId(deployId: string): string {
  return `deploy:${deployId}`
}
