import fc from 'fast-check'
import { expect, test } from 'vitest'
import { acceptView } from '../../playground/slack/blockkit/view-definition.ts'
import { CHANGE_STATES, type ChangeVerb, type PartStep } from '../../src/domain/resources/change.ts'
import { CHANGE_NEWS, type ChangeView } from '../../src/domain/resources/change-view.ts'
import { FAILURE_CLASSES } from '../../src/domain/resources/failure.ts'
import { PART_TYPES } from '../../src/domain/resources/part.ts'
import { RESOURCE_STATES } from '../../src/domain/resources/resource.ts'
import { approvalList } from '../../src/views/approval-list.ts'
import { CAUSES } from '../../src/views/cloud-failure-causes.ts'
import { changeCard } from '../../src/views/resource-card.ts'
import { deleteResourceModal } from '../../src/views/resource-delete-modal.ts'
import { resourceDetailMessage } from '../../src/views/resource-detail.ts'
import { resourceFormModal } from '../../src/views/resource-form.ts'
import { foundResourcesMessage, resourceListMessage } from '../../src/views/resource-list.ts'
import { changeNotice } from '../../src/views/resource-notice.ts'
import { resourcePlanModal } from '../../src/views/resource-plan-modal.ts'
import { rejectResourceModal } from '../../src/views/resource-reject-modal.ts'
import { anyText, expectValid, few, markedTexts, refusalOf } from '../harness/any-text.ts'
import {
  CONNECTION,
  givenChangeApproval,
  givenChangeFailure,
  givenChangeOf,
  givenChangeView,
  givenResource,
} from '../harness/given-change-view.ts'
import { givenDetail, givenForm, givenList } from '../harness/given-resource-views.ts'
import { NINE, PAYMENTS } from '../harness/given.ts'

const steps: PartStep[] = ['waiting', 'making', 'made', 'removing', 'gone', 'foreign']
const verbs: ChangeVerb[] = ['create', 'modify', 'delete']

/** A change whose every name, message and value is that text, with up to thirty parts. */
const anyView: fc.Arbitrary<ChangeView> = fc
  .record({
    text: anyText,
    other: anyText,
    verb: fc.constantFrom(...verbs),
    state: fc.constantFrom(...CHANGE_STATES),
    ofResource: fc.constantFrom(...RESOURCE_STATES),
    kind: fc.constantFrom(...FAILURE_CLASSES),
    code: fc.oneof(anyText, fc.constantFrom(...Object.keys(CAUSES))),
    stages: fc.array(fc.constantFrom(...steps), { minLength: 30, maxLength: 30 }),
    isCancelled: fc.boolean(),
  })
  .map(({ text, other, verb, state, ofResource, kind, code, stages, isCancelled }) => {
    const real = givenResource()
    const change = givenChangeOf(real, verb)
    const more = stages.map((_, index) => ({
      id: `${index}${text}`,
      type: PART_TYPES[index % PART_TYPES.length]!,
      name: other,
      resourceId: text,
      tags: { [text]: other },
      values: { [text]: other, list: [other, text], deep: { [other]: text }, none: null, yes: true },
    }))
    const failure = givenChangeFailure({
      class: kind,
      code,
      message: other,
      action: text,
      requestId: other,
      part: text,
      details: Object.fromEntries(
        ['zone', 'nodeType', 'name', 'what', 'wanted', 'found', 'permission', 'subnets'].map((name) => [
          name,
          text,
        ]),
      ),
    })
    const connection = {
      ...CONNECTION,
      host: text,
      readHost: other,
      userName: text,
      secret: { ...CONNECTION.secret, name: other, region: text },
    }
    const plan = {
      ...change.plan,
      make: [...change.plan.make, ...more],
      unmake: [...change.plan.unmake, ...more],
    }
    const parts = [...change.plan.make, ...more].map(({ id }, index) => ({
      ...change.parts[0]!,
      id,
      step: stages[index % stages.length]!,
      startedAt: NINE,
      endedAt: index % 2 === 0 ? 9e15 : null,
      what: other,
    }))
    return givenChangeView({
      resource: {
        ...real,
        state: ofResource,
        name: text,
        project: other,
        environment: text,
        account: other,
        region: text,
        requesterId: other,
        channel: text,
        arn: other,
        parts: [...real.parts, ...more],
        connection,
        price: { micros: 9e15, currency: 'USD', asOf: 9e15 },
      },
      change: {
        ...change,
        id: text.slice(0, 60),
        state,
        stoppedIn: state === 'stopped' ? 'undoing' : null,
        plan: { ...plan, wish: { ...plan.wish, [text]: other }, wishBefore: { [text]: text } },
        requesterId: text,
        parts,
        modify: {
          underWay: {
            step: { do: 'set-node-type', nodeType: text },
            beganAt: NINE,
            isAccepted: true,
            wasSeen: true,
          },
          done: [{ do: 'set-node-type', nodeType: other }],
          quietUntil: null,
        },
        cancelled: isCancelled ? { by: text, at: NINE } : null,
        failure,
        trouble: failure,
        residue: more.map(({ type, name }) => ({ type, name, arn: text, status: other })),
        startedAt: NINE,
        endedAt: 9e15,
      },
      approvals: [
        givenChangeApproval({
          state: state === 'rejected' ? 'rejected' : 'waiting',
          votes: [{ userId: text, at: NINE, planHash: '' }],
          decided: { by: text, at: 9e15, reason: other },
        }),
      ],
      team: { ...PAYMENTS, name: text, userGroup: other },
      expected: { [text]: 9e15, 'replication-group': -1 },
      dashboard: text,
    })
  })

