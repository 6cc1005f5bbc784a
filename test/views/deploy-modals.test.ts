import { expect, test } from 'vitest'
import { deployModal, type DeployModalView } from '../../src/views/deploy-modal.ts'
import { breakGlassModal, rejectDeployModal } from '../../src/views/deploy-reason-modal.ts'
import { asText } from '../harness/as-text.ts'
import { DEPLOY_STATES } from '../harness/deploy-states.ts'
import { NINE, PAYMENTS } from '../harness/given.ts'
import { givenApproval, givenDeployPolicy, givenDraft, givenRelease } from '../harness/given-deploy.ts'

const nothing = { project: null, service: null, environment: null, version: null, regions: null }
const everything = {
  project: 'payments',
  service: 'checkout',
  environment: 'prod',
  version: { value: '1.4.2', text: '1.4.2 · Round the total once' },
  regions: ['kr1'],
}
const environments = [
  { name: 'alpha', regions: [{ region: 'kr1', wave: 'all' }], mayDeploy: true },
  {
    name: 'prod',
    regions: [
      { region: 'kr1', wave: 'canary' },
      { region: 'eu1', wave: 'rest' },
    ],
    mayDeploy: false,
  },
]
const ready = {
  state: 'ready' as const,
  draft: givenDraft(),
  approval: givenDeployPolicy().approval,
  team: PAYMENTS,
}

function given(view: Partial<DeployModalView>): DeployModalView {
  return {
    kind: 'deploy',
    picked: everything,
    environments,
    previous: [],
    plan: { state: 'none' },
    now: NINE,
    ...view,
  }
}

test('nothing picked yet: only the project, nothing to hand in', () => {
  const modal = deployModal(given({ picked: nothing, environments: [] }))
  expect(modal.submit).toBeUndefined()
  expect(modal.blocks.map(({ block_id: id }) => id)).toEqual(['project', undefined, undefined])
  expect(asText(modal)).toContain('Choose a project, a service, an environment, a version')
})

test('a new project or service gives its pickers new block ids', () => {
  expect(deployModal(given({})).blocks.flatMap(({ block_id: id }) => (id === undefined ? [] : [id]))).toEqual(
    ['project', 'service:payments', 'environment', 'version:payments/checkout', 'regions'],
  )
})

test('what was picked is chosen still, the regions by name', () => {
  const shown = JSON.stringify(deployModal(given({})).blocks)
  expect(shown).toContain(
    '"initial_option":{"text":{"type":"plain_text","text":"payments"},"value":"payments"}',
  )
  expect(shown).toContain(
    '"initial_options":[{"text":{"type":"plain_text","text":"kr1 (wave 1)"},"value":"kr1"}]',
  )
  expect(JSON.parse(deployModal(given({})).private_metadata ?? '')).toEqual({
    v: 1,
    kind: 'deploy',
    draftId: null,
    picked: everything,
  })
})

test('loading and refused say so and cannot be handed in', () => {
  const loading = deployModal(given({ plan: { state: 'loading' } }))
  const refusal = { reason: 'cluster-unreachable', details: { cluster: 'prod-eu1' } }
  const refused = deployModal(given({ plan: { state: 'refused', refusal } }))
  expect([loading.submit, refused.submit]).toEqual([undefined, undefined])
  expect(asText(loading)).toContain('Reading what runs now')
  expect(asText(refused)).toContain('🚫 The cluster `prod-eu1` does not answer. Nothing was changed there.')
})

test('a plan that is ready shows what would change and can be handed in', () => {
  const modal = deployModal(given({ plan: ready }))
  expect(modal.submit?.text).toBe('Ask for approval')
  expect(JSON.parse(modal.private_metadata ?? '')).toMatchObject({ draftId: givenDraft().id })
  expect(asText(modal).split('===')[1]).toMatchSnapshot()
  expect(deployModal(given({ plan: { ...ready, approval: null } })).submit?.text).toBe('Deploy')
})

test('a rollback offers what ran before', () => {
  const old = { ...givenRelease({ tag: '1.4.1' }), digest: `sha256:${'1'.repeat(64)}` }
  const previous = [{ release: old, at: NINE, deployId: null }]
  const picked = { ...everything, version: { value: old.digest, text: '1.4.1' } }
  const draft = givenDraft({ kind: 'rollback', release: old, fromName: '1.4.2' })
  const modal = deployModal(given({ kind: 'rollback', picked, previous, plan: { ...ready, draft } }))
  expect([modal.callback_id, modal.title.text, modal.submit?.text]).toEqual([
    'rollback',
    'Roll back',
    'Roll back',
  ])
  expect(JSON.stringify(modal.blocks)).toContain(
    `"initial_option":{"text":{"type":"plain_text","text":"1.4.1 · ran`,
  )
  expect(asText(modal)).toContain('It starts at once, in all regions')
  expect(asText(deployModal(given({ kind: 'rollback', picked, previous: [] })))).toContain(
    'No earlier good version is known here',
  )
})

test('reasons are asked for in a modal of their own', () => {
  const view = DEPLOY_STATES['waiting for approval']!
  const reject = rejectDeployModal(view, givenApproval())
  const glass = breakGlassModal(view)
  expect(JSON.parse(reject.private_metadata ?? '')).toEqual({ v: 1, approvalId: givenApproval().id })
  expect(JSON.parse(glass.private_metadata ?? '')).toEqual({ v: 1, deployId: view.record.id })
  expect([reject.submit?.text, glass.submit?.text]).toEqual(['Reject', 'Break the glass'])
  expect(`${asText(reject)}\n\n${asText(glass)}`).toMatchSnapshot()
  expect(reject.blocks.at(-1)).toMatchObject({ block_id: 'reason', element: { action_id: 'deploy:reason' } })
})
