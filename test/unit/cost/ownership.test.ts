import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ownerOf, type Catalogue } from '../../../src/domain/catalogue.ts'
import { createOwnership, ownershipChanges } from '../../../src/domain/cost/ownership.ts'
import { CATALOGUE, ownerships, project } from './a-cost.ts'

const listing = (...projects: Catalogue['projects']): Catalogue => ({ ...CATALOGUE, projects })
const change = (namespace: string, teamId: string | null, from: number, cluster = '') => ({
  cluster,
  namespace,
  teamId,
  from,
})
const kr = (namespace: string) => ({ cluster: 'kr', namespace })
const cloud = (namespace: string) => ({ cluster: null, namespace })

describe('who owned it at that time', () => {
  test('the team of then, and before anything is known the first team that is', () => {
    const { ownerAt } = createOwnership([change('checkout', 'find', 50), change('checkout', 'pay', 10)])
    expect([0, 10, 49, 50, 99].map((time) => ownerAt(kr('checkout'), time))).toEqual([
      'pay',
      'pay',
      'pay',
      'find',
      'find',
    ])
    expect(ownerAt(cloud('checkout'), 49)).toBe('pay')
  })

  test('nobody from then on, and nobody for a name that every object inherits', () => {
    const { ownerAt } = createOwnership([change('checkout', 'pay', 10), change('checkout', null, 20)])
    expect(ownerAt(kr('checkout'), 20)).toBeNull()
    expect(ownerAt(kr('constructor'), 20)).toBeNull()
    expect(ownerAt(kr(''), 20)).toBeNull()
  })

  test('an entry of the cluster beats the one for all clusters from when it is known', () => {
    const { ownerAt } = createOwnership([change('checkout', 'pay', 10), change('checkout', 'find', 20, 'kr')])
    expect([5, 19, 20].map((time) => ownerAt(kr('checkout'), time))).toEqual(['pay', 'pay', 'find'])
    expect(ownerAt({ cluster: 'us', namespace: 'checkout' }, 20)).toBe('pay')
  })

  test('a cloud, which knows no cluster, finds a project that only clusters have', () => {
    const { ownerAt } = createOwnership([
      change('checkout', 'find', 10, 'us'),
      change('checkout', null, 10, 'kr'),
    ])
    expect(ownerAt(cloud('checkout'), 20)).toBe('find')
  })
})

describe('what is new in the catalogue', () => {
  test('everything at first, and nothing the second time', () => {
    const first = ownershipChanges([], CATALOGUE, 10)
    expect(first).toEqual([change('checkout', 'pay', 10), change('search', 'find', 10)])
    expect(ownershipChanges(first, CATALOGUE, 20)).toEqual([])
  })

  test('a team that is renamed stays who it is', () => {
    const known = ownershipChanges([], CATALOGUE, 10)
    const teams = CATALOGUE.teams.map((team) => ({ ...team, name: 'Renamed' }))
    expect(ownershipChanges(known, { ...CATALOGUE, teams }, 20)).toEqual([])
  })

  test('what a dissolved team had is nobody’s, and so is what is listed no more', () => {
    const known = ownershipChanges([], CATALOGUE, 10)
    const dissolved = { ...CATALOGUE, teams: CATALOGUE.teams.slice(1) }
    expect(ownershipChanges(known, dissolved, 20)).toEqual([change('checkout', null, 20)])
    expect(ownershipChanges(known, listing(), 20)).toHaveLength(2)
  })

  test('a cluster without an entry of its own any more follows the one for all clusters', () => {
    const before = listing(project('checkout', 'pay'), project('checkout', 'find', ['kr']))
    const known = ownershipChanges([], before, 10)
    const next = ownershipChanges(known, listing(project('checkout', 'pay')), 20)
    expect(next).toEqual([change('checkout', 'pay', 20, 'kr')])
    expect(ownershipChanges([...known, ...next], listing(project('checkout', 'find')), 30)).toEqual([
      change('checkout', 'find', 30),
      change('checkout', 'find', 30, 'kr'),
    ])
  })

  test('a clock that was moved back does not hide the change', () => {
    const known = [change('checkout', 'find', 100), change('search', 'find', 100)]
    const next = ownershipChanges(known, CATALOGUE, 20)
    expect(next).toEqual([change('checkout', 'pay', 101)])
    expect(ownershipChanges([...known, ...next], CATALOGUE, 21)).toEqual([])
  })
})

test('the history says of now what the catalogue says, after any history and catalogue', () => {
  const projects = fc.array(
    fc
      .record({
        namespace: fc.constantFrom('checkout', 'search', 'other'),
        teamId: fc.constantFrom('pay', 'find', 'gone'),
        clusters: fc.constantFrom<string[][]>([], ['kr'], ['us', 'kr']),
      })
      .map(({ namespace, teamId, clusters }) => project(namespace, teamId, clusters)),
  )
  fc.assert(
    fc.property(ownerships, projects, (known, listed) => {
      const catalogue = listing(...listed)
      const next = [...known, ...ownershipChanges(known, catalogue, 200)]
      const { ownerAt } = createOwnership(next)
      for (const namespace of ['checkout', 'search', 'other'])
        for (const cluster of ['kr', 'us', 'new'])
          expect(ownerAt({ cluster, namespace }, 300)).toBe(
            ownerOf(catalogue, { cluster, namespace })?.id ?? null,
          )
      expect(ownershipChanges(next, catalogue, 400)).toEqual([])
    }),
  )
})
