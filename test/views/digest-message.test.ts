import { describe, expect, test } from 'vitest'
import { digestPlaces, type DigestEpisodes } from '../../src/domain/digest-places.ts'
import { digestScopes } from '../../src/domain/digest-scope.ts'
import { digestFigures, type DigestSnapshot } from '../../src/domain/digest.ts'
import { digestMessage } from '../../src/views/digest-message.ts'
import { displayWidth } from '../../src/views/digest-table.ts'
import { asText } from '../harness/as-text.ts'
import { anEpisode, CATALOGUE } from '../unit/digest/an-episode.ts'

const HOUR = 3_600_000
const TEN = Date.parse('2026-11-21T01:00:00Z')

function shown(scopeId: string, told: Partial<DigestEpisodes>, given: Partial<DigestSnapshot> = {}) {
  const scope = digestScopes(CATALOGUE).find(({ id }) => id === scopeId)
  if (!scope) throw new Error(`no scope ${scopeId}`)
  const all = { firing: [], started: [], resolved: [], ...told }
  const figures = digestFigures(digestPlaces(all, { catalogue: CATALOGUE, at: TEN }), scope)
  const window = { at: TEN, from: TEN - HOUR, longer: null, incomplete: false, timeZone: 'Asia/Seoul' }
  return digestMessage({ scope, ...window, figures, names: { U7: 'Kim' }, links: {}, ...given })
}

const firing = [
  anEpisode({ firstSeenAt: TEN - 2 * HOUR, severity: 'critical', alertname: 'KubePodCrashLooping' }),
  anEpisode({ firstSeenAt: TEN - HOUR / 2, ack: { userId: 'U7', at: TEN } }),
  anEpisode({ namespace: 'search', firstSeenAt: TEN - 5 * HOUR, ack: { userId: 'U8', at: TEN } }),
  anEpisode({ namespace: 'lab', firstSeenAt: TEN - 5 }),
  anEpisode({ namespace: '', firstSeenAt: TEN - 5 }),
]

describe('the digest', () => {
  test('of a team', () => {
    const links = { 't-prod-kr-payments': 'https://acme.slack.com/archives/C1/p1' }
    const resolved = [anEpisode({ namespace: 'ledger' })]
    expect(asText(shown('C0PAY', { firing, started: firing.slice(0, 2), resolved }, { links })))
      .toMatchInlineSnapshot(`
      "# Alerts of Payments at 10:00
      ---
      *2 firing*: 🔴 1 critical, 🟡 1 warning
      2 new and 1 resolved since 09:00 · ⚠️ *1 for over an hour with nobody on it*
      ---
      \`\`\`namespace           firing  new  resolved  no ack &gt;1h
      payments (prod-kr)       2    2         ·           1
      ledger (prod-kr)         ·    ·         1           ·\`\`\`
      ---
      👀 *Who is on it*
      • <https://acme.slack.com/archives/C1/p1|payments (prod-kr)>: *Kim* on 1 (HighLatency)
      ---
      ⏳ *Oldest*: 🔴 critical KubePodCrashLooping in <https://acme.slack.com/archives/C1/p1|payments (prod-kr)>, since <!date^1795215600^{date_short_pretty} {time}|2026-11-20 23:00 UTC>
      ---
      (As of 2026-11-21 10:00 Asia/Seoul)"
    `)
  })

  test('of the company', () => {
    expect(asText(shown('company', { firing }))).toMatchInlineSnapshot(`
      "# All alerts at 10:00
      ---
      *5 firing*: 🔴 1 critical, 🟡 4 warning
      0 new and 0 resolved since 09:00 · ⚠️ *1 for over an hour with nobody on it*
      ---
      \`\`\`namespace               owner     firing  new  resolved  no ack &gt;1h
      payments (prod-kr)      Payments       2    ·         ·           1
      no namespace (prod-kr)  nobody         1    ·         ·           ·
      lab (prod-kr)           nobody         1    ·         ·           ·
      search (prod-kr)        Search         1    ·         ·           ·\`\`\`
      ---
      👀 *Who is on it*
      • \`payments\` in \`prod-kr\`: *Kim* on 1 (HighLatency)
      • \`search\` in \`prod-kr\`: somebody (\`U8\`) on 1 (HighLatency)
      ---
      ⏳ *Oldest*: 🟡 warning HighLatency in \`search\` in \`prod-kr\`, since <!date^1795204800^{date_short_pretty} {time}|2026-11-20 20:00 UTC>
      ---
      ⚠️ *Nobody owns* \`lab\` in \`prod-kr\` (1 firing). Add them under \`projects\` in the configuration.
      ⚠️ *Without a namespace*: 1 firing. Add a namespace label to their rules, or a rule under \`alerts.namespaceRules\`.
      ---
      (As of 2026-11-21 10:00 Asia/Seoul)"
    `)
  })

  test('of nothing', () => {
    expect(asText(shown('C0SEARCH', {}))).toMatchInlineSnapshot(`
      "# Alerts of Search at 10:00
      ---
      ✅ Nothing is firing
      0 new and 0 resolved since 09:00
      ---
      (As of 2026-11-21 10:00 Asia/Seoul)"
    `)
  })

  test('mentions nobody, and its text alone tells it', () => {
    const message = shown('company', { firing })
    expect(JSON.stringify(message)).not.toMatch(/<@|<!subteam|<!here|<!channel/)
    expect(message.text).toContain('5 firing')
    expect(message.text).toContain('payments (prod-kr): 2 firing')
  })

  test('says when it covers more than an hour, and when figures may be too low', () => {
    const late = asText(
      shown('company', { firing }, { from: TEN - 5 * HOUR, longer: 'missed-hours', incomplete: true }),
    )
    expect(late).toContain('since 05:00')
    expect(late).toContain('covers more than an hour')
    expect(late).toContain('figures may be too low')
  })

  test('columns stand under each other in Korean too', () => {
    const korean = [anEpisode({ namespace: '결제-서비스' }), anEpisode({ namespace: 'payments' })]
    const block = asText(shown('company', { firing: korean }))
    const table = block.slice(block.indexOf('```') + 3, block.lastIndexOf('```')).split('\n')
    expect(new Set(table.map((line) => displayWidth(line.replace('&gt;', '>')))).size).toBe(1)
  })
})
