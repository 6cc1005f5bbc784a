import { expect, test } from 'vitest'
import { coxswain, shortAnswer } from './who-can-run.ts'

test.each([
  ['deploy checkout alpha --as U0X', '0 allowed: U0X may deploy payments/checkout to alpha, everybody may'],
  [
    'deploy search prod --as U0BOB',
    '0 allowed: U0BOB may deploy search to prod, as one of the owning team Search (U0ALICE, U0BOB)',
  ],
  [
    'deploy checkout prod --as U0X',
    '3 depends: U0X may deploy payments/checkout to prod if in Slack group S0SRE or S0PAY',
  ],
  [
    'deploy checkout prod --as U0X --groups S0PAY',
    '0 allowed: U0X may deploy payments/checkout to prod, as one of the owning team Payments (S0PAY)',
  ],
  [
    'roll-back checkout prod --as U0X --groups S0OTHER,S0SRE',
    '0 allowed: U0X may roll back payments/checkout in prod, as one of Slack group S0SRE',
  ],
  [
    "unlock checkout prod --as U0X --groups ''",
    '1 not allowed: U0X may not unlock payments/checkout in prod: only the owning team Payments (S0PAY) or Slack group S0SRE may',
  ],
  ['deploy search prod --as U0X', '3 depends: U0X may deploy search to prod if in Slack group S0SRE'],
  [
    'approve search prod --as U0X --groups S0RELEASE',
    '0 allowed: U0X may approve deploys of search to prod, as one of Slack group S0RELEASE',
  ],
  [
    'approve search prod --as U0BOB --requester U0BOB',
    '1 not allowed: U0BOB may not approve deploys of search to prod: who asked for the deploy may not approve it',
  ],
  [
    'approve search prod --as U0BOB --author U0BOB',
    '1 not allowed: U0BOB may not approve deploys of search to prod: who wrote the commit may not approve it',
  ],
  [
    'approve search alpha --as U0BOB',
    '1 not allowed: U0BOB may not approve deploys of search to alpha: nothing is approved there, deploys start at once',
  ],
  [
    'break-glass search prod --as U0X',
    '3 depends: U0X may break the glass for search in prod if in Slack group S0ONCALL',
  ],
  [
    'break-glass search prod --as U0X --groups S0ONCALL',
    '0 allowed: U0X may break the glass for search in prod, as one of Slack group S0ONCALL',
  ],
  [
    'break-glass search prod --as U0X --groups S0SRE',
    '1 not allowed: U0X may not break the glass for search in prod: only Slack group S0ONCALL may',
  ],
])('who-can %s', (line, answer) => {
  expect(shortAnswer(`who-can ${line}`)).toBe(answer)
})

test('what holds there is told beside the answer', () => {
  expect(coxswain('who-can deploy checkout prod --as U0X --version 1.4.2 --at 2026-11-28T10:00').text)
    .toBe(`depends: U0X may deploy payments/checkout to prod if in Slack group S0SRE or S0PAY
  → say with --groups which ones U0X is in, or '' for none

  deployers    the owning team Payments (S0PAY) or Slack group S0SRE
  waves        canary (kr), then rest (eu, us)
  approval     each wave: 2 different people from the owning team Payments (S0PAY) or Slack group S0RELEASE; who asked may not, who wrote the commit may not; within 60 minutes
  promotion    the commit of 1.4.2 must have succeeded in alpha within 14 days; the running bot knows whether it did
  freeze       frozen now, until Mon 2026-11-30 09:00 (Asia/Seoul): Nobody watches
               window Fri 18:00 to Mon 09:00 (Asia/Seoul): Nobody watches
  break-glass  Slack group S0ONCALL, with a reason
  exceptions   none in force

Not known here: locks and freezes set in Slack, and whether the person is a full member of the workspace.`)
})

test('an exception changes what holds, and is told with its reason while it lasts', () => {
  const line = 'who-can deploy search prod --as U0BOB'
  expect(coxswain(line).text).toContain(
    '  exceptions   no-freeze: freeze does not hold, until Fri 2027-01-01 00:00 (Asia/Seoul); owner search: Batch only\n',
  )
  expect(coxswain(`${line} --at 2026-11-28T10:00`).text).toContain('  freeze       none now\n')
  const after = coxswain(`${line} --at 2027-01-02T10:00`).text
  expect(after).toContain('  exceptions   none in force\n')
  expect(after).toContain('  freeze       frozen now')
})

test.each([
  [
    'approve search prod --as U0BOB',
    'unless this person asked for the deploy (--requester) or wrote the commit (--author)',
  ],
  ['approve search prod --as U0BOB --author U0X', 'unless this person asked for the deploy (--requester)\n'],
  ['break-glass search prod --as U0X --groups S0ONCALL', 'only with a reason, and everybody is told'],
  [
    'roll-back search prod --as U0BOB',
    'A rollback asks for no approval and no promotion, and no freeze stops it.',
  ],
  [
    'deploy payments/new prod --as U0X',
    'new is not among the services that the configuration lists for payments.',
  ],
  [
    'deploy search/api prod --as U0BOB --version registry.example.com/search/api:1.2',
    'an image reference that no build told of has no commit, so it is refused',
  ],
])('who-can %s adds a condition', (line, words) => {
  expect(coxswain(`who-can ${line}`).text).toContain(words)
})
