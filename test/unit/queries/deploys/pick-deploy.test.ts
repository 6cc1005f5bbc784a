import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createPickDeploy } from '../../../../src/queries/pick-deploy.ts'
import { givenCatalogue } from '../../../harness/given.ts'
import { openTestStore, type TestStore } from '../../../harness/store.ts'
import { aBuild, digest } from '../../deploys/a-build.ts'
import { aRecord, bob, dana, deps, guest, store } from './given-deploys.ts'

let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
})
afterEach(() => opened.close())

const pick = (over: Partial<typeof deps> = {}) => createPickDeploy({ ...deps, ...over, store: opened.store })
const many = Array.from({ length: 150 }, (_, index) => `p${String(index).padStart(3, '0')}`)
const wide = givenCatalogue({
  projects: [...many, 'payments', 'search'].map((namespace) => ({
    namespace,
    clusters: [],
    teamId: namespace === 'search' ? 'search' : 'payments',
    services: [],
  })),
})

describe('projects', () => {
  test('mine first, then what I deployed lately, then all others', async () => {
    await store(opened.store, [aRecord({ id: 'd1', project: 'payments' })])
    expect(await pick().projects({ actor: bob, typed: '' })).toEqual({
      mine: [{ value: 'search', text: 'search', note: 'Search' }],
      recent: [{ value: 'payments', text: 'payments', note: 'Payments' }],
      others: [],
    })
    const { mine, others } = await pick().projects({ actor: dana, typed: '' })
    expect([mine, others].map((group) => group.map(({ value }) => value))).toEqual([['payments'], ['search']])
  })

  test('what was typed narrows, and a slip of the finger finds the nearest', async () => {
    const values = async (typed: string) => {
      const { mine, others } = await pick().projects({ actor: bob, typed })
      return [...mine, ...others].map(({ value }) => value)
    }
    expect(await values('EARC')).toEqual(['search'])
    expect(await values('paymnets')).toEqual(['payments'])
    expect(await values('zzz')).toEqual([])
  })

  test('a service that was typed finds its project, which says so', async () => {
    const found = async (typed: string) => {
      const { mine, others } = await pick().projects({ actor: bob, typed })
      return [...mine, ...others].map(({ value, note }) => [value, note])
    }
    expect(await found('API')).toEqual([['payments', 'Payments · has payments-api']])
    expect(await found('pay')).toEqual([['payments', 'Payments']])
    expect(await found('payments-apj')).toEqual([['payments', 'Payments']])
  })

  test('a hundred in all, and mine are never those left out', async () => {
    const { mine, recent, others } = await pick({ catalogue: wide }).projects({ actor: bob, typed: '' })
    expect([mine.length, recent.length, others.length]).toEqual([1, 0, 99])
  })

  test('nothing for who may not ask', async () => {
    expect(await pick().projects({ actor: guest, typed: '' })).toEqual({ mine: [], recent: [], others: [] })
    expect(await pick().environments({ actor: guest, project: 'payments' })).toEqual([])
    expect(await pick().services({ actor: guest, project: 'payments', typed: '' })).toEqual([])
    const place = { project: 'payments', service: 'checkout' }
    const typed = 'r.example.com/checkout:nightly'
    expect(await pick().versions({ actor: guest, ...place, typed })).toEqual([])
  })
})

test('services: of the catalogue, built or deployed, in order of their names', async () => {
  await store(opened.store, [aRecord({ id: 'd1', service: 'ledger' })])
  await opened.store.transaction((tx) => tx.builds.insert(aBuild({ service: 'checkout', commits: [] })))
  const names = async (typed: string) =>
    (await pick().services({ actor: bob, project: 'payments', typed })).map(({ value }) => value)
  expect(await names('')).toEqual(['checkout', 'ledger', 'payments-api'])
  expect(await names('api')).toEqual(['payments-api'])
  expect(await names('legder')).toEqual(['ledger'])
})

describe('versions', () => {
  const place = { project: 'payments', service: 'checkout' }
  const versions = async (typed: string) => pick().versions({ actor: bob, ...place, typed })
  const texts = async (typed: string) => (await versions(typed)).map(({ text }) => text)
  beforeEach(() =>
    opened.store.transaction(async (tx) => {
      const untagged = { tag: null, commit: 'feed00d' + '0'.repeat(33), message: 'add refunds\n\nlong' }
      await tx.builds.insert(aBuild({ builtAt: 1 }))
      await tx.builds.insert(aBuild({ digest: digest('b'), tag: '1.4.3', message: null, builtAt: 2 }))
      await tx.builds.insert(aBuild({ digest: digest('c'), ...untagged, author: null, builtAt: 3 }))
    }),
  )

  test('the newest first, with the first line of the message and the author', async () => {
    expect(await versions('')).toEqual([
      { value: digest('c'), text: 'feed00d', note: 'add refunds' },
      { value: digest('b'), text: '1.4.3', note: 'alice' },
      { value: digest('a'), text: '1.4.2', note: 'round amounts · alice' },
    ])
  })

  test.each([
    ['1.4.3', ['1.4.3']],
    ['1.4', ['1.4.3', '1.4.2']],
    ['FEED', ['feed00d']],
    ['refunds', ['feed00d']],
    [digest('a'), ['1.4.2']],
    ['2.0', []],
  ])('typed: %s', async (typed, found) => {
    expect(await texts(typed)).toEqual(found)
  })

  test('a full image reference is offered as it is, unverified unless a build told of it', async () => {
    const typed = 'r.example.com/team/checkout:nightly'
    expect(await versions(typed)).toEqual([{ value: typed, text: typed, note: 'unverified image' }])
    expect(await texts(`r.example.com/checkout@${digest('a')}`)).toEqual(['1.4.2'])
    expect(await texts(`else.example.com/checkout@${digest('a')}`)).toEqual([
      `else.example.com/checkout@${digest('a')}`,
    ])
  })
})

describe('environments', () => {
  const of = (actor: typeof bob, over = {}) => pick(over).environments({ actor, project: 'payments' })

  test('in the order of promotion, with their regions and whether I may deploy there', async () => {
    const [alpha, prod] = await of(dana)
    expect([alpha?.name, prod?.name, prod?.mayDeploy]).toEqual(['alpha', 'prod', true])
    expect(prod?.regions).toEqual([
      { region: 'kr', wave: 'first' },
      { region: 'us', wave: 'rest' },
      { region: 'eu', wave: 'rest' },
    ])
    expect((await of(bob)).map(({ mayDeploy }) => mayDeploy)).toEqual([false, false])
  })

  test('while Slack cannot tell the group it stays open: the plan says why not', async () => {
    const directory = { groupMembers: async () => null }
    expect((await of(bob, { directory })).map(({ mayDeploy }) => mayDeploy)).toEqual([true, true])
    expect(await pick().environments({ actor: bob, project: 'unheard-of' })).toEqual([])
  })
})
