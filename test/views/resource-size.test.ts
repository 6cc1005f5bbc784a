import { expect, test } from 'vitest'
import { acceptMessageBlocks } from '../../playground/slack/blockkit/message-blocks.ts'
import { acceptView } from '../../playground/slack/blockkit/view-definition.ts'
import type { Change } from '../../src/domain/resources/change.ts'
import type { ChangeView } from '../../src/domain/resources/change-view.ts'
import { jsonChars } from '../../src/views/fit.ts'
import { changeCard } from '../../src/views/resource-card.ts'
import { resourcePlanModal } from '../../src/views/resource-plan-modal.ts'
import { asText } from '../harness/as-text.ts'
import { changeState } from '../harness/change-states.ts'

/** A change of so many parts more, each with text of this kind. */
function large(name: string, count: number, filler: string): ChangeView {
  const view = changeState(name)
  const { change } = view
  const of = (index: number) => ({ ...change.parts[0]!, id: `part ${index} ${filler}`, what: filler })
  const more = Array.from({ length: count }, (_, index) => of(index))
  const specs = more.map(({ id }) => ({ ...view.resource.parts[0]!, id, name: filler, values: { filler } }))
  const residue = specs.map(({ type }) => ({ type, name: filler, arn: filler, status: filler }))
  const next: Change = {
    ...change,
    parts: [...change.parts, ...more],
    plan: { ...change.plan, make: [...change.plan.make, ...specs] },
    residue: change.residue === null ? null : residue,
    failure: change.failure && { ...change.failure, message: filler },
  }
  return { ...view, change: next }
}

const hostile = '<!channel> *&* `x` ```'.repeat(40)

test.each([
  ['create: running', 30, 'x'],
  ['create: running', 30, hostile],
  ['create: no capacity, being undone', 30, hostile],
  ['create: stopped, things left over', 60, hostile],
  ['create: rolled back, nothing left', 90, hostile],
  ['delete: done', 60, hostile],
])('%s with %i more parts fits and keeps its buttons', (name, count, filler) => {
  const view = large(name, count, filler)
  const card = changeCard(view)
  expect(() => acceptMessageBlocks(card.blocks)).not.toThrow()
  expect(jsonChars(card.blocks)).toBeLessThanOrEqual(12_000)
  expect(card.text.length).toBeLessThanOrEqual(4_000)
  expect(card.blocks.at(-1)).toMatchObject({ type: 'actions' })
  expect(asText(card)).toContain('[Show plan](resource:plan ')
  const plan = resourcePlanModal(view)
  expect(() => acceptView(plan)).not.toThrow()
})

test('of many parts as many as fit have a row, the rest is counted', () => {
  const shown = asText(changeCard(large('create: running', 30, 'x'.repeat(100))))
  expect(shown).toContain('🔄 replication group · ')
  expect(shown).toMatch(/… and \d+ more lines/)
})

test('what is left over is named as far as it fits, and counted', () => {
  const shown = asText(changeCard(large('create: stopped, things left over', 60, 'x')))
  expect(shown).toContain('⚠️ *60 things left over*')
  expect(shown).toContain('… and 45 more')
})
