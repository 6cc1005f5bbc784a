import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import { releaseName } from '../domain/deploys/release.ts'
import type { Records } from '../domain/store.ts'
import { tellOfDeploy } from './deploy-effects.ts'
import { stepRecord } from './deploy-transition.ts'

/**
 * Ends what does not roll and is not wanted any more: the requester's own earlier wish that has not begun; before a
 * rollback everybody's deploys, those between two waves too.
 */
export async function supersedeWaiting(tx: Records, by: DeployRecord, now: number): Promise<DeployRecord[]> {
  const { project, service, environment } = by
  const ended: DeployRecord[] = []
  for (const other of await tx.deploys.open({ projects: [project], service, environment })) {
    if (!isReplaced(other, by)) continue
    const stepped = await stepRecord(tx, other, { event: { event: 'superseded', reason: by.id }, now })
    if (!stepped.ok) continue
    ended.push(stepped.value)
    const because = by.kind === 'rollback' ? 'pre-empted' : 'replaced'
    await tellOfDeploy(tx, other, {
      key: 'superseded',
      news: 'superseded',
      values: { by: by.id, name: releaseName(by.release), kind: by.kind, because },
      // Who replaced it himself knows.
      mentions: other.requesterId === by.requesterId ? [] : [other.requesterId],
      now,
    })
  }
  return ended
}

function isReplaced(other: DeployRecord, by: DeployRecord): boolean {
  if (other.id === by.id) return false
  const states = other.waves.flatMap(({ rollouts }) => rollouts.map(({ state }) => state))
  // What rolls gives way when the rollback takes its lock; what waits between two waves must not go on later.
  if (by.kind === 'rollback' && other.kind === 'deploy') return !states.includes('running')
  if (states.some((state) => state !== 'waiting')) return false
  return other.kind === by.kind && other.requesterId === by.requesterId
}
