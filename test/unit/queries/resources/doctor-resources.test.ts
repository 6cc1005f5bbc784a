import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Finding } from '../../../../src/domain/doctor-report.ts'
import type { CloudAccountCheck } from '../../../../src/domain/resources/cloud.ts'
import type { CloudFailure } from '../../../../src/domain/resources/failure.ts'
import { examineAccounts, type ExaminedAccount } from '../../../../src/queries/doctor-accounts.ts'
import { examineChanges } from '../../../../src/queries/doctor-changes.ts'
import { givenChangeFailure, givenChangeOf, givenResource } from '../../../harness/given-change-view.ts'
import { MINUTE, NINE } from '../../../harness/given.ts'
import { openTestStore, type TestStore } from '../../../harness/store.ts'
import { named, store } from './given-resources.ts'

const ARN = 'arn:aws:iam::123456789012:role/coxswain'
const WELL: CloudAccountCheck = {
  account: 'main',
  identity: { accountId: '123456789012', arn: ARN },
  wantedAccountId: null,
  denied: [],
  problem: null,
}
const failed = (over: Partial<CloudFailure> = {}): CloudFailure => ({
  class: 'retry',
  code: 'ECONNREFUSED',
  message: 'connect',
  action: 'sts:GetCallerIdentity',
  requestId: null,
  retryAfterMs: null,
  ...over,
})
const answering = (check: Partial<CloudAccountCheck>): ExaminedAccount => ({
  account: check.account ?? WELL.account,
  check: async () => ({ ...WELL, ...check }),
})
const asRow = ({ code, level, details }: Finding) => [level, code, details]
const examined = async (...checks: Partial<CloudAccountCheck>[]) =>
  (await examineAccounts(checks.map(answering))).map(asRow)
const ok = ['ok', 'account-well', { account: 'main', accountId: '123456789012', arn: ARN }]

describe('accounts', () => {
  test('one that is well says who the bot is there; where there is none nothing is said', async () => {
    expect(await examined({})).toEqual([ok])
    expect(await examined()).toEqual([])
  })

  test('one that is not reached, or refuses the credentials', async () => {
    const expired = failed({ class: 'credentials', code: 'ExpiredToken', message: 'is expired' })
    const gone = { identity: null, denied: null }
    expect(
      await examined({ ...gone, account: 'a', problem: failed() }, { ...gone, problem: expired }),
    ).toEqual([
      ['problem', 'account-unreachable', { account: 'a', error: 'ECONNREFUSED: connect' }],
      ['problem', 'account-credentials', { account: 'main', error: 'ExpiredToken: is expired' }],
    ])
  })

  test('one that does not answer in time is told as that, and holds up no other', async () => {
    const silent = { account: 'silent', check: () => new Promise<CloudAccountCheck>(() => {}) }
    expect((await examineAccounts([silent, answering({})], 5)).map(asRow)).toEqual([
      ['problem', 'account-unreachable', { account: 'silent', error: 'no answer' }],
      ok,
    ])
  })

  test('another one than the configuration says', async () => {
    const details = { account: 'main', accountId: '123456789012', wanted: '999999999999', arn: ARN }
    expect(await examined({ wantedAccountId: '999999999999', denied: ['x'] })).toEqual([
      ['problem', 'account-wrong', details],
    ])
  })

  test('rights that are missing, and those that could not be checked', async () => {
    const many = Array.from({ length: 12 }, (_, i) => `elasticache:A${i}`)
    const denied = `${many.slice(0, 10).join(', ')}, … 2 more`
    expect(await examined({ denied: many })).toEqual([
      ok,
      ['problem', 'account-permissions', { account: 'main', denied }],
    ])
    const problem = failed({ class: 'permission', code: 'AccessDenied', message: 'no' })
    expect(await examined({ denied: null, problem })).toEqual([
      ok,
      ['warning', 'account-unchecked', { account: 'main', error: 'AccessDenied: no' }],
    ])
  })
})

describe('changes that stand still', () => {
  let opened: TestStore
  beforeEach(async () => {
    opened = await openTestStore()
  })
  afterEach(() => opened.close())

  test('are counted, the oldest is named; others are none of the doctor', async () => {
    expect(await examineChanges(opened.store, NINE)).toEqual([])
    const change = givenChangeOf(givenResource(), 'delete')
    const of = (id: string, at: number | null) => ({
      ...change,
      id: `c-${id}`,
      resourceId: id,
      state: at === null ? ('running' as const) : ('stopped' as const),
      failure: at === null ? null : givenChangeFailure({ at }),
    })
    const ids = ['a', 'b', 'c']
    await store(opened.store, {
      resources: ids.map((id) => named(id)),
      changes: [of('a', NINE + 2 * MINUTE), of('b', NINE + MINUTE), of('c', null)],
    })
    const details = { count: 2, name: 'b', verb: 'delete', ageMs: 4 * MINUTE }
    expect(await examineChanges(opened.store, NINE + 5 * MINUTE)).toEqual([
      { level: 'problem', code: 'changes-stopped', details },
    ])
  })
})
