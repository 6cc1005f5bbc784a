import fc from 'fast-check'
import { expect, test } from 'vitest'
import { acceptMessageBlocks } from '../../playground/slack/blockkit/message-blocks.ts'
import { SEVERITIES } from '../../src/domain/alert.ts'
import { digestPlaces } from '../../src/domain/digest-places.ts'
import { digestFigures } from '../../src/domain/digest.ts'
import { digestMessage } from '../../src/views/digest-message.ts'
import { jsonChars } from '../../src/views/fit.ts'
import { anEpisode, CATALOGUE } from '../unit/digest/an-episode.ts'

const AT = Date.parse('2026-11-21T01:00:00Z')
const nasty = fc.constantFrom(
  '<!channel>',
  '<@U0BOB>',
  '&',
  '<',
  '`',
  '```',
  '*',
  '|',
  '\n',
  '\u202E',
  '\uD800',
  '😀',
  '한글',
)
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.oneof(nasty, fc.string()), { maxLength: 20 }).map((parts) => parts.join('')),
  nasty.map((part) => part.repeat(2_000)),
)
const place = fc.record({
  cluster: text,
  namespace: text,
  alertname: text,
  user: text,
  severity: fc.constantFrom(...SEVERITIES),
  alerts: fc.integer({ min: 1, max: 4 }),
})

test('any names give a valid digest that mentions nobody', () => {
  fc.assert(
    fc.property(fc.array(place, { maxLength: 25 }), text, (places, name) => {
      const firing = places.flatMap(({ cluster, namespace, alertname, user, severity, alerts }) =>
        Array.from({ length: alerts }, (_, i) =>
          anEpisode({ cluster, namespace, alertname, severity, ack: { userId: `${user}${i}`, at: AT } }),
        ),
      )
      const teams = CATALOGUE.teams.map((team) => ({ ...team, name }))
      const catalogue = { ...CATALOGUE, teams }
      const scope = {
        id: 'C0PAY',
        kind: 'teams' as const,
        channel: 'C0PAY',
        teamIds: ['pay', 'search'],
        teamNames: [name, name],
        unowned: true,
      }
      const figures = digestFigures(
        digestPlaces({ firing, started: firing, resolved: firing }, { catalogue, at: AT }),
        scope,
      )
      const names = Object.fromEntries(firing.map((episode) => [episode.ack?.userId ?? '', name]))
      const links = Object.fromEntries(
        firing.map((episode) => [episode.threadId, `https://a.example/${'x'.repeat(200)}`]),
      )
      const window = { at: AT, from: AT - 1, longer: null, incomplete: true, timeZone: 'Asia/Kathmandu' }
      const message = digestMessage({ scope, ...window, figures, names, links })
      expect(() => acceptMessageBlocks(message.blocks)).not.toThrow()
      expect(jsonChars(message.blocks)).toBeLessThanOrEqual(12_000)
      expect(message.text.length).toBeLessThanOrEqual(4_000)
      expect(JSON.stringify(message.blocks.slice(1)) + message.text).not.toMatch(/<!channel|<@U0BOB/)
    }),
    { numRuns: 150 },
  )
})
