import fc from 'fast-check'
import { expect } from 'vitest'
import { acceptMessageBlocks } from '../../playground/slack/blockkit/message-blocks.ts'
import { SEVERITIES } from '../../src/domain/alert.ts'
import type { Episode } from '../../src/domain/episode.ts'
import type { Message } from '../../src/domain/message.ts'
import { jsonChars } from '../../src/views/fit.ts'
import { givenEpisode, NINE } from './given.ts'

const nasty = fc.constantFrom(
  '<!channel>',
  '&',
  '<',
  '<@U0BOB>',
  '<!subteam^S0ALL>',
  '&lt;!here&gt;',
  '`',
  '```',
  '*',
  '_',
  '>',
  '|',
  '',
  ' ',
  '\n\n',
  '\u0000',
  '\u202E',
  '\uD800',
  '😀',
  '한글',
  'مرحبا',
  ':fire:',
  'constructor',
  '__proto__',
  'https://a.example/?x=<!here>|b',
)
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.array(fc.oneof(nasty, fc.string()), { maxLength: 30 }).map((parts) => parts.join('')),
  nasty.map((part) => part.repeat(5_000)),
  fc.string({ unit: 'grapheme', minLength: 0, maxLength: 300 }),
)
const texts = fc.dictionary(
  anyText.map((name) => name.slice(0, 200)),
  anyText,
  { maxKeys: 12 },
)
const moment = fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(-62_135_596_800_000, 0, 9e15))

export const anyEpisode: fc.Arbitrary<Episode> = fc
  .record({
    alertname: anyText,
    labels: texts,
    annotations: texts,
    summary: anyText,
    startsAt: moment,
    severity: fc.constantFrom(...SEVERITIES),
    resolvedReason: fc.option(anyText),
    state: fc.constantFrom('firing' as const, 'resolved' as const),
    values: fc.dictionary(anyText, fc.oneof(fc.double(), fc.constant(null)), { maxKeys: 8 }),
    url: fc.oneof(anyText, fc.webUrl()),
    user: fc.oneof(fc.constant('U0DANA'), anyText),
  })
  .map(({ summary, url, user, ...given }) =>
    givenEpisode({
      ...given,
      annotations: { ...given.annotations, summary },
      links: { runbook: url, dashboard: url, panel: url },
      endsAt: given.state === 'resolved' ? given.startsAt + 60_000 : null,
      ack: { userId: user, at: NINE },
    }),
  )

export function expectValid(message: Message) {
  const refusal = refusalOf(() => acceptMessageBlocks(message.blocks))
  if (refusal) throw new Error(refusal)
  const marked = [message.text, ...markedTexts(message.blocks)].join('\n')
  expect(message.text.length).toBeGreaterThan(0)
  expect(message.text.length).toBeLessThanOrEqual(4_000)
  expect(jsonChars(message.blocks)).toBeLessThanOrEqual(12_000)
  expect(marked).not.toMatch(/<!(channel|here|everyone)|<@U0BOB|S0ALL>/)
  expect(JSON.stringify(message).replaceAll('\\\\', '')).not.toMatch(/\\ud[89a-f]/i)
}

export function refusalOf(check: () => unknown): string | null {
  try {
    check()
    return null
  } catch (error) {
    return JSON.stringify(error).slice(0, 600)
  }
}

// Headers and buttons are plain text, where `<!channel>` is shown as it stands.
export function markedTexts(shown: unknown): string[] {
  if (typeof shown !== 'object' || shown === null) return []
  const { type, text } = shown as { type?: unknown; text?: unknown }
  return type === 'mrkdwn' && typeof text === 'string' ? [text] : Object.values(shown).flatMap(markedTexts)
}

// Counterexamples may be hundreds of kilobytes: what repeats them is enough.
function reporter<T>(run: fc.RunDetails<T>) {
  if (!run.failed) return
  const error = run.errorInstance instanceof Error ? run.errorInstance.stack : String(run.errorInstance)
  throw new Error(`{ seed: ${run.seed}, path: '${run.counterexamplePath}' }: ${error?.slice(0, 1_500)}`)
}
export const few = { numRuns: 150, endOnFailure: true, reporter }
