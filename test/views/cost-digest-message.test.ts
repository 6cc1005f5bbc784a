import { expect, test } from 'vitest'
import { acceptMessageBlocks } from '../../playground/slack/blockkit/message-blocks.ts'
import { costDigestMessage } from '../../src/views/cost-digest-message.ts'
import { asText } from '../harness/as-text.ts'
import {
  AWS,
  DIGESTS,
  DOWN,
  givenDigest,
  givenFigures,
  givenSource,
  PAYMENTS_SCOPE,
  TWO_PM,
} from '../harness/given-cost-views.ts'

test.each(Object.entries(DIGESTS))('the hourly digest: %s', (_, digest) => {
  const shown = costDigestMessage(digest)
  expect(() => acceptMessageBlocks(shown.blocks)).not.toThrow()
  expect(asText(shown)).toMatchSnapshot()
})

test.each(Object.entries(DIGESTS))('its fallback text: %s', (_, digest) => {
  expect(costDigestMessage(digest).text).toMatchSnapshot()
})

test('the hour is that of the company, also the last one of a day', () => {
  expect(asText(costDigestMessage(DIGESTS['of a team']!))).toContain('# Cost 13:00-14:00 · Payments')
  const midnight = costDigestMessage(givenDigest({ at: TWO_PM + 10 * 3_600_000 }))
  expect(asText(midnight)).toContain('# Cost 23:00-00:00 · Payments')
  expect(asText(midnight)).toContain('Saturday, 21 Nov')
  expect(asText(midnight)).toContain('the same hours of the Saturday before')
})

test('what is unknown is never 0', () => {
  for (const name of ['nothing is known', 'no figures at all']) {
    const shown = costDigestMessage(DIGESTS[name]!)
    expect(`${asText(shown)}\n${shown.text}`).not.toContain('$0')
    expect(asText(shown)).toContain('does not mean 0')
  }
})

test('a source that is down stands before the figures, with since when and what is missing', () => {
  const shown = asText(costDigestMessage(givenDigest({ sources: [givenSource(), DOWN] })))
  const told = 'figures of prod-eu are missing since 12:00, they are *not 0*'
  expect(shown).toContain('🔴 *OpenCost prod-eu is down* since 12:05 (no connection, or no answer in time)')
  expect(shown.indexOf(told)).toBeLessThan(shown.indexOf('$12.30'))
  const never = givenSource({ ...DOWN, until: null, readAt: null })
  expect(asText(costDigestMessage(givenDigest({ sources: [never] })))).toContain('*no figures*')
})

test('each figure says where it comes from and until when', () => {
  const shown = asText(costDigestMessage(givenDigest()))
  expect(shown).toContain('OpenCost prod-kr · list prices · until 14:00 · read 14:03')
  expect(shown).toContain('AWS main · as billed · until 19 Nov · read 14:03 · *estimated*')
  const noted = { ...AWS, notes: [{ code: 'tag-inactive' as const, tag: 'project' }] }
  expect(asText(costDigestMessage(givenDigest({ sources: [noted] })))).toContain(
    'The tag `project` is not active for cost allocation',
  )
})

test('that nothing can be compared is said once, and no table has a column for it', () => {
  const shown = asText(costDigestMessage(DIGESTS['five clusters, nothing to compare with']!))
  expect(shown.split('nothing to compare with')).toHaveLength(2)
  expect(shown).not.toMatch(/share +change|unknown/)
})

test('a digest of several teams looks into each', () => {
  const scope = { ...PAYMENTS_SCOPE, teamIds: ['payments', 'a/b'], teamNames: ['Payments', 'A & B'] }
  const shown = asText(costDigestMessage(givenDigest({ scope })))
  expect(shown).toContain('[Today: Payments](cost:show:0 v1:team/payments:today)')
  expect(shown).toContain('[Today: A & B](cost:show:1 v1:team/a%2Fb:today)')
})

test('shared, idle and unowned stand on lines of their own, whatever is cut', () => {
  const many = Array.from({ length: 60 }, (_, index) => ({
    part: { is: 'team' as const, teamId: `t${index}`, name: `Team ${index}`, isDissolved: false },
    micros: (60 - index) * 1_000_000,
    beforeMicros: index === 50 ? null : 1_000_000,
  }))
  const rest = (['shared', 'idle', 'unowned'] as const).map((is) => ({
    part: { is },
    micros: 2_000_000,
    beforeMicros: null,
  }))
  const digest = givenDigest({ figures: [givenFigures({ shares: [...many, ...rest] })] })
  const shown = asText(costDigestMessage(digest))
  for (const { part } of rest) expect(shown).toMatch(new RegExp(`\n${part.is} +\\$2\\.00`))
  // 52 teams, of 1 to 52 dollars.
  expect(shown).toMatch(/\n52 others +\$1,378\.00/)
})