test('any change gives a valid card, notice and list', () => {
  fc.assert(
    fc.property(anyView, fc.constantFrom(...CHANGE_NEWS), anyText, (view, news, text) => {
      expectValid(changeCard({ ...view, problem: text }))
      const values = { by: text, reason: text, tookMs: 9e15, expectedMs: -1 }
      expectValid(changeNotice(view, { changeId: text, news, values, mentions: [text, 'S0SRE'] }))
      const item = { kind: 'resource-change' as const, change: view, approval: view.approvals[0]! }
      expectValid(approvalList({ items: [item, item], notMine: 1, unknown: 1 }, NINE))
      const decided = { by: text, at: NINE, reason: text }
      const rejected = { ...item, approval: { ...item.approval, state: 'rejected' as const, decided } }
      const settled = { item: rejected, said: 'It is over.' }
      expectValid(approvalList({ items: [item], notMine: 1, unknown: 1, settled }, NINE))
      const row = { resource: view.resource, team: view.team, summary: text, change: view.change }
      expectValid(resourceListMessage({ ...givenList(), rows: Array.from({ length: 20 }, () => row) }))
      expectValid(foundResourcesMessage({ asked: text, rows: [row], hasMore: false }))
    }),
    few,
  )
})

test('any change gives valid modals', () => {
  fc.assert(
    fc.property(anyView, anyText, (view, text) => {
      expectModal(resourcePlanModal(view))
      expectModal(rejectResourceModal(view, view.approvals[0]!))
      expectModal(deleteResourceModal({ ...view, formId: text.slice(0, 100) }))
    }),
    few,
  )
})

test('whatever AWS tells gives a valid detail', () => {
  fc.assert(
    fc.property(anyView, anyText, fc.integer({ min: 0, max: 100 }), (view, text, count) => {
      const many = Array.from({ length: count }, (_, index) => `${index}${text}`)
      const detail = givenDetail()['ready']!
      expectValid(
        resourceDetailMessage({
          ...detail,
          resource: view.resource,
          team: view.team,
          summary: text,
          change: count % 2 === 0 ? view.change : null,
          history: many.slice(0, 20).map(() => ({ change: view.change, approvals: view.approvals })),
          live: {
            state: 'seen',
            status: text,
            members: many.slice(0, 20).map((name) => ({ name, role: text, zone: text, status: text })),
            events: many.map((message, index) => ({
              at: index % 3 === 0 ? 9e15 : NINE,
              about: text,
              message,
            })),
          },
          howToConnect: [text, text],
          settings: many.slice(0, 30).map((value) => ({ label: text, value })),
          dashboard: text,
          mayChange: count % 3 === 0 ? { reason: text, details: { project: text } } : null,
        }),
      )
    }),
    few,
  )
})

test('any choice gives a valid form', () => {
  fc.assert(
    fc.property(anyText, anyText, fc.boolean(), fc.boolean(), (text, other, isCreate, isPlanned) => {
      const form = givenForm()[isCreate ? 'create, ready to ask for' : 'modify']!
      const choices = Array.from({ length: 120 }, (_, index) => ({
        value: `${index}${text}`,
        text: other,
        more: text,
      }))
      const field = { label: text, hint: other, isModifiable: isPlanned }
      const modal = resourceFormModal({
        ...form,
        kindTitle: text,
        project: text.slice(0, 400),
        environment: other,
        environments: [{ name: other, account: text, region: text }],
        team: { ...PAYMENTS, name: text },
        fields: [
          { ...field, key: 'name', input: 'text', choices: [], maxLength: 40 },
          { ...field, key: 'choice', input: 'choice', choices, maxLength: null },
          { ...field, key: 'none', input: 'choice', choices: [], maxLength: null },
        ],
        values: { name: text, choice: choices[0]!.value, none: other },
        planned: isPlanned
          ? {
              ...form.planned!,
              name: text,
              summary: other,
              settings: choices.slice(0, 25).map(({ value }) => ({ label: text, value })),
            }
          : null,
        problem: isPlanned ? null : { reason: other, details: { field: text } },
      })
      expect(() => JSON.parse(modal.private_metadata ?? '')).not.toThrow()
      expectModal(modal)
    }),
    few,
  )
})

function expectModal(modal: unknown) {
  expect(refusalOf(() => acceptView(modal))).toBeNull()
  expect(markedTexts(modal).join('\n')).not.toMatch(/<!(channel|here|everyone)/)
}
