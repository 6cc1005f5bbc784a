import { expect, test } from 'vitest'
import { acceptView } from '../../playground/slack/blockkit/view-definition.ts'
import type { Modal } from '../../src/domain/message.ts'
import { resourceAskedModal } from '../../src/views/resource-asked-modal.ts'
import { deleteResourceModal } from '../../src/views/resource-delete-modal.ts'
import { resourceFormLoading, resourceFormModal, resourceFormRefused } from '../../src/views/resource-form.ts'
import { resourcePlanModal } from '../../src/views/resource-plan-modal.ts'
import { rejectResourceModal } from '../../src/views/resource-reject-modal.ts'
import { asText } from '../harness/as-text.ts'
import { changeState } from '../harness/change-states.ts'
import { givenChangeApproval, givenResource, givenResourceEnvironment } from '../harness/given-change-view.ts'
import { givenForm } from '../harness/given-resource-views.ts'
import { PAYMENTS } from '../harness/given.ts'

function shown(modal: Modal): string {
  expect(() => acceptView(modal)).not.toThrow()
  return `${modal.title.text} [${modal.submit?.text ?? 'no button'}]\n${asText(modal)}`
}

test.each(Object.entries(givenForm()))('the form: %s', (_, form) => {
  expect(shown(resourceFormModal(form))).toMatchSnapshot()
})

const ready = givenForm()['create, ready to ask for']!

test('the form remembers what it shows', () => {
  expect(JSON.parse(resourceFormModal(ready).private_metadata ?? '')).toEqual({
    v: 1,
    verb: 'create',
    formId: ready.formId,
    kind: 'redis',
    resourceId: null,
    project: 'payments',
    environment: 'prod',
    values: { ...ready.values, replicas: '1' },
    planHash: 'f00d',
  })
})

test('fields stand in blocks that are called as they are, with what is chosen', () => {
  const { blocks } = resourceFormModal(ready)
  const field = (key: string) => blocks.find(({ block_id: id }) => id === key)
  expect(field('name')).toMatchObject({
    type: 'input',
    dispatch_action: true,
    element: { action_id: 'resource-pick:field:0', initial_value: 'sessions' },
  })
  expect(field('size')).toMatchObject({
    accessory: {
      action_id: 'resource-pick:field:2',
      initial_option: {
        value: 'session-small',
        text: { text: 'Session store, small · cache.t4g.small' },
      },
    },
  })
  expect(field('replicas')).toMatchObject({ accessory: { initial_option: { value: '1' } } })
})

test('a problem stands directly below its field', () => {
  const { blocks } = resourceFormModal(givenForm()['create, name taken']!)
  const at = blocks.findIndex(({ block_id: id }) => id === 'name')
  expect(JSON.stringify(blocks[at + 1])).toContain('🚫')
  expect(JSON.stringify(blocks).match(/🚫/g)).toHaveLength(1)
})

test('an unknown project is told below the project', () => {
  const problem = { reason: 'project-unknown', details: { project: 'paymnts', nearest: 'payments' } }
  const { blocks } = resourceFormModal({ ...ready, fields: [], planned: null, problem })
  const at = blocks.findIndex(({ block_id: id }) => id === 'project')
  expect(JSON.stringify(blocks[at + 1])).toContain('🚫')
})

test('the form says why not, and while it waits', () => {
  expect(shown(resourceFormLoading('create'))).toMatchSnapshot()
  const refusal = { reason: 'kind-nowhere-offered', details: { kind: 'Redis / Valkey' } }
  expect(shown(resourceFormRefused('modify', refusal))).toMatchSnapshot()
})

const environment = givenResourceEnvironment()
const deleting = { formId: 'form', resource: givenResource(), team: PAYMENTS, environment }

test('deleting says what happens and asks for the name', () => {
  const modal = deleteResourceModal(deleting)
  expect(shown(modal)).toMatchSnapshot()
  expect(JSON.parse(modal.private_metadata ?? '')).toEqual({
    v: 2,
    formId: 'form',
    resourceId: deleting.resource.id,
    shown: { finalSnapshot: true, approval: true },
  })
  const element = modal.blocks.find(({ block_id: id }) => id === 'typed-name')
  expect(element).toMatchObject({ type: 'input', element: { action_id: 'resource:typed-name' } })
  expect(JSON.stringify(element)).not.toContain('initial_value')
})

test('deleting where nobody else is asked and nothing is kept says that', () => {
  const deletion = { approval: null, finalSnapshot: false }
  const modal = deleteResourceModal({ ...deleting, environment: { ...environment, deletion } })
  expect(JSON.parse(modal.private_metadata ?? '')).toMatchObject({
    shown: { finalSnapshot: false, approval: false },
  })
  const words = shown(modal)
  expect(words).toContain('[Delete for good]')
  expect(words).toContain('No final snapshot is taken')
  expect(words).toContain('no second person is asked')
})

test.each(['create: waiting for approval', 'modify: running', 'delete: waiting for approval'])(
  'the plan: %s',
  (name) => {
    expect(shown(resourcePlanModal(changeState(name)))).toMatchSnapshot()
  },
)

test.each([
  'create: running',
  'create: waiting for approval',
  'delete: taking the snapshot',
  'create: ready',
])('what was asked for takes the place of the form: %s', (name) => {
  expect(shown(resourceAskedModal(changeState(name)))).toMatchSnapshot()
})

test('rejecting asks for a reason', () => {
  const modal = rejectResourceModal(changeState('modify: waiting for approval'), givenChangeApproval())
  expect(shown(modal)).toMatchSnapshot()
})
