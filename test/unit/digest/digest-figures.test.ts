import { describe, expect, test } from 'vitest'
import { digestPlaces } from '../../../src/domain/digest-places.ts'
import { digestScopes } from '../../../src/domain/digest-scope.ts'
import { digestFigures, isEmpty, toLookUp } from '../../../src/domain/digest.ts'
import type { Episode } from '../../../src/domain/episode.ts'
import { anEpisode, CATALOGUE } from './an-episode.ts'

const HOUR = 3_600_000
const AT = 100 * HOUR

function figures(scopeId: string, told: { firing?: Episode[]; started?: Episode[]; resolved?: Episode[] }) {
  const places = digestPlaces(
    { firing: [], started: [], resolved: [], ...told },
    { catalogue: CATALOGUE, at: AT },
  )
  const scope = digestScopes(CATALOGUE).find(({ id }) => id === scopeId)
  if (!scope) throw new Error(`no scope ${scopeId}`)
  return digestFigures(places, scope)
}

describe('the figures of a digest', () => {
  const old = anEpisode({ firstSeenAt: AT - HOUR - 1, severity: 'critical', startsAt: 5 })
  const young = anEpisode({ firstSeenAt: AT - HOUR })
  const held = anEpisode({
    firstSeenAt: AT - 2 * HOUR,
    ack: { userId: 'U7', at: AT - HOUR },
    alertname: 'DiskFull',
  })
  const ours = [old, young, held]
  const theirs = [anEpisode({ namespace: 'search', firstSeenAt: AT - 3 * HOUR, startsAt: 2 })]
  const nobodys = [
    anEpisode({ namespace: 'lab', firstSeenAt: AT }),
    anEpisode({ namespace: '', firstSeenAt: AT }),
  ]
  const firing = [...ours, ...theirs, ...nobodys]

  test("a team's digest tells its own namespaces only", () => {
    const told = figures('C0PAY', { firing, started: [young], resolved: [] })
    expect(told).toMatchObject({ firing: 3, started: 1, resolved: 0, placesTotal: 1, unownedTotal: 0 })
    expect(told.bySeverity).toMatchObject({ critical: 1, warning: 2 })
    expect(JSON.stringify(told)).not.toMatch(/search|lab/)
  })

  test('over an hour with nobody on it: not exactly an hour, not when acknowledged', () => {
    expect(figures('C0PAY', { firing }).unacknowledged).toBe(1)
  })

  test('who is on what, and the oldest', () => {
    const told = figures('company', { firing })
    expect(told.handled.map((place) => place.handling)).toEqual([
      [{ userId: 'U7', alerts: 1, alertnames: ['DiskFull'] }],
    ])
    expect(told.oldest).toMatchObject({ namespace: 'search', startsAt: 2 })
    expect(toLookUp(told)).toEqual({ userIds: ['U7'], threadIds: ['t-prod-kr-payments', 't-prod-kr-search'] })
  })

  test('the worst namespace stands first, and what nobody owns is listed', () => {
    const told = figures('company', { firing })
    expect(told.places.map(({ namespace }) => namespace)).toEqual(['payments', '', 'lab', 'search'])
    expect(told.unowned.map(({ namespace }) => namespace)).toEqual(['', 'lab'])
    expect(figures('C0UNOWNED', { firing })).toMatchObject({ firing: 2, placesTotal: 2 })
  })

  test('lists are cut, counts are not', () => {
    const many = Array.from({ length: 30 }, (_, i) => anEpisode({ namespace: `ns-${i}`, firstSeenAt: AT }))
    const told = figures('company', { firing: many })
    expect(told).toMatchObject({ firing: 30, placesTotal: 30, unownedTotal: 30 })
    expect([told.places.length, told.unowned.length]).toEqual([10, 10])
  })

  test('a cluster that owns its own namespace apart from the others', () => {
    const elsewhere = anEpisode({ namespace: 'ledger', cluster: 'prod-jp', firstSeenAt: AT })
    const here = anEpisode({ namespace: 'ledger', firstSeenAt: AT })
    expect(figures('C0PAY', { firing: [elsewhere, here] }).firing).toBe(1)
  })

  test('empty when nothing fires, began or ended', () => {
    expect(isEmpty(figures('C0PAY', { firing: theirs }))).toBe(true)
    expect(isEmpty(figures('C0PAY', { resolved: [anEpisode()] }))).toBe(false)
  })
})
