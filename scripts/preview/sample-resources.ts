import { CHANGE_NEWS, type ChangeNews } from '../../src/domain/resources/change-view.ts'
import { approvalList } from '../../src/views/approval-list.ts'
import type { SettledItem } from '../../src/views/approval-settled-item.ts'
import { approvedChangeWords } from '../../src/views/resource-answers.ts'
import { resourceAskedModal } from '../../src/views/resource-asked-modal.ts'
import { deleteResourceModal } from '../../src/views/resource-delete-modal.ts'
import { changeCard } from '../../src/views/resource-card.ts'
import { resourceDetailMessage } from '../../src/views/resource-detail.ts'
import { resourceFormLoading, resourceFormModal, resourceFormRefused } from '../../src/views/resource-form.ts'
import { foundResourcesMessage, resourceListMessage } from '../../src/views/resource-list.ts'
import { changeNotice } from '../../src/views/resource-notice.ts'
import { resourcePlanModal } from '../../src/views/resource-plan-modal.ts'
import { rejectResourceModal } from '../../src/views/resource-reject-modal.ts'
import { changeState, CHANGE_STATES, STATE_OF_NEWS } from '../../test/harness/change-states.ts'
import {
  givenChangeApproval,
  givenResource,
  givenResourceEnvironment,
} from '../../test/harness/given-change-view.ts'
import { givenDetail, givenForm, givenList } from '../../test/harness/given-resource-views.ts'
import { MINUTE, NINE, PAYMENTS } from '../../test/harness/given.ts'
import type { Sample } from './sample-views.ts'

/** Every card, notice, modal and list of resources. */
export function sampleResources(): Sample[] {
  const cards = Object.entries(CHANGE_STATES).map(([name, view]) => ({
    title: `Resource: ${name}`,
    shown: changeCard(view),
  }))
  return [...cards, ...CHANGE_NEWS.map(notice), ...modals(), ...lists()]
}

function notice(news: ChangeNews): Sample {
  const [name, values] = STATE_OF_NEWS[news]
  const view = changeState(name)
  const told = { changeId: view.change.id, news, values, mentions: ['U0ALICE'] }
  return { title: `Resource notice: ${news}`, shown: changeNotice(view, told) }
}

function modals(): Sample[] {
  const resource = givenResource()
  const refusal = { reason: 'may-not-change-resource', details: { project: 'payments', environment: 'prod' } }
  const environment = givenResourceEnvironment()
  const deleting = { formId: 'form', resource, team: PAYMENTS, environment }
  const plain = { approval: null, finalSnapshot: false }
  const waiting = changeState('create: waiting for approval')
  return [
    { title: 'Modal: create, loading', shown: resourceFormLoading('create') },
    { title: 'Modal: create, refused', shown: resourceFormRefused('create', refusal) },
    ...Object.entries(givenForm()).map(([name, form]) => ({
      title: `Modal: ${name}`,
      shown: resourceFormModal(form),
    })),
    { title: 'Modal: a resource is asked for', shown: resourceAskedModal(waiting) },
    { title: 'Modal: delete in prod', shown: deleteResourceModal(deleting) },
    {
      title: 'Modal: delete elsewhere',
      shown: deleteResourceModal({ ...deleting, environment: { ...environment, deletion: plain } }),
    },
    { title: 'Modal: reject a change', shown: rejectResourceModal(waiting, givenChangeApproval()) },
    { title: 'Modal: plan of a creation', shown: resourcePlanModal(waiting) },
    { title: 'Modal: plan of a modification', shown: resourcePlanModal(changeState('modify: running')) },
    {
      title: 'Modal: plan of a deletion',
      shown: resourcePlanModal(changeState('delete: waiting for approval')),
    },
  ]
}

function lists(): Sample[] {
  const list = givenList()
  const change = changeState('create: waiting for approval')
  const items = [{ kind: 'resource-change' as const, change, approval: givenChangeApproval() }]
  const nothing = { ...list, rows: [], count: 0, totalMicros: 0, unpriced: 0, next: null }
  return [
    { title: '/resource', shown: resourceListMessage(list) },
    { title: '/resource: nothing of mine', shown: resourceListMessage({ ...nothing, scope: 'mine' }) },
    {
      title: '/resource find sessions',
      shown: foundResourcesMessage({ asked: 'sessions', rows: list.rows.slice(0, 2), hasMore: false }),
    },
    {
      title: '/resource find: nothing',
      shown: foundResourcesMessage({ asked: 'nothing-like-it', rows: [], hasMore: false }),
    },
    ...Object.entries(givenDetail()).map(([name, detail]) => ({
      title: `/resource payments-prod-sessions: ${name}`,
      shown: resourceDetailMessage(detail),
    })),
    {
      title: '/approve: a resource',
      shown: approvalList({ items, notMine: 0, unknown: 0 }, NINE + 12 * MINUTE),
    },
    {
      title: '/approve: one was approved there',
      shown: approvalList({ items, notMine: 0, unknown: 0, settled: settledSample() }, NINE + 12 * MINUTE),
    },
  ]
}

function settledSample(): SettledItem {
  const change = changeState('create: waiting for approval')
  const votes = [{ userId: 'U0CAROL', at: NINE, planHash: 'f00d' }]
  const decided = { by: 'U0CAROL', at: NINE + 11 * MINUTE, reason: null }
  const approval = givenChangeApproval({ state: 'approved', votes, decided })
  const said = approvedChangeWords({ ...change, approval, effect: 'approved' })
  return { item: { kind: 'resource-change', change, approval }, said }
}
