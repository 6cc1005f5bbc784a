import { describe, expect, test } from 'vitest'
import { digestKey, digestScopes } from '../../../src/domain/digest-scope.ts'
import { CATALOGUE } from './an-episode.ts'

const brief = (catalogue: typeof CATALOGUE) =>
  digestScopes(catalogue).map(({ id, kind, channel, teamIds, unowned }) => [
    id,
    kind,
    channel,
    teamIds.join('+'),
    unowned,
  ])

describe('who reads a digest', () => {
  test('the company, each team, and the fallback channel', () => {
    expect(brief(CATALOGUE)).toEqual([
      ['company', 'company', 'C0COMPANY', '', true],
      ['C0PAY', 'teams', 'C0PAY', 'pay', false],
      ['C0SEARCH', 'teams', 'C0SEARCH', 'search', false],
      ['C0UNOWNED', 'unowned', 'C0UNOWNED', '', true],
    ])
  })

  test('teams that share a channel share a digest, which tells what nobody owns when it is the fallback channel', () => {
    const teams = CATALOGUE.teams.map((team) => ({ ...team, channel: 'C0ALL' }))
    expect(brief({ ...CATALOGUE, teams, fallbackChannel: 'C0ALL', companyChannel: null })).toEqual([
      ['C0ALL', 'teams', 'C0ALL', 'pay+search', true],
    ])
  })

  test("a channel that is the company's too reads one digest", () => {
    expect(brief({ ...CATALOGUE, companyChannel: 'C0PAY' }).map(([id]) => id)).toEqual([
      'company',
      'C0SEARCH',
      'C0UNOWNED',
    ])
  })
})

test('keys of one scope sort by hour', () => {
  const [scope] = digestScopes(CATALOGUE)
  if (!scope) throw new Error('no scope')
  const at = Date.parse('2026-11-21T09:00:00Z')
  expect(digestKey({ scope, at })).toBe('digest:company:2026-11-21T09:00:00.000Z')
  expect(digestKey({ scope, at }) < digestKey({ scope, at: at + 1 })).toBe(true)
})
