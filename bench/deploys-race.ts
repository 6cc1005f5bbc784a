import type { Approval } from '../src/domain/approval.ts'
import type { DeployRecord } from '../src/domain/deploys/deploy-record.ts'
import type { AuditEntry, WorkItem } from '../src/domain/store.ts'
import type { Job } from '../src/jobs/job.ts'
import { createReconcileDeploy } from '../src/jobs/reconcile-deploy.ts'
import { createApproveDeploy } from '../src/operations/approve-deploy.ts'
import type { DeployDeps } from '../src/operations/deploy-deps.ts'
import { createWaiveApproval } from '../src/operations/waive-approval.ts'
import { createExpireApproval } from '../src/operations/expire-approval.ts'
import { createPlanDeploy } from '../src/operations/plan-deploy.ts'
import { createQueueWave } from '../src/operations/queue-wave.ts'
import { createRejectDeploy } from '../src/operations/reject-deploy.ts'
import { createRequestDeploy } from '../src/operations/request-deploy.ts'
import { createStartWave } from '../src/operations/start-wave.ts'
import { createWithdrawDeploy } from '../src/operations/withdraw-deploy.ts'
import type { Click } from '../test/unit/operations/deploys/approval-rounds.ts'
import { aBuild, WISH } from '../test/unit/operations/deploys/given.ts'
import { bob, type Rig } from '../test/unit/operations/deploys/rig.ts'
import { openMortalStore, type Cut, type MortalStore } from './deploys-mortal-store.ts'

/** One deploy after the other that waits for its approval, over the real store, operations and reconciler. */
export interface Race {
  begin(index: number): Promise<void>
  /** All at once; who got no answer because the process died does it again in the next one. True when it died. */
  round(clicks: Click[], how: { afterMs: number; cut: Cut | null }): Promise<boolean>
  ended(): Promise<{ record: DeployRecord; approval: Approval; entries: readonly AuditEntry[] }>
  close(): Promise<void>
}

interface Parts {
  rig: Rig
  mortal: MortalStore
  deps: DeployDeps
  press(click: Click, approval: Approval): Promise<unknown>
  job: Job
}

const OWNER = 'bench'
const MOST_STEPS = 20

export async function openRace(rig: Rig, dataDir: string): Promise<Race> {
  const mortal = await openMortalStore(dataDir, () => rig.clock.now)
  const deps = { ...rig.deps, store: mortal.store }
  const parts: Parts = { rig, mortal, deps, press: pressing(deps), job: reconciler(deps) }
  let waiting: Approval
  return {
    async begin(index) {
      waiting = await ask(parts, index)
    },
    async round(clicks, { afterMs, cut }) {
      rig.clock.now += afterMs
      mortal.arm(cut)
      const answers = await Promise.allSettled(clicks.map((click) => parts.press(click, waiting)))
      await reconcile(parts, waiting).catch(rethrowUnless(mortal))
      const died = mortal.isDead()
      if (died) await mortal.reopen()
      mortal.arm(null)
      for (const [index, answer] of answers.entries()) {
        if (answer.status === 'fulfilled') continue
        if (!died) throw answer.reason
        await parts.press(clicks[index]!, waiting)
      }
      await reconcile(parts, waiting)
      return died
    },
    ended: () =>
      mortal.store.read(async (reads) => {
        const record = (await reads.deploys.get(waiting.subjectId))!
        const [approval] = await reads.approvals.of(record.id)
        return { record, approval: approval!, entries: await reads.audit.ofSubject(record.id) }
      }),
    close: () => mortal.store.close(),
  }
}

function rethrowUnless(mortal: MortalStore) {
  return (error: unknown) => {
    if (!mortal.isDead()) throw error
  }
}

/** Each deploy is one of a service of its own: places are not raced here. */
async function ask({ deps }: Parts, index: number): Promise<Approval> {
  const service = `checkout-${index}`
  await deps.store.transaction((tx) => tx.builds.insert(aBuild('a', { service })))
  const planned = await createPlanDeploy(deps)({ actor: bob, input: { ...WISH, service } })
  if (!planned.ok) throw new Error(`planning: ${planned.refusal.reason}`)
  const asked = await createRequestDeploy(deps)({ actor: bob, input: { draftId: planned.value.id } })
  if (!asked.ok) throw new Error(`asking: ${asked.refusal.reason}`)
  const [approval] = await deps.store.read((reads) => reads.approvals.of(asked.value.id))
  if (!approval) throw new Error('nobody is asked')
  return approval
}

function pressing(deps: DeployDeps): Parts['press'] {
  const operations = {
    approve: createApproveDeploy(deps),
    reject: createRejectDeploy(deps),
    withdraw: createWithdrawDeploy(deps),
    expire: createExpireApproval(deps),
  }
  return ({ does, by: actor }, { id: approvalId, planHash, subjectId: deployId }) => {
    switch (does) {
      case 'approve':
        return operations.approve({ actor, input: { approvalId, planHash } })
      case 'reject':
        return operations.reject({ actor, input: { approvalId, reason: 'no' } })
      case 'withdraw':
        return operations.withdraw({ actor, input: { deployId } })
      case 'expire':
        return operations.expire({ actor, input: { approvalId } })
    }
  }
}

function reconciler(deps: DeployDeps): Job {
  return createReconcileDeploy({
    store: deps.store,
    clock: { now: deps.now },
    deployPolicy: deps.deployPolicy,
    queueWave: createQueueWave(deps),
    startWave: createStartWave(deps),
    expireApproval: createExpireApproval(deps),
    waiveApproval: createWaiveApproval(deps),
    onOver: () => {},
    onApproved: () => {},
    rollBackByItself: async () => {},
  })
}

/** Runs what is due of the deploy's own work, as the worker does. The races before are over: they may rest. */
async function reconcile(
  { rig, mortal: { store }, job }: Parts,
  { subjectId: deployId }: Approval,
): Promise<void> {
  const claim = { kinds: [job.kind], limit: 10, owner: OWNER, leaseMs: 60_000 }
  for (let step = 0; step < MOST_STEPS; step++) {
    const items = await store.work.claim({ ...claim, now: rig.clock.now })
    if (items.length === 0) return
    for (const item of items) {
      if (item.key === deployId) await runOnce({ store, job, item })
      else await store.work.complete(item, OWNER)
    }
  }
}

async function runOnce({ store, job, item }: { store: MortalStore['store']; job: Job; item: WorkItem }) {
  const result = await job.run(item, AbortSignal.timeout(60_000))
  if ('done' in result) await store.work.complete(item, OWNER)
  else await store.work.release(item, OWNER, { dueAt: result.again })
}
