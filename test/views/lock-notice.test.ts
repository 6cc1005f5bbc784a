import { expect, test } from 'vitest'
import { LOCK_NEWS } from '../../src/domain/deploys/lock-news.ts'
import { lockNotice } from '../../src/views/lock-notice.ts'
import { NINE } from '../harness/given.ts'

const told = { by: 'U0BOB', reason: 'load test', until: NINE, environment: 'prod' }

test.each(LOCK_NEWS)('a channel hears what was %s', (what) => {
  const service = what === 'locked' || what === 'unlocked' ? 'checkout' : null
  expect(lockNotice({ ...told, what, project: 'payments', service }).text).toMatchSnapshot()
})

test('a freeze of everything, without an end', () => {
  const words = lockNotice({ ...told, what: 'frozen', until: null, project: null, service: null }).text
  expect(words).toContain('*prod*, all projects, was *frozen* by <@U0BOB> until somebody lifts it: load test')
})

test('what people wrote stays text, and a lock that ran out meanwhile has no reason', () => {
  const wild = { ...told, reason: '<!channel> *x*', project: '`a`', service: '<b>', environment: '*c*' }
  expect(lockNotice({ ...wild, what: 'locked' }).text).not.toContain('<!channel>')
  const words = lockNotice({ ...wild, what: 'unlocked', reason: null }).text
  expect(words).toContain('was *unlocked* by <@U0BOB>. It takes deploys again')
})
