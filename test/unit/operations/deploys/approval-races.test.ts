import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Outcome } from '../../../../src/domain/actor.ts'
import type { Approval } from '../../../../src/domain/approval.ts'
import type { DeployRecord } from '../../../../src/domain/deploys/deploy-record.ts'
import { nextStep } from '../../../../src/domain/deploys/next-step.ts'
import { askApproval } from '../../../../src/operations/ask-approval.ts'
import { createExpireApproval } from '../../../../src/operations/expire-approval.ts'
import { stepRecord } from '../../../../src/operations/deploy-transition.ts'
import { approvalRounds, clicksOf, LAST_ROUND, type Click } from './approval-rounds.ts'
import { aBuild, approvalsOf, builds, requested, stored, woken } from './given.ts'
import { openRig, PROD, type Rig } from './rig.ts'

const COUNT = 2
let rig: Rig
beforeAll(async () => {
  rig = await openRig({ prod: { approval: { ...PROD.approval!, count: COUNT } } })
  await builds(rig, aBuild('a'))
})
afterAll(() => rig.close())

/** A deploy that waits, in a place of its own: planning is not what is raced here. */
async function waiting(template: DeployRecord): Promise<{ record: DeployRecord; approval: Approval }> {
  const id = rig.deps.newId()
  const waves = template.waves.map((wave) => ({
    ...wave,
    rollouts: wave.rollouts.map((rollout) => ({ ...rollout, id: rig.deps.newId() })),
  }))
  const record: DeployRecord = { ...template, id, waves, service: `checkout-${id}`, createdAt: rig.clock.now }
  const rule = { ...PROD.approval!, count: COUNT }
  const approval = await rig.store.transaction(async (tx) => {
    await tx.deploys.insert(record)
    const wish = { record, wave: 0, rule, team: null, id: rig.deps.newId(), now: rig.clock.now }
    return askApproval(tx, wish)
  })
  return { record, approval }
}

interface Done {
  does: string
  outcome: Outcome<unknown>
}

async function press({ does, by }: Click, approval: Approval): Promise<Done> {
  const { id: approvalId, planHash, subjectId: deployId } = approval
  switch (does) {
    case 'approve':
      return { does, outcome: await rig.approve({ actor: by, input: { approvalId, planHash } }) }
    case 'reject':
      return { does, outcome: await rig.reject({ actor: by, input: { approvalId, reason: 'no' } }) }
    case 'withdraw':
      return { does, outcome: await rig.withdraw({ actor: by, input: { deployId } }) }
    default:
      return { does, outcome: await createExpireApproval(rig.deps)({ actor: by, input: { approvalId } }) }
  }
}

/** What the reconciler does when it is woken: a wave whose turn it is starts. */
async function startIfWoken({ id }: DeployRecord): Promise<boolean> {
  if (!(await woken(rig)).includes(id)) return false
  return rig.store.transaction(async (tx) => {
    const record = await tx.deploys.get(id)
    if (!record || nextStep(record, null).step !== 'start-wave') return false
    const event = { event: 'start-wave', wave: 0, no: null } as const
    return (await stepRecord(tx, record, { event, now: rig.clock.now })).ok
  })
}

test('1,000 orders of clicks end in exactly one decision and at most one start', async () => {
  const template = await requested(rig)
  await fc.assert(
    fc.asyncProperty(approvalRounds, async (rounds) => {
      const { record, approval } = await waiting(template)
      await woken(rig)
      const done: Done[] = []
      let starts = 0
      for (const round of [...rounds, LAST_ROUND]) {
        rig.clock.now += round.afterMs
        done.push(...(await Promise.all(clicksOf(round).map((one) => press(one, approval)))))
        if (await startIfWoken(record)) starts += 1
      }
      await expectOneDecision({ record, done, starts })
    }),
    { numRuns: 1000 },
  )
}, 300_000)

const isYes = ({ does, outcome }: Done) =>
  does === 'approve' && outcome.ok && (outcome.value as { effect: string }).effect === 'approved'

async function expectOneDecision(race: { record: DeployRecord; done: Done[]; starts: number }) {
  const { record, done, starts } = race
  const approval = (await approvalsOf(rig, record.id))[0]!
  const deploy = await stored(rig, record.id)
  const count = (does: string) => done.filter((one) => one.does === does && one.outcome.ok).length
  const approved = done.filter(isYes).length
  const expired = done.filter(({ outcome }) => outcome.ok && outcome.value === 'expired').length
  const rejected = count('reject')
  const withdrawn = count('withdraw')
  // Who asked for it may take it back after the last yes too, until it starts.
  expect(approved + expired + rejected + (approved ? 0 : withdrawn)).toBe(1)
  expect(withdrawn).toBeLessThanOrEqual(1)
  expect(starts).toBe(approved && !withdrawn ? 1 : 0)
  const state = starts ? 'running' : withdrawn ? 'cancelled' : rejected ? 'rejected' : 'expired'
  expect(deploy?.state).toBe(state)
  expect(approval.state).not.toBe('waiting')
  expect(approval.state === 'approved').toBe(approved === 1)
  expect(approval.state === 'rejected').toBe(rejected === 1)
  const voters = approval.votes.map(({ userId }) => userId)
  expect(new Set(voters).size).toBe(voters.length)
  expect(approval.state === 'approved').toBe(voters.length >= COUNT)
}
