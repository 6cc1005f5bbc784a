import type { DeployView } from '../domain/deploys/deploy-view.ts'
import { isOver } from '../domain/deploys/deploy.ts'
import type { Lock } from '../domain/deploys/lock.ts'
import { releaseName } from '../domain/deploys/release.ts'
import { person, plain } from './mrkdwn.ts'

type Closed = NonNullable<Lock['closed']>

const BY_POLICY = 'rolled back to '

export function isByPolicy(reason: string): boolean {
  return reason.startsWith(BY_POLICY)
}

/** Who locked it and why; policy does it after a rollback, in the name of who asked for that. */
export function lockWords(
  { by, reason }: Closed,
  { max, until = '' }: { max: number; until?: string },
): string {
  return isByPolicy(reason)
    ? `locked after the rollback (by policy; asked by ${person(by)})${until}`
    : `locked by ${person(by)}${until}: ${plain(reason, max)}`
}

/** The locks that concern this deploy. One by policy is no news on the card of every deploy that failed before. */
export function locksOf({ closed, record }: Pick<DeployView, 'closed' | 'record'>): [string, Closed][] {
  const itself = record.kind === 'rollback' ? `${BY_POLICY}${releaseName(record.release)}` : null
  return Object.entries(closed).filter(
    ([, { reason }]) => !isOver(record) || !isByPolicy(reason) || reason === itself,
  )
}
