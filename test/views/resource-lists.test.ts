import { expect, test } from 'vitest'
import type { Approval } from '../../src/domain/approval.ts'
import { approvalList } from '../../src/views/approval-list.ts'
import { foundResourcesMessage, resourceListMessage } from '../../src/views/resource-list.ts'
import { asText } from '../harness/as-text.ts'
import { changeState } from '../harness/change-states.ts'
import { DEPLOY_STATES } from '../harness/deploy-states.ts'
import { givenChangeApproval } from '../harness/given-change-view.ts'
import { givenApproval } from '../harness/given-deploy.ts'
import { givenList, givenRow } from '../harness/given-resource-views.ts'
import { MINUTE, NINE } from '../harness/given.ts'

test('what there is, and what it costs together', () => {
  const list = resourceListMessage(givenList())
  expect(`${asText(list)}\n\n${list.text}`).toMatchSnapshot()
})

test.each(['mine', 'team', 'all'] as const)('nothing of %s says what to do', (scope) => {
  const nothing = { ...givenList(), scope, rows: [], count: 0, totalMicros: 0, unpriced: 0, next: null }
  const shown = asText(resourceListMessage(nothing))
  expect(shown).toMatchSnapshot()
  expect(asText(resourceListMessage({ ...nothing, unsure: true }))).toContain('there may be more')
})

test('what does not fit is behind the button', () => {
  const rows = Array.from({ length: 60 }, (_, index) => givenRow({ id: `id${index}`, name: 'x'.repeat(400) }))
  const shown = asText(resourceListMessage({ ...givenList(), rows, next: null }))
  const told = shown.match(/\[Details\]/g)?.length ?? 0
  expect(told).toBeGreaterThan(10)
  expect(shown).toContain(`(resource-list:show v1:team:id${told - 1})`)
})

test('total of known and unknown prices', () => {
  const head = (totalMicros: number, unpriced: number) =>
    resourceListMessage({ ...givenList(), totalMicros, unpriced }).text.split('\n')[0]
  expect(head(312_400_000, 2)).toContain('$312.40 a month known, 2 unknown')
  expect(head(312_400_000, 0)).toContain('$312.40 a month*')
  expect(head(0, 3)).toContain('3 with unknown price')
  expect(head(0, 0)).not.toContain('$')
})

test('what is found', () => {
  const { rows } = givenList()
  expect(
    asText(foundResourcesMessage({ asked: 'sessions', rows: rows.slice(0, 2), hasMore: false })),
  ).toMatchSnapshot()
  expect(foundResourcesMessage({ asked: '<!here>', rows: [], hasMore: false }).text).toContain(
    '`&lt;!here&gt;`',
  )
})

test('deploys and changes of resources wait in one list', () => {
  const change = changeState('create: waiting for approval')
  const items = [
    { kind: 'deploy' as const, view: DEPLOY_STATES['waiting for approval']!, approval: givenApproval() },
    { kind: 'resource-change' as const, change, approval: givenChangeApproval() },
  ]
  const list = approvalList({ items, notMine: 0, unknown: 0 }, NINE + 12 * MINUTE)
  expect(`${asText(list)}\n\n${list.text}`).toMatchSnapshot()
  expect(list.text).toContain('*1 deploy and 1 change of a resource* wait for your approval')
})

const settledStates: [string, Partial<Approval>][] = [
  ['approved', { state: 'approved', votes: [vote('U0CAROL'), vote('U0DAN')], decided: decided('U0DAN') }],
  ['rejected', { state: 'rejected', decided: { ...decided('U0DAN'), reason: 'Use *that* of the shop' } }],
  ['taken back', { state: 'withdrawn', decided: decided('U0BOB') }],
  ['expired', { state: 'expired', decided: decided(null) }],
  ['still in want of votes', { votes: [vote('U0CAROL')], count: 2 }],
]

test.each(settledStates)('what was pressed in /approve and is %s says so, without buttons', (_, given) => {
  const change = changeState('create: waiting for approval')
  const approval = givenChangeApproval({ id: 'b', ...given })
  const others = ['a', 'c'].map((id) => ({
    kind: 'resource-change' as const,
    change,
    approval: givenChangeApproval({ id }),
  }))
  const settled = { item: { kind: 'resource-change' as const, change, approval }, said: 'What that did.' }
  const list = approvalList({ items: others, notMine: 1, unknown: 0, settled }, NINE + 12 * MINUTE)
  expect(`${asText(list)}\n\n${list.text}`).toMatchSnapshot()
  const alone = approvalList({ items: [], notMine: 0, unknown: 0, settled: { ...settled, said: null } }, NINE)
  expect(asText(alone)).toMatch(/^✅ Nothing else waits for your approval\./)
  expect(asText(alone)).not.toContain('](resource:')
})

function vote(userId: string): Approval['votes'][number] {
  return { userId, at: NINE, planHash: 'h' }
}

function decided(by: string | null): NonNullable<Approval['decided']> {
  return { by, at: NINE + MINUTE, reason: null }
}
