import { expect, test } from 'vitest'
import {
  approvedChangeWords,
  askedChangeWords,
  cancelledChangeWords,
  rejectedChangeWords,
  retriedChangeWords,
} from '../../src/views/resource-answers.ts'
import { detailWords, doneWords, subjectWords } from '../../src/views/audit-words.ts'
import { changeState } from '../harness/change-states.ts'
import { givenChangeApproval } from '../harness/given-change-view.ts'
import { NINE } from '../harness/given.ts'

const waiting = changeState('create: waiting for approval')
const running = changeState('create: running')
const approval = givenChangeApproval({ count: 2, votes: [{ userId: 'U0ERIN', at: NINE, planHash: 'f00d' }] })

test('what a click or a handed-in form did', () => {
  const decided = { by: 'U0ERIN', at: NINE, reason: 'Use the shared one' }
  expect([
    askedChangeWords(waiting),
    askedChangeWords(running),
    askedChangeWords(changeState('delete: taking the snapshot')),
    askedChangeWords(changeState('create: ready')),
    approvedChangeWords({ ...waiting, approval, effect: 'voted' }),
    approvedChangeWords({ ...waiting, approval, effect: 'approved' }),
    rejectedChangeWords({ ...waiting, approval: { ...approval, decided } }),
    cancelledChangeWords(changeState('create: withdrawn')),
    cancelledChangeWords(changeState('create: being cancelled')),
    retriedChangeWords(running),
  ]).toMatchSnapshot()
})

const details = { name: 'payments-prod-sessions', project: 'payments', environment: 'prod', changeId: 'c1' }

test.each([
  ['request-resource', 'requested', '*asked to create a resource*'],
  ['modify-resource', 'requested', '*asked to modify a resource*'],
  ['delete-resource', 'typed-name-wrong', 'tried to *delete a resource* · refused: typed name wrong'],
  ['approve-resource', 'voted', '*approved a change* · more votes are needed'],
  ['reject-resource', 'rejected', '*rejected a change*'],
  ['cancel-resource', 'cancelled', '*cancelled a change*'],
  ['retry-resource', 'retried', '*let a stopped change go on*'],
  ['start-change', 'started', '*started a change*'],
  ['start-change', 'refused', '*did not start a change* · refused'],
  ['begin-part', 'making', '*began with a part* · to make it'],
  ['begin-part', 'removing', '*began with a part* · to remove it'],
  ['begin-modify-step', 'set-node-type', '*began a step* · node type'],
  ['turn-back-change', 'undoing', '*turned a change back*'],
  ['stop-change', 'stopped', '*stopped a change: somebody has to help*'],
  ['end-change', 'succeeded', '*finished a change*'],
  ['end-change', 'rolled-back', '*ended a change* · undone'],
  ['expire-resource-approval', 'expired', '*let an approval expire*'],
])('the audit log tells of %s (%s)', (operation, outcome, words) => {
  const actor = { kind: 'system' as const, job: 'reconcile-resource' }
  const entry = { id: 1, at: NINE, actor, operation, subject: 'r1', outcome, details, seal: null }
  expect(doneWords(entry)).toBe(words)
  expect(subjectWords(entry)).toBe('resource `payments-prod-sessions`')
  expect(detailWords(entry)).not.toContain('name `payments-prod-sessions`')
})
