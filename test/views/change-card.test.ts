import { expect, test } from 'vitest'
import { acceptMessageBlocks } from '../../playground/slack/blockkit/message-blocks.ts'
import { changeCard } from '../../src/views/resource-card.ts'
import { asText } from '../harness/as-text.ts'
import { changeState, CHANGE_STATES } from '../harness/change-states.ts'
import { givenChangeFailure, givenPrice } from '../harness/given-change-view.ts'
import { MINUTE } from '../harness/given.ts'

const shown = (name: string) => asText(changeCard(changeState(name)))

test.each(Object.entries(CHANGE_STATES))('the card: %s', (_, view) => {
  const card = changeCard(view)
  expect(() => acceptMessageBlocks(card.blocks)).not.toThrow()
  expect(asText(card)).toMatchSnapshot()
})

test.each(Object.entries(CHANGE_STATES))('its fallback text: %s', (_, view) => {
  expect(changeCard(view).text).toMatchSnapshot()
})

test('a card that Slack refused says so', () => {
  const view = changeState('create: running')
  expect(asText(changeCard({ ...view, problem: 'invalid_blocks' }))).toContain(
    'Slack had trouble with this card (invalid_blocks)',
  )
})

test('time that passes changes the card once a minute at most', () => {
  const view = changeState('create: running')
  const at = (ms: number) => JSON.stringify(changeCard({ ...view, now: view.now + ms }))
  const [begin] = [0, 15_000, 30_000, 45_000].filter((ms) => at(ms) !== at(ms + 15_000))
  expect(begin).toBeDefined()
  expect(at(begin! + 15_000)).toBe(at(begin! + MINUTE))
})

test('a price that is not known is never 0', () => {
  const view = changeState('create: waiting for approval')
  for (const price of [null, { micros: 0, currency: 'USD' as const, asOf: 0 }]) {
    const { plan } = view.change
    const card = changeCard({ ...view, change: { ...view.change, plan: { ...plan, price } } })
    expect(`${asText(card)}\n${card.text}`).not.toMatch(/\$0|\$[^1-9]/)
    expect(card.text).toContain('Price unknown')
  }
})

test.each([
  ['create: waiting for approval', 'Approve, Reject…, Show plan, Cancel'],
  ['create: running', 'Details, Show plan, Cancel and undo'],
  ['create: being cancelled', 'Details, Show plan'],
  ['create: no capacity, being undone', 'Details, Show plan'],
  ['create: stopped, things left over', 'Try again, Details, Show plan'],
  ['create: ready', 'Details, Dashboard, Show plan'],
  ['create: rolled back, nothing left', 'Create again…, Show plan'],
  ['create: rejected', 'Create again…, Show plan'],
  ['modify: running', 'Details, Show plan, Cancel and undo'],
  ['modify: rolled back', 'Modify…, Details, Dashboard, Show plan'],
  ['delete: taking the snapshot', 'Details, Show plan, Cancel and undo'],
  ['delete: removing', 'Details, Show plan'],
  ['delete: snapshot failed', 'Delete…, Details, Show plan'],
  ['delete: done', 'Show plan'],
])('what can be done: %s', (name, buttons) => {
  const found = [...shown(name).matchAll(/\[([^\]]+)\]\((?:resource|link):/g)].map(([, text]) => text)
  expect(found.join(', ')).toBe(buttons)
})

test('what stopped in the middle can be cancelled as well as tried again', () => {
  const view = changeState('create: running')
  const stopped = { ...view.change, state: 'stopped' as const, stoppedIn: 'running' as const }
  const card = asText(changeCard({ ...view, change: { ...stopped, failure: givenChangeFailure() } }))
  expect(card).toContain('[Try again](resource:retry ')
  expect(card).toContain('[Cancel and undo](resource:cancel ')
})

test('what is gone is not offered to connect to', () => {
  expect(shown('create: ready, long deleted')).not.toContain('amazonaws.com')
})

test('to approve a deletion looks like nothing else and asks once more', () => {
  const { blocks } = changeCard(changeState('delete: waiting for approval'))
  const [approve] = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))
  expect(approve).toMatchObject({ style: 'danger', text: { text: 'Approve deletion' } })
  expect(JSON.stringify(approve && 'confirm' in approve ? approve.confirm : null)).toMatch(
    /Everything in it is deleted\. A final snapshot payments-prod-sessions-final-\w+ .* cannot be taken back/,
  )
})

test('a deletion without a final snapshot says so', () => {
  const view = changeState('delete: waiting for approval')
  const plan = { ...view.change.plan, make: [] }
  const card = changeCard({ ...view, change: { ...view.change, plan } })
  expect(asText(card)).toContain('*No final snapshot* is taken')
  expect(card.text).toContain('*No final snapshot* is taken')
})

test.each([
  [null, 46.72, 'because every change in *prod* needs approval'],
  [20, 46.72, 'because it costs more than $20.00 a month'],
  [20, null, 'because its price is unknown'],
])('it says which rule asks: over %s, price %s', (over, dollars, because) => {
  const view = changeState('create: waiting for approval')
  const { environment, change } = view
  const rule = { ...environment!.approval!, monthlyOverMicros: over === null ? null : over * 1_000_000 }
  const plan = { ...change.plan, price: dollars === null ? null : givenPrice(dollars) }
  const given = { ...view, change: { ...change, plan }, environment: { ...environment!, approval: rule } }
  expect(asText(changeCard(given))).toContain(because)
})

test('beside what is foreign only nothing of ours is left', () => {
  const view = changeState('create: name is foreign')
  const change = { ...view.change, state: 'rolled-back' as const, residue: [], endedAt: view.now }
  expect(asText(changeCard({ ...view, change }))).toContain('*Nothing of ours is left*')
})

test('what is undone counts from when it turned', () => {
  const view = changeState('create: no capacity, being undone')
  const change = { ...view.change, goingSince: view.now - 3 * MINUTE }
  expect(asText(changeCard({ ...view, change }))).toContain('3 min so far, about')
})

test('that AWS is busy is no waiting, and parts are told in words', () => {
  const view = changeState('create: throttled')
  const parts = view.change.parts.map((part) => ({ ...part, what: `${part.id} is creating` }))
  const trouble = { ...view.change.trouble!, class: 'busy' as const }
  const card = asText(changeCard({ ...view, change: { ...view.change, parts, trouble } }))
  expect(card).toContain('🔵 *Creating*')
  expect(card).toContain('↳ replication group is creating')
})

test('what took no minute took less than one', () => {
  const view = changeState('create: ready')
  const endedAt = view.change.startedAt! + 40_000
  expect(asText(changeCard({ ...view, change: { ...view.change, endedAt } }))).toContain(
    'took less than a minute',
  )
})
