import { expect, test } from 'vitest'
import { acceptMessageBlocks } from '../../playground/slack/blockkit/message-blocks.ts'
import { deployCard } from '../../src/views/deploy-card.ts'
import { deployPlanModal } from '../../src/views/deploy-plan-modal.ts'
import { asText } from '../harness/as-text.ts'
import { DEPLOY_STATES } from '../harness/deploy-states.ts'

test.each(Object.entries(DEPLOY_STATES))('the card: %s', (_, view) => {
  const card = deployCard(view)
  expect(() => acceptMessageBlocks(card.blocks)).not.toThrow()
  expect(asText(card)).toMatchSnapshot()
})

test.each(Object.entries(DEPLOY_STATES))('its fallback text: %s', (_, view) => {
  expect(deployCard(view).text).toMatchSnapshot()
})

test('a card that Slack refused says so', () => {
  const [view] = Object.values(DEPLOY_STATES)
  expect(asText(deployCard({ ...view!, problem: 'invalid_blocks' }))).toContain(
    'Slack had trouble with this card (invalid_blocks)',
  )
})

test('the plan tells every target, its images and how it goes', () => {
  const view = DEPLOY_STATES['waiting for the second wave, one vote, unverified, taken over, an exception']!
  expect(asText(deployPlanModal(view))).toMatchSnapshot()
  expect(asText(deployPlanModal(DEPLOY_STATES['failed for two reasons']!))).toMatchSnapshot()
})
