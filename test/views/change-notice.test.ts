import { approvalList } from '../../src/views/approval-list.ts'
import { expect, test } from 'vitest'
import { CHANGE_NEWS } from '../../src/domain/resources/change-view.ts'
import { changeNotice } from '../../src/views/resource-notice.ts'
import { asText } from '../harness/as-text.ts'
import { changeState, STATE_OF_NEWS } from '../harness/change-states.ts'

test.each(CHANGE_NEWS)('a notice: %s', (news) => {
  const [name, values] = STATE_OF_NEWS[news]
  const view = changeState(name)
  const told = changeNotice(view, { changeId: view.change.id, news, values, mentions: ['U0ALICE', 'S0SRE'] })
  expect(`${asText(told)}\n\n${told.text}`).toMatchSnapshot()
})

test.each(CHANGE_NEWS)('without its values it still reads well: %s', (news) => {
  const [name] = STATE_OF_NEWS[news]
  const view = changeState(name)
  const { text } = changeNotice(view, { changeId: view.change.id, news, values: {}, mentions: [] })
  expect(text).not.toMatch(/undefined|null|NaN|\s\s(?!\n)|\s[.,:]\s/)
})

test('who cancelled it is not told of a failure', () => {
  const view = changeState('create: cancelled')
  const of = { changeId: view.change.id, values: {}, mentions: [] }
  const turned = asText(changeNotice(view, { ...of, news: 'turned-back' }))
  expect(turned).toBe(
    '↩️ *Create payments-prod-sessions* is being *undone*. It tells here when nothing is left of it.',
  )
  expect(changeNotice(view, { ...of, news: 'rolled-back' }).text).toContain('<@U0ALICE> wished so.')
})

test('what took no minute is said in words that can be read', () => {
  const view = changeState('create: ready')
  const notice = { changeId: view.change.id, news: 'ready' as const, values: { tookMs: 9_000 }, mentions: [] }
  expect(changeNotice(view, notice).text).toContain('is *ready* after less than a minute.')
})

test('that a deletion waits for approval says what a yes means', () => {
  const view = changeState('delete: waiting for approval')
  const notice = { changeId: view.change.id, news: 'approval-wanted' as const, values: {}, mentions: [] }
  const { text } = changeNotice(view, notice)
  expect(text).toContain('🗑️ *Approval wanted for a deletion*')
  expect(text).toContain('*Everything in it is deleted.*')
  expect(text).toContain('This cannot be taken back')
})

test('the row of a deletion in the list of approvals says what a yes means', () => {
  const change = changeState('delete: waiting for approval')
  const item = { kind: 'resource-change' as const, change, approval: change.approvals[0]! }
  const list = approvalList({ items: [item], notMine: 0, unknown: 0 }, change.now)
  expect(list.text).toContain('*Everything in it is deleted.*')
  expect(JSON.stringify(list.blocks)).toContain('*Everything in it is deleted.*')
  expect(JSON.stringify(list.blocks)).toContain('"Approve deletion"')
})
