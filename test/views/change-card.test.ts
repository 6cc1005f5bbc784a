import { expect, test } from 'vitest'
import { acceptMessageBlocks } from '../../playground/slack/blockkit/message-blocks.ts'
import { changeCard } from '../../src/views/resource-card.ts'
import { asText } from '../harness/as-text.ts'
import { changeState, CHANGE_STATES } from '../harness/change-states.ts'
import { givenChangeFailure } from '../harness/given-change-view.ts'
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
  ['create: rolled back, nothing left', 'Create…, Show plan'],
  ['create: rejected', 'Create…, Show plan'],
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
