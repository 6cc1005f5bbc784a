import { DEPLOY_NEWS, type DeployNews } from '../../src/domain/deploys/deploy-view.ts'
import { LOCK_NEWS } from '../../src/domain/deploys/lock-news.ts'
import { approvalList } from '../../src/views/approval-list.ts'
import { auditList } from '../../src/views/audit-list.ts'
import { deployCard } from '../../src/views/deploy-card.ts'
import { deployList } from '../../src/views/deploy-list.ts'
import { deployModal, type DeployModalView } from '../../src/views/deploy-modal.ts'
import { deployNotice } from '../../src/views/deploy-notice.ts'
import { deployPlanModal } from '../../src/views/deploy-plan-modal.ts'
import { breakGlassModal, rejectDeployModal } from '../../src/views/deploy-reason-modal.ts'
import { lockNotice } from '../../src/views/lock-notice.ts'
import { lockList } from '../../src/views/lock-list.ts'
import { DEPLOY_STATES } from '../../test/harness/deploy-states.ts'
import {
  givenApproval,
  givenDeployPolicy,
  givenDraft,
  givenFreeze,
  givenRelease,
} from '../../test/harness/given-deploy.ts'
import { MINUTE, NINE, PAYMENTS } from '../../test/harness/given.ts'
import type { Sample } from './sample-views.ts'

const STATE_OF: Partial<Record<DeployNews, string>> = {
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  expired: 'expired',
  'glass-broken': 'glass broken',
  'held-back': 'held back by a freeze',
  'rollout-failed': 'failed',
  'needs-person': 'needs a person',
  stuck: 'stuck',
  succeeded: 'succeeded',
  failed: 'failed',
  superseded: 'superseded',
  'rolled-back': 'rolled back, and locked',
  'not-rolled-back': 'failed',
  locked: 'rolled back, and locked',
}

const LOCK = {
  by: 'U0ERIN',
  reason: 'Load test',
  until: null,
  project: 'payments',
  service: 'checkout',
  environment: 'prod',
}

function stateOf(name: string) {
  const view = DEPLOY_STATES[name]
  if (!view) throw new Error(`reading the sample deploys: there is no "${name}"`)
  return view
}

/** Every card, notice, modal and list of deploys. */
export function sampleDeploys(): Sample[] {
  const cards = Object.entries(DEPLOY_STATES).map(([name, view]) => ({
    title: `Deploy: ${name}`,
    shown: deployCard(view),
  }))
  const notices = DEPLOY_NEWS.map((news) => {
    const view = stateOf(STATE_OF[news] ?? 'waiting for approval')
    const values = news === 'not-rolled-back' ? { reason: 'versions-differ' } : { wave: 0 }
    const notice = { deployId: view.record.id, news, values, mentions: ['U0ALICE'] }
    return { title: `Notice: ${news}`, shown: deployNotice(view, notice) }
  })
  const locks = LOCK_NEWS.map((what) => ({ title: `Notice: ${what}`, shown: lockNotice({ ...LOCK, what }) }))
  return [...cards, ...notices, ...locks, ...modals(), ...lists()]
}

function modals(): Sample[] {
  const waiting = stateOf('waiting for approval')
  const picked = {
    project: 'payments',
    service: 'checkout',
    environment: 'prod',
    version: { value: '1.4.2', text: '1.4.2 · Round the total once' },
    regions: null,
  }
  const places = ['kr1', 'eu1', 'us1', 'us2'].map((region, index) => ({
    region,
    wave: index === 0 ? 'canary' : 'rest',
  }))
  const view: DeployModalView = {
    kind: 'deploy',
    picked,
    environments: [{ name: 'prod', regions: places, mayDeploy: true }],
    previous: [],
    plan: { state: 'ready', draft: givenDraft(), approval: givenDeployPolicy().approval, team: PAYMENTS },
    now: NINE,
  }
  const refusal = {
    reason: 'cluster-unreachable',
    details: { cluster: 'prod-eu1', error: 'connect ETIMEDOUT' },
  }
  const old = givenRelease({ tag: '1.4.0', message: 'Show the tax' })
  const back = { ...picked, version: { value: old.digest, text: '1.4.0' } }
  const undo = givenDraft({ kind: 'rollback', release: old, fromName: '1.4.2' })
  return [
    {
      title: 'Modal: deploy, nothing picked',
      shown: deployModal({ ...view, picked: { ...picked, project: null }, plan: { state: 'none' } }),
    },
    { title: 'Modal: deploy, loading', shown: deployModal({ ...view, plan: { state: 'loading' } }) },
    { title: 'Modal: deploy, refused', shown: deployModal({ ...view, plan: { state: 'refused', refusal } }) },
    { title: 'Modal: deploy, ready', shown: deployModal(view) },
    {
      title: 'Modal: roll back',
      shown: deployModal({
        ...view,
        kind: 'rollback',
        picked: back,
        previous: [{ release: old, at: NINE, deployId: null }],
        plan: { state: 'ready', draft: undo, approval: null, team: PAYMENTS },
      }),
    },
    { title: 'Modal: plan', shown: deployPlanModal(stateOf('failed for two reasons')) },
    { title: 'Modal: reject', shown: rejectDeployModal(waiting, givenApproval()) },
    { title: 'Modal: break glass', shown: breakGlassModal(waiting) },
  ]
}

function lists(): Sample[] {
  const waiting = stateOf('waiting for approval')
  const recent = Object.values(DEPLOY_STATES).flatMap(({ record }) =>
    record.finishedAt === null ? [] : [record],
  )
  const closed = { by: 'U0ERIN', reason: 'Crashes on start', since: NINE, expiresAt: null }
  const entry = {
    id: 7,
    at: NINE,
    actor: { kind: 'person' as const, userId: 'U0ERIN', membership: 'member' as const, isAdmin: false },
    operation: 'approve-deploy',
    subject: '01k0deploy0000000000000001',
    outcome: 'approved',
    details: { wave: 0, planHash: 'cd46a58651b4' },
    seal: 'a1b2c3d4e5f60718',
  }
  return [
    {
      title: '/approve',
      shown: approvalList(
        {
          items: [{ kind: 'deploy', view: waiting, approval: givenApproval() }],
          notMine: 2,
          unknown: 1,
        },
        NINE + MINUTE,
      ),
    },
    {
      title: '/deploys',
      shown: deployList(
        { scope: { kind: 'mine' }, running: [stateOf('rolling out')], recent, more: true, from: 0 },
        NINE + 2 * MINUTE,
      ),
    },
    {
      title: '/lock and /freeze',
      shown: lockList({
        locks: [{ project: 'payments', service: 'checkout', environment: 'prod', regions: ['kr1'], closed }],
        freezes: [givenFreeze()],
        windows: [],
      }),
    },
    { title: '/audit', shown: auditList({ entries: [entry], more: true, filter: {} }, NINE) },
  ]
}
