import fc from 'fast-check'
import { expect, test } from 'vitest'
import { acceptView } from '../../playground/slack/blockkit/view-definition.ts'
import type { DeployView } from '../../src/domain/deploys/deploy-view.ts'
import { DEPLOY_NEWS } from '../../src/domain/deploys/deploy-view.ts'
import type { Phase } from '../../src/domain/rollout/verdict.ts'
import { NEXT_STEPS, type ReasonCode } from '../../src/domain/rollout/reasons.ts'
import { approvalList } from '../../src/views/approval-list.ts'
import { auditList } from '../../src/views/audit-list.ts'
import { deployCard } from '../../src/views/deploy-card.ts'
import { deployList } from '../../src/views/deploy-list.ts'
import { deployModal } from '../../src/views/deploy-modal.ts'
import { deployNotice } from '../../src/views/deploy-notice.ts'
import { deployPlanModal } from '../../src/views/deploy-plan-modal.ts'
import { breakGlassModal, rejectDeployModal } from '../../src/views/deploy-reason-modal.ts'
import { lockList } from '../../src/views/lock-list.ts'
import { knownRefusals, refusalMessage } from '../../src/views/refusals.ts'
import { anyText, expectValid, few, markedTexts, refusalOf } from '../harness/any-text.ts'
import { NINE, PAYMENTS } from '../harness/given.ts'
import {
  givenApproval,
  givenChange,
  givenDeploy,
  givenDeployPolicy,
  givenDraft,
  givenFreeze,
  givenReason,
  givenRelease,
  givenRollout,
  givenSeen,
  givenTarget,
  givenTargetPlan,
  givenView,
  givenWorkload,
} from '../harness/given-deploy.ts'

const codes = Object.keys(NEXT_STEPS) as ReasonCode[]
const phases: Phase[] = ['rolling', 'stabilizing', 'failed', 'blocked', 'paused', 'manual']

/** A deploy whose every name, message and line is that text. */
const anyView: fc.Arbitrary<DeployView> = fc
  .record({
    text: anyText,
    other: anyText,
    state: fc.constantFrom(
      'waiting-for-approval',
      'running',
      'failed',
      'succeeded',
      'rejected',
      'superseded',
    ),
    rolling: fc.constantFrom('waiting', 'running', 'failed', 'succeeded', 'superseded'),
    code: fc.constantFrom(...codes),
    phase: fc.constantFrom(...phases),
    exitCode: fc.option(fc.integer({ min: 0, max: 255 })),
    regions: fc.integer({ min: 1, max: 12 }),
  } as const)
  .map(({ text, other, state, rolling, code, phase, exitCode, regions }) => {
    const names = Array.from({ length: regions }, (_, index) => `${index}${text}`)
    const release = givenRelease({
      tag: text,
      message: other,
      author: text,
      branch: other,
      ciLink: text,
      authorId: null,
    })
    const change = givenChange({
      name: text,
      managedBy: { kind: 'takeover', managers: [other, text] },
      containers: [{ container: other, from: text, to: other }],
    })
    const reason = givenReason({
      code,
      message: text,
      container: other,
      exitCode,
      lines: [text, other],
      memoryLimit: text,
    })
    const seen = givenSeen({
      phase,
      reasons: [reason],
      notes: [
        { code: 'scale-up-under-way', message: other },
        { code: 'restarted-in-window', at: 9e15 },
      ],
    })
    const trouble = { code: text, message: other, since: NINE }
    return givenView({
      record: givenDeploy({
        state,
        release,
        fromName: other,
        project: text,
        service: other,
        environment: text,
        reason: other,
        requesterId: text,
        waves: [
          {
            name: text,
            approval: 'waiting',
            rollouts: names.map((name) => givenRollout(name, rolling, other)),
          },
          { name: other, approval: 'waiting', rollouts: [givenRollout(other)] },
        ],
        plan: {
          project: text,
          digest: text,
          targets: names.map((region) =>
            givenTargetPlan({
              region,
              workloads: [change],
              commits: [text, other],
              warnings: [{ warning: 'frozen', reason: other, until: 9e15 }],
            }),
          ),
        },
        brokenGlass: { by: text, reason: other, at: NINE },
        heldBack: { reason: text, details: { reason: other }, next: 'wait' },
      }),
      rollouts: names.map((region, index) =>
        givenTarget(region, {
          workloads: [givenWorkload({ change, seen }), givenWorkload({ step: 'applying', seen: null })],
          trouble: index % 2 === 0 ? trouble : null,
        }),
      ),
      approvals: [
        givenApproval({
          requesterId: other,
          votes: [{ userId: text, at: NINE, planHash: '' }],
          decided: { by: text, at: 9e15, reason: other },
        }),
      ],
      queues: {
        [`rollout-${other}`]: { holder: { deployId: text, name: text, requesterId: other }, ahead: 3 },
      },
      closed: { [names[0] ?? '']: { by: text, reason: other, since: NINE, expiresAt: 9e15 } },
      team: { ...PAYMENTS, name: text, userGroup: other },
      policy: givenDeployPolicy({
        exceptions: [
          {
            id: text,
            project: text,
            environment: text,
            rule: 'freeze',
            owner: other,
            reason: text,
            expiresAt: null,
          },
        ],
      }),
    })
  })

