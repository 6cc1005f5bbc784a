import type { Actor } from '../../../../../src/domain/actor.ts'
import { targetKey, type DeployRecord } from '../../../../../src/domain/deploys/deploy-record.ts'
import type { EnvironmentPolicy } from '../../../../../src/domain/deploys/deploy-policy.ts'
import type { StartedWave } from '../../../../../src/operations/start-wave-facts.ts'
import type { Operation } from '../../../../../src/operations/define-operation.ts'
import { approvalsOf, requested, stored } from '../given.ts'
import { dana, PROD, type Rig } from '../rig.ts'

export const system: Actor = { kind: 'system', job: 'test' }

/** kr, us and eu in one wave that nobody must approve. */
export const ALL_AT_ONCE: Partial<EnvironmentPolicy> = {
  approval: null,
  waves: [{ name: 'all', regions: PROD.waves.flatMap(({ regions }) => regions) }],
}

export async function done<Value>(operation: Operation<Value>, input: unknown): Promise<Value> {
  const outcome = await operation({ actor: system, input })
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  return outcome.value
}

/** Asked for and approved by dana. */
export async function approved(rig: Rig, over: Record<string, unknown> = {}): Promise<DeployRecord> {
  const { id } = await requested(rig, over)
  await vote(rig, id)
  return fresh(rig, id)
}

export async function vote(rig: Rig, deployId: string): Promise<void> {
  const open = (await approvalsOf(rig, deployId)).find(({ state }) => state === 'waiting')
  if (!open) throw new Error('nobody asks')
  const { id: approvalId, planHash } = open
  const outcome = await rig.approve({ actor: dana, input: { approvalId, planHash } })
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
}

export const queue = (rig: Rig, { id }: { id: string }) => done(rig.queueWave, { deployId: id })
export const start = (rig: Rig, { id }: { id: string }): Promise<StartedWave> =>
  done(rig.startWave, { deployId: id })

/** In line and, when it holds all, started: what the reconciler does. */
export async function go(rig: Rig, record: { id: string }): Promise<string> {
  const queued = await queue(rig, record)
  return queued === 'held' ? (await start(rig, record)).state : queued
}

export async function fresh(rig: Rig, id: string): Promise<DeployRecord> {
  const record = await stored(rig, id)
  if (!record) throw new Error(`no deploy ${id}`)
  return record
}

export const rolloutsOf = (rig: Rig, { id }: { id: string }) => rig.store.read((q) => q.rollouts.ofDeploy(id))

/** State by region. */
export async function states(rig: Rig, { id }: { id: string }): Promise<Record<string, string>> {
  const { waves } = await fresh(rig, id)
  return Object.fromEntries(
    waves.flatMap(({ rollouts }) => rollouts.map(({ region, state }) => [region, state])),
  )
}

export const lockOf = (rig: Rig, region = 'kr', service = 'checkout') =>
  rig.store.read((q) => q.locks.get(targetKey({ project: 'payments', service, environment: 'prod', region })))

/** Regions that a deploy holds. */
export async function held(rig: Rig, record: { id: string }): Promise<string[]> {
  const regions: string[] = []
  for (const { id, region } of await rolloutsOf(rig, record)) {
    if ((await lockOf(rig, region)).holder?.id === id) regions.push(region)
  }
  return regions
}

export function changePolicy(rig: Rig, change: Partial<EnvironmentPolicy>): void {
  const prod = rig.deps.deployPolicy.environments.find(({ name }) => name === 'prod')
  Object.assign(prod ?? {}, change)
}
