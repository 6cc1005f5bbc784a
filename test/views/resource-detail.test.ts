import { expect, test } from 'vitest'
import { resourceDetailMessage } from '../../src/views/resource-detail.ts'
import { asText } from '../harness/as-text.ts'
import { changeState } from '../harness/change-states.ts'
import { givenDetail } from '../harness/given-resource-views.ts'

test.each(Object.entries(givenDetail()))('the detail: %s', (_, detail) => {
  const shown = resourceDetailMessage(detail)
  expect(`${asText(shown)}\n\n${shown.text}`).toMatchSnapshot()
})

const detail = givenDetail()['ready']!

test('who may not change it reads why, and has no button to it', () => {
  const shown = asText(resourceDetailMessage(givenDetail()['of another team']!))
  expect(shown).toContain('🔒 You may not create, change or delete resources')
  expect(shown).not.toMatch(/\[(Modify|Delete)…\]/)
})

test('a modification that stands still is gone on with on its card, or given up', () => {
  const { resource, change } = changeState('modify: stopped on its way back')
  const stuck = { ...detail, resource, change, live: { state: 'gone' as const } }
  const shown = asText(resourceDetailMessage(stuck))
  expect(shown).toContain('✋ A modification of it stands still')
  expect(shown).toContain('*Delete…* removes what is left of it')
  expect(shown).toContain('[Delete…]')
  expect(shown).not.toContain('[Modify…]')
  const refusal = { reason: 'may-not-change-resource', details: {} }
  expect(asText(resourceDetailMessage({ ...stuck, mayChange: refusal }))).not.toContain('[Delete…]')
})

test('what is over has neither endpoint nor buttons', () => {
  const resource = { ...detail.resource, state: 'deleted' as const, endedAt: detail.now }
  const shown = asText(resourceDetailMessage({ ...detail, resource, live: { state: 'gone' } }))
  expect(shown).toContain('⚪ *Deleted*')
  expect(shown).not.toMatch(/amazonaws\.com|\[|AWS does not have it/)
})

test('the history says who cancelled', () => {
  const { resource, change } = changeState('create: cancelled')
  const history = [{ change, approvals: [] }]
  const shown = asText(resourceDetailMessage({ ...detail, resource, change: null, history }))
  expect(shown).toContain('· cancelled by <@U0ALICE>')
  expect(shown).not.toContain('somebody cancelled it')
})

test('twenty nodes and a hundred events fit: the newest are told, the rest is counted', () => {
  const members = Array.from({ length: 20 }, (_, index) => ({
    name: `payments-prod-sessions-${String(index).padStart(3, '0')}`,
    role: 'replica',
    zone: 'ap-northeast-2a',
    status: 'available',
  }))
  const events = Array.from({ length: 100 }, (_, index) => ({
    at: detail.now - index * 1_000,
    about: members[0]!.name,
    message: `event ${index} `.repeat(40),
  }))
  const shown = asText(
    resourceDetailMessage({ ...detail, live: { state: 'seen', status: 'available', members, events } }),
  )
  expect(shown.match(/^payments-prod-sessions-\d{3} {2}replica/gm)).toHaveLength(20)
  expect(shown).toContain('event 0 ')
  expect(shown).toContain('… and 92 older events')
})
