import { expect, test } from 'vitest'
import { DEPLOY_NEWS, type DeployNews, type DeployNotice } from '../../src/domain/deploys/deploy-view.ts'
import { deployNotice } from '../../src/views/deploy-notice.ts'
import { asText } from '../harness/as-text.ts'
import { DEPLOY_STATES } from '../harness/deploy-states.ts'
import { NINE } from '../harness/given.ts'

const CHANGED = JSON.stringify([{ difference: 'workload-changed', region: 'kr1', workload: 'checkout' }])

/** Which state belongs to which news, with the values and mentions that come with it. */
const TOLD: Record<DeployNews, [state: string, values?: DeployNotice['values'], mentions?: string[]]> = {
  'approval-wanted': ['waiting for approval', { wave: 0 }, ['S0SRE', 'U0ERIN']],
  'votes-reset': ['waiting for approval', { wave: 0, differences: CHANGED }, ['S0SRE']],
  'plan-changed': ['waiting for approval', { wave: 0, differences: CHANGED }, ['U0ALICE']],
  rejected: ['rejected', { wave: 0 }, ['U0ALICE']],
  withdrawn: ['withdrawn'],
  expired: ['expired', { wave: 0 }, ['U0ALICE']],
  'glass-broken': ['glass broken', {}, ['S0PAY']],
  'held-back': ['held back by a freeze', {}, ['U0ALICE']],
  'rollout-failed': ['failed', { rollout: 'rollout-kr1' }, ['U0ALICE']],
  'needs-person': ['needs a person', { rollout: 'rollout-kr1' }, ['U0ALICE']],
  stuck: ['stuck', { rollout: 'rollout-kr1' }, ['U0ALICE']],
  succeeded: ['succeeded', {}, ['U0ALICE']],
  failed: ['failed', {}, ['U0ALICE']],
  superseded: [
    'superseded',
    { by: '01k0deploy0000000000000009', name: '1.4.3', kind: 'deploy', because: 'replaced' },
  ],
  'rolled-back': [
    'rolled back, and locked',
    { by: '01k0deploy0000000000000009', name: '1.4.1' },
    ['U0ALICE'],
  ],
  'not-rolled-back': ['failed', { reason: 'changed-by-hand', region: 'kr1' }, ['U0ALICE']],
  locked: ['rolled back, and locked'],
}

test.each(DEPLOY_NEWS)('a notice: %s', (news) => {
  const [state, values = {}, mentions = []] = TOLD[news]
  const view = DEPLOY_STATES[state]!
  const notice = deployNotice(view, { deployId: view.record.id, news, values, mentions })
  expect(`${asText(notice)}\n\n${notice.text}`).toMatchSnapshot()
})

test('a deploy that may not go on says why', () => {
  const view = DEPLOY_STATES['withdrawn']!
  const values = { reason: 'may-not-deploy' }
  const shown = deployNotice(view, {
    deployId: view.record.id,
    news: 'withdrawn',
    values,
    mentions: ['U0ALICE'],
  })
  expect(shown.text).toContain('was *stopped*: You may not deploy.')
})

test.each([
  ['not-by-new-pods', { cause: 'quota-exceeded' }, 'the quota of the namespace is used up'],
  ['not-by-new-pods', { cause: 'write-refused' }, '`write-refused`'],
  ['other-deploy-open', { by: 'U0ERIN', version: '1.4.3' }, '`1.4.3` by <@U0ERIN>'],
  ['may-not-roll-back', {}, 'Somebody of the owning team may'],
  ['image-not-found', {}, 'but it was refused. The registry does not have the image'],
])('why it was not rolled back by itself: %s (%#)', (reason, values, part) => {
  const { record } = DEPLOY_STATES['failed']!
  const notice = { deployId: record.id, news: 'not-rolled-back' as const, mentions: [] }
  const shown = deployNotice(DEPLOY_STATES['failed']!, { ...notice, values: { ...values, reason } })
  expect(shown.text).toContain('Policy wanted to roll *Deploy checkout 1.4.2 → prod* back by itself, but ')
  expect(shown.text).toContain(part)
})

test('a lock that is known from the notice alone', () => {
  const view = DEPLOY_STATES['succeeded']!
  const values = { by: 'U0ERIN', reason: 'hold', until: NINE }
  const shown = deployNotice(view, { deployId: view.record.id, news: 'locked', values, mentions: [] })
  expect(shown.text).toContain('*locked* by <@U0ERIN> until ')
})