test('any deploy gives a valid card, notice and list', () => {
  fc.assert(
    fc.property(anyView, fc.constantFrom(...DEPLOY_NEWS), anyText, (view, news, text) => {
      expectValid(deployCard({ ...view, problem: text }))
      const values = { wave: 0, by: text, reason: text, differences: text }
      expectValid(deployNotice(view, { deployId: view.record.id, news, values, mentions: [text, 'S0SRE'] }))
      expectValid(
        approvalList(
          { items: [{ kind: 'deploy', view, approval: view.approvals[0]! }], notMine: 1, unknown: 1 },
          NINE,
        ),
      )
      const scope = { kind: 'project' as const, project: text, service: text }
      expectValid(deployList({ scope, running: [view], recent: [view.record], more: true, from: 0 }, NINE))
    }),
    few,
  )
})

test('any deploy gives valid modals', () => {
  fc.assert(
    fc.property(anyView, (view) => {
      expectModal(deployPlanModal(view))
      expectModal(rejectDeployModal(view, view.approvals[0]!))
      expectModal(breakGlassModal(view))
    }),
    few,
  )
})

test('any choice gives a valid modal of deploying and rolling back', () => {
  fc.assert(
    fc.property(anyView, anyText, anyText, fc.boolean(), ({ record }, text, other, isReady) => {
      const draft = givenDraft({ release: record.release, plan: record.plan, fromName: text })
      const regions = Array.from({ length: 14 }, (_, index) => ({
        region: `${index}${text}`.slice(0, 200),
        wave: other,
      }))
      const view = {
        kind: isReady ? ('deploy' as const) : ('rollback' as const),
        picked: {
          project: text,
          service: other,
          environment: text,
          version: { value: other, text },
          regions: [other],
        },
        environments: [{ name: text, regions, mayDeploy: isReady }],
        previous: [{ release: record.release, at: 9e15, deployId: null }],
        plan: isReady
          ? { state: 'ready' as const, draft, approval: givenDeployPolicy().approval, team: PAYMENTS }
          : { state: 'refused' as const, refusal: { reason: text, details: { project: other } } },
        now: NINE,
      }
      const modal = deployModal(view)
      expect(() => JSON.parse(modal.private_metadata ?? '')).not.toThrow()
      expectModal(modal)
    }),
    few,
  )
})

test('any value gives a valid refusal, lock list and audit log', () => {
  fc.assert(
    fc.property(anyText, anyText, fc.constantFrom(...knownRefusals()), (text, other, reason) => {
      const names = [
        'by',
        'reason',
        'nearest',
        'service',
        'cluster',
        'details',
        'managers',
        'image',
        'version',
      ]
      expectValid(refusalMessage({ reason, details: Object.fromEntries(names.map((name) => [name, text])) }))
      const closed = { by: text, reason: other, since: NINE, expiresAt: 9e15 }
      const lock = { project: text, service: other, environment: text, regions: [text, other], closed }
      const freeze = givenFreeze({ project: text, environment: other, reason: text, by: other })
      const windows = [{ environment: text, frozen: { reason: other, until: 9e15 } }]
      expectValid(lockList({ locks: [lock, lock], freezes: [freeze], windows }))
      const entry = {
        id: 1,
        at: NINE,
        actor: { kind: 'webhook' as const, source: text },
        operation: other,
        subject: text,
        outcome: other,
        details: { [text]: other, more: { deep: text } },
        seal: text,
      }
      expectValid(
        auditList(
          { entries: [entry], more: true, filter: { subject: text }, resource: { id: other, name: text } },
          NINE,
        ),
      )
    }),
    few,
  )
})

function expectModal(modal: unknown) {
  expect(refusalOf(() => acceptView(modal))).toBeNull()
  expect(markedTexts(modal).join('\n')).not.toMatch(/<!(channel|here|everyone)/)
}
