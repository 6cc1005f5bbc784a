import { expect, test } from 'vitest'
import { acceptView } from '../../playground/slack/blockkit/view-definition.ts'
import { deployCard } from '../../src/views/deploy-card.ts'
import { deployModal } from '../../src/views/deploy-modal.ts'
import { deployNotice } from '../../src/views/deploy-notice.ts'
import { causesOf, causeWords, messageWords } from '../../src/views/rollout-cause.ts'
import { asText } from '../harness/as-text.ts'
import { DEPLOY_STATES } from '../harness/deploy-states.ts'
import { givenReason } from '../harness/given-deploy.ts'
import { NINE } from '../harness/given.ts'

const state = (name: string) => DEPLOY_STATES[name]!

test.each([
  'failed as somebody else changed it',
  'superseded after a region had failed',
  'superseded',
  'rolled back, and locked',
])('nothing is said about pods of the old version: %s', (name) => {
  const card = deployCard(state(name))
  expect(`${asText(card)}\n${card.text}`).not.toMatch(/old version/)
})

test('the cause comes before that time ran out, with its own next step', () => {
  const deadline = givenReason({ code: 'progress-deadline', nextStep: 'roll-back' })
  const cause = givenReason({ code: 'volume', weight: 'waiting', exitCode: null, nextStep: 'check-volume' })
  const [first, ...rest] = causesOf([deadline, cause])
  expect(rest).toEqual([])
  expect(first?.reason.nextStep).toBe('check-volume')
  expect(causeWords(first!)).toBe(
    'a volume cannot be attached or mounted; no progress within the time that the workload allows',
  )
  expect(causesOf([deadline])).toEqual([{ reason: deadline, isOverdue: false }])
})

test.each([
  ['Error', ''],
  ['OOMKilled', ''],
  ['back-off 40s restarting failed container=app pod=checkout-6d4-x2', ''],
  ['keeps crashing', ''],
  [`no such image x@sha256:${'a'.repeat(64)}`, 'no such image x@sha256:aaaaaaaaaaaa…'],
])('what the cluster said: %s', (message, told) => {
  expect(messageWords(givenReason({ message }), 200)).toBe(told)
})

test('a lock by policy is told where it came from, and not on what failed before', () => {
  expect(asText(deployCard(state('a rollback that policy locked after')))).toContain('by policy; asked by')
  expect(asText(deployCard(state('failed, and locked by policy since')))).not.toMatch(/locked|Unlock/)
})

test('nobody is mentioned twice', () => {
  const view = state('succeeded')
  const mentions = ['U0ALICE', 'U0ALICE']
  const { text } = deployNotice(view, { deployId: view.record.id, news: 'succeeded', values: {}, mentions })
  expect(text.match(/<@U0ALICE>/g)).toHaveLength(1)
})

test('regions are short choices in a row of their own that Slack takes', () => {
  const picked = {
    project: 'payments',
    service: 'checkout',
    environment: 'prod',
    version: null,
    regions: null,
  }
  const regions = [
    { region: 'kr', wave: 'canary' },
    { region: 'eu1', wave: 'rest' },
  ]
  const modal = deployModal({
    kind: 'deploy',
    picked,
    environments: [{ name: 'prod', regions, mayDeploy: true }],
    previous: [],
    plan: { state: 'none' },
    now: NINE,
  })
  expect(() => acceptView(modal)).not.toThrow()
  const block = modal.blocks.find(({ block_id: id }) => id === 'regions')
  expect(block).toMatchObject({
    type: 'actions',
    elements: [{ options: [{ text: { text: 'kr (wave 1)' } }, { text: { text: 'eu1 (wave 2)' } }] }],
  })
  expect(JSON.stringify(block)).not.toContain('description')
})
